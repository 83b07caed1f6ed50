"""Slack answers late, by halves, in HTML, or not at all: each is told for what it is, and tried again."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.desk.chat import ChatBarredError, ChatError, ChatUnavailableError, FileRefusedError, Notice
from bot.desk.work import FileRef, Place
from bot.slack import SlackPort, connected
from tests.slack.badslack import bad_slack, says

PLACE = Place(platform="slack", team="T1", conversation="C1", thread="1.1")
Call = Callable[[SlackPort], Awaitable[object]]
BODY = json.dumps({"ok": True, "channel": "C1", "ts": "1.2"})


async def post(port: SlackPort) -> object:
    return await port.post(PLACE, Notice("Dag."), "mark")


CALLS: list[tuple[str, Call]] = [
    ("post", post),
    ("find", lambda port: port.find(PLACE, "mark")),
    ("update", lambda port: port.update(PLACE.model_copy(update={"message": "1.2"}), Notice("Dag."))),
    ("delete", lambda port: port.delete(PLACE.model_copy(update={"message": "1.2"}))),
    ("direct", lambda port: port.direct("T1", "U1")),
    ("link", lambda port: port.link(PLACE.model_copy(update={"message": "1.2"}))),
    ("is_member", lambda port: port.is_member(PLACE, "U1")),
    ("whisper_in", lambda port: port.whisper_in(PLACE, "U1", Notice("Dag."))),
]


@asynccontextmanager
async def rude(*said: bytes, then: str = "close") -> AsyncIterator[SlackPort]:
    """A port to a server that says these bytes to every call, and then closes, resets, or keeps silent."""
    held: list[asyncio.StreamWriter] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for each in said:
            writer.write(each)
        await writer.drain()
        if then == "close":
            writer.close()
        elif then == "reset":
            writer.transport.abort()
        held.append(writer)

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        address = server.sockets[0].getsockname()
        async with connected("xoxb-geheim", f"http://127.0.0.1:{address[1]}/api/") as port:
            yield port
    finally:
        server.close()
        for writer in held:
            writer.close()


def http(body: str, length: int | None = None, kind: str = "application/json") -> bytes:
    size = len(body) if length is None else length
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    ("said", "then"),
    [
        pytest.param(http(BODY[:20], len(BODY)), "close", id="half-a-body"),
        pytest.param(http(BODY[:20], len(BODY)), "reset", id="half-a-body-and-cut-off"),
        pytest.param(http(BODY[:20]), "close", id="half-a-json"),
        pytest.param(http("<html><body>502 Bad Gateway</body></html>", kind="text/html"), "close", id="html"),
        pytest.param(http("[]"), "close", id="a-list"),
        pytest.param(http("null"), "close", id="null"),
        pytest.param(http(""), "close", id="nothing-in-it"),
        pytest.param(b"", "close", id="hangs-up"),
        pytest.param(b"", "reset", id="cuts-off"),
        pytest.param(b"220 mail.example ESMTP\r\n", "close", id="another-protocol"),
    ],
)
@pytest.mark.parametrize(("name", "call"), CALLS, ids=[name for name, _ in CALLS])
async def test_an_answer_that_is_none_is_tried_again(name: str, call: Call, said: bytes, then: str) -> None:
    del name
    async with rude(said, then=then) as port:
        with pytest.raises(ChatUnavailableError) as told:
            await call(port)
    assert told.value.code in {"no_connection", "unreadable_answer", "timeout"}


async def test_an_answer_after_40_seconds_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is made short here; tests/slack holds what it is."""
    monkeypatch.setattr("bot.slack.connection.SECONDS", 0.2)
    async with rude(b"", then="silence") as port:
        with pytest.raises(ChatUnavailableError) as told:
            await post(port)
    assert told.value.code == "timeout"


async def test_a_name_that_cannot_be_looked_up_is_a_connection_that_is_not_there() -> None:
    async with connected("xoxb-geheim", "https://slack.invalid/api/") as port:
        with pytest.raises(ChatUnavailableError) as told:
            await post(port)
    assert told.value.code == "no_connection"


@pytest.mark.parametrize(
    "code",
    ["invalid_auth", "token_revoked", "account_inactive", "token_expired", "not_authed", "org_login_required"],
)
@pytest.mark.parametrize(("name", "call"), CALLS, ids=[name for name, _ in CALLS])
async def test_a_token_that_is_refused_can_be_mended(name: str, call: Call, code: str) -> None:
    del name
    async with bad_slack(says(json.dumps({"ok": False, "error": code}))) as (port, _):
        with pytest.raises(ChatBarredError) as told:
            await call(port)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("who_we_are", "raised"),
    [
        pytest.param('{"ok": false, "error": "token_revoked"}', ChatBarredError, id="the-token-is-refused"),
        pytest.param('{"ok": true}', FileRefusedError, id="only-this-file-is"),
    ],
)
@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(says("<html>Sign in</html>", Content_Type="text/html"), id="a-page-to-sign-in"),
        pytest.param(says("", status=403), id="forbidden"),
    ],
)
async def test_a_file_that_is_refused_for_our_token_is_fetched_later(
    refusal: object, who_we_are: str, raised: type[ChatError]
) -> None:
    async with bad_slack(refusal, says(who_we_are)) as (port, bad):  # type: ignore[arg-type]
        file = FileRef(id="F1", name="bounce.txt", url=f"{bad.origin}/files/F1")
        with pytest.raises(raised):
            await port.fetch(file, 1000)
