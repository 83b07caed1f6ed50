"""Slack on a bad day: too many calls, failures on request; and strangers at the door."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Clock, Json, Person, refusal

SUPPORT = "C0SUPPORT"


@pytest.fixture
async def strict(tmp_path: Path, clock: Clock) -> AsyncIterator[AsyncWebClient]:
    """A playground that keeps Slack's pace."""
    playground = Playground(tmp_path / "data", port=0, clock=clock)
    await playground.start()
    yield AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    await playground.stop()


async def until_refused(slack: AsyncWebClient, method: str, call: Json) -> tuple[int, int, str]:
    """How many calls went well, then the status and Retry-After of the one that did not."""
    for well in range(1000):
        try:
            await slack.api_call(method, params=call)
        except SlackApiError as error:
            return well, error.response.status_code, error.response.headers["Retry-After"]
    raise AssertionError("never refused")


@pytest.mark.parametrize(
    ("method", "call", "well", "wait"),
    [
        pytest.param("chat.postMessage", {"channel": SUPPORT, "text": "x"}, 5, "1", id="a-message-a-second"),
        pytest.param("conversations.list", {}, 20, "3", id="tier-2"),
        pytest.param("conversations.replies", {"channel": SUPPORT, "ts": "ROOT"}, 50, "2", id="tier-3"),
        pytest.param("users.info", {"user": "U0ANNA"}, 100, "1", id="tier-4"),
    ],
)
async def test_too_many_calls_are_refused(
    *, strict: AsyncWebClient, clock: Clock, method: str, call: Json, well: int, wait: str
) -> None:
    root = (await strict.chat_postMessage(channel="C0HELPDESK", text="x"))["ts"]
    if "ts" in call:
        call = {"channel": "C0HELPDESK", "ts": root}
    assert await until_refused(strict, method, call) == (well, 429, wait)
    clock.now += float(wait)
    assert (await strict.api_call(method, params=call))["ok"]


async def test_one_channel_does_not_wait_for_another(strict: AsyncWebClient) -> None:
    await until_refused(strict, "chat.postMessage", {"channel": SUPPORT, "text": "x"})
    assert (await strict.chat_postMessage(channel="C0HELPDESK", text="x"))["ok"]


@pytest.mark.parametrize(
    ("fail", "status", "error", "retry_after"),
    [
        pytest.param({"error": "ratelimited", "retry_after": 7}, 429, "ratelimited", "7", id="pace"),
        pytest.param({"error": "ratelimited"}, 429, "ratelimited", "1", id="pace-always-says-how-long"),
        pytest.param({"error": "channel_not_found"}, 200, "channel_not_found", None, id="refusal"),
        pytest.param({"status": 503}, 503, "internal_error", None, id="server"),
    ],
)
async def test_calls_fail_on_request(
    *, anna: Person, slack: AsyncWebClient, fail: Json, status: int, error: str, retry_after: str | None
) -> None:
    await anna.does("trouble", fail={"method": "chat.postMessage", "times": 2, **fail})
    assert (await slack.auth_test())["ok"]
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await slack.chat_postMessage(channel=SUPPORT, text="x")
        assert (caught.value.response.status_code, refusal(caught.value.response)["error"]) == (status, error)
        assert caught.value.response.headers.get("Retry-After") == retry_after
    await slack.chat_postMessage(channel=SUPPORT, text="gelukt")
    assert [each["text"] for each in await anna.reads()] == ["gelukt"]


async def test_a_call_can_be_done_although_it_seems_to_fail(anna: Person, slack: AsyncWebClient) -> None:
    await anna.does("trouble", fail={"method": "chat.postMessage", "status": 500, "after": True})
    with pytest.raises(SlackApiError):
        await slack.chat_postMessage(channel=SUPPORT, text="toch")
    assert [each["text"] for each in await anna.reads()] == ["toch"]


async def test_a_call_can_take_longer_than_its_caller_waits(anna: Person, playground: Playground) -> None:
    await anna.does("trouble", fail={"method": "chat.postMessage", "hang": 60})
    hasty = AsyncWebClient(playground.bot_token, base_url=playground.api_url, timeout=1)
    with pytest.raises(TimeoutError):
        await hasty.chat_postMessage(channel=SUPPORT, text="te laat")
    assert await anna.reads() == []


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_can_be_cut(anna: Person, slack: AsyncWebClient, *, after: bool) -> None:
    await anna.does("trouble", fail={"method": "chat.postMessage", "cut": True, "after": after})
    slack.retry_handlers.clear()
    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel=SUPPORT, text="afgebroken")
    assert [each["text"] for each in await anna.reads()] == ["afgebroken"] * after


@pytest.mark.parametrize(("chance", "fails"), [(1, 5), (0, 0)], ids=["always", "never"])
async def test_calls_fail_by_chance_until_it_is_called_off(
    anna: Person, slack: AsyncWebClient, chance: float, fails: int
) -> None:
    told = await anna.does("trouble", fail={"method": "*", "error": "fatal_error", "chance": chance})
    assert told["left"] == 1
    failed = 0
    for _ in range(5):
        try:
            await slack.auth_test()
        except SlackApiError:
            failed += 1
    assert failed == fails
    assert (await anna.does("trouble", clear=True))["left"] == 0
    assert (await slack.auth_test())["ok"]


async def test_a_call_that_was_refused_does_not_count_as_done(anna: Person, slack: AsyncWebClient) -> None:
    await anna.does("trouble", fail={"method": "chat.postMessage", "status": 500, "after": True})
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_postMessage(channel="C0NIETS", text="nergens")
    assert refusal(caught.value.response)["error"] == "channel_not_found"
    with pytest.raises(SlackApiError):
        await slack.chat_postMessage(channel=SUPPORT, text="toch")
    await slack.chat_postMessage(channel=SUPPORT, text="en dan")
    assert [each["text"] for each in await anna.reads()] == ["toch", "en dan"]


async def test_it_is_told_when_a_failure_has_come(anna: Person, slack: AsyncWebClient) -> None:
    await anna.does("trouble", fail={"method": "auth.test", "error": "fatal_error"})
    assert (await anna.does("trouble"))["left"] == 1
    with pytest.raises(SlackApiError):
        await slack.auth_test()
    assert (await anna.does("trouble"))["left"] == 0


@pytest.mark.parametrize("method", ["*", "auth.test"])
async def test_trouble_can_be_called_off(anna: Person, slack: AsyncWebClient, method: str) -> None:
    await anna.does("trouble", fail={"method": method, "error": "fatal_error", "times": 100})
    with pytest.raises(SlackApiError):
        await slack.auth_test()
    await anna.does("trouble", clear=True)
    assert (await slack.auth_test())["ok"]


async def test_files_and_response_urls_fail_too(
    anna: Person, playground: Playground, session: aiohttp.ClientSession
) -> None:
    await anna.does("trouble", fail={"method": "files", "status": 503})
    await anna.does("trouble", fail={"method": "response_url", "status": 503})
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    async with session.get(f"{playground.url}files/F0/x", headers=headers) as response:
        assert response.status == 503
    async with session.post(f"{playground.url}response/x", json={"text": "x"}) as response:
        assert response.status == 503


async def test_the_sdk_waits_as_told(anna: Person, playground: Playground) -> None:
    await anna.does("trouble", fail={"method": "chat.postMessage", "error": "ratelimited", "retry_after": 0})
    patient = AsyncWebClient(
        playground.bot_token, base_url=playground.api_url, retry_handlers=[AsyncRateLimitErrorRetryHandler()]
    )
    await patient.chat_postMessage(channel=SUPPORT, text="dan maar later")
    assert [each["text"] for each in await anna.reads()] == ["dan maar later"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="a-program-of-this-machine"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 200, id="the-page-itself"),
        pytest.param({"Host": "kwaad.example"}, 403, id="a-foreign-name-bound-to-this-machine"),
        pytest.param({"Origin": "https://kwaad.example"}, 403, id="a-foreign-page"),
        pytest.param({"Origin": "null"}, 403, id="a-page-without-a-name"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="as-the-browser-says"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="another-port-of-this-machine"),
    ],
)
@pytest.mark.parametrize("path", ["page/state?person=U0ANNA", "api/auth.test", "static/main.js"])
async def test_strangers_are_not_let_in(
    *, session: aiohttp.ClientSession, playground: Playground, path: str, headers: dict[str, str], status: int
) -> None:
    async with session.get(playground.url + path, headers=headers) as response:
        assert response.status == status


async def test_a_foreign_page_cannot_listen(session: aiohttp.ClientSession, playground: Playground) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await session.ws_connect(f"{playground.url}page/changes", headers={"Origin": "https://kwaad.example"})
    assert caught.value.status == 403


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        pytest.param({"data": "{", "headers": {"Content-Type": "application/json"}}, "invalid_json", id="no-json"),
        pytest.param(
            {"data": b"\xff", "headers": {"Content-Type": "application/json"}}, "invalid_json", id="no-text"
        ),
        pytest.param({"json": ["x"]}, "json_not_object", id="no-object"),
        pytest.param({"data": "x", "headers": {"Content-Type": "text/csv"}}, "invalid_post_type", id="no-form"),
        pytest.param({"json": {"channel": ["a"], "text": "x"}}, "invalid_arguments", id="a-list-for-a-text"),
        pytest.param({"json": {"text": "x"}}, "invalid_arguments", id="nowhere"),
    ],
)
async def test_a_malformed_call_is_refused(
    session: aiohttp.ClientSession, playground: Playground, sent: Json, error: str
) -> None:
    headers = {"Authorization": f"Bearer {playground.bot_token}", **sent.pop("headers", {})}
    async with session.post(f"{playground.api_url}chat.postMessage", headers=headers, **sent) as response:
        assert (response.status, (await response.json())["error"]) == (200, error)


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"data": {"person": "U0ANNA"}}, id="a-form"),
        pytest.param({"data": "{", "headers": {"Content-Type": "application/json"}}, id="no-json"),
        pytest.param({"json": [1]}, id="no-object"),
        pytest.param({"json": {"conversation": {}, "text": []}}, id="wrong-kinds"),
    ],
)
async def test_the_page_is_refused_politely(
    session: aiohttp.ClientSession, playground: Playground, sent: Json
) -> None:
    async with session.post(f"{playground.url}page/post", **sent) as response:
        assert response.status in {200, 400}
        assert (await response.json())["ok"] is False
