"""The workspace outlives its server; a broken file says so and stays."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground, UnreadableManifestError, UnreadableWorkspaceError
from tests.playground.conftest import MANIFEST, Person, section

SUPPORT = "C0SUPPORT"


async def test_a_workspace_is_taken_up_again(
    session: aiohttp.ClientSession, playground: Playground, anna: Person, slack: AsyncWebClient, tmp_path: Path
) -> None:
    files = [{"name": "bounce.txt", "content_base64": "NTUwIDUuMS4x"}]
    root = await anna.posts("vraag \u202e\U0001f4ec", files=files)
    meta = {"event_type": "proef", "event_payload": {"a": "1"}}
    await slack.chat_postMessage(channel=SUPPORT, thread_ts=root, text="x\ud83d", metadata=meta)
    await slack.chat_postEphemeral(channel=SUPPORT, user="U0ANNA", text="alleen nu")
    await slack.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [section("start")]})
    await anna.does("join", conversation="C0ALGEMEEN", user="U0BOT")
    before = await anna.sees()
    await playground.stop()
    second = Playground(tmp_path / "data", port=0)
    await second.start()
    try:
        after = await Person(session, second, "U0ANNA").sees()
        kept = [[each for each in told["messages"] if not each["ephemeral"]] for told in before["conversations"]]
        again = [told["messages"] for told in after["conversations"]]
        for messages in [*kept, *again]:
            for each in messages:
                each["files"] = [file["id"] for file in each["files"]]
        assert again == kept
        assert after["home"] == before["home"]
        client = AsyncWebClient(second.bot_token, base_url=second.api_url)
        read = await client.conversations_replies(channel=SUPPORT, ts=root, include_all_metadata=True)
        assert read["messages"][1]["metadata"] == meta
        assert "U0BOT" in (await client.conversations_members(channel="C0ALGEMEEN"))["members"]
        newer = await client.chat_postMessage(channel=SUPPORT, text="later")
        assert newer["ts"] > read["messages"][1]["ts"]
        # Its files stand at the new server's address.
        address = read["messages"][0]["files"][0]["url_private_download"]
        assert address.startswith(second.url)
        async with session.get(address, headers={"Authorization": f"Bearer {second.bot_token}"}) as file:
            assert await file.read() == b"550 5.1.1"
    finally:
        await second.stop()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut-off"),
        pytest.param(b"[]", id="no-object"),
        pytest.param(b'{"version": 1}', id="half"),
        pytest.param(b'{"version": 99, "origin": ""}', id="of-another-time"),
        pytest.param(b"\xff\xfe\x00", id="no-text"),
        pytest.param(b"[" * 100_000, id="nested"),
        pytest.param(
            json.dumps(
                {
                    "version": 1,
                    "origin": "",
                    "last_ts": 0,
                    "conversations": {
                        name: {"members": [], "messages": ["hallo"]}
                        for name in (SUPPORT, "C0HELPDESK", "C0ALGEMEEN", "D0ANNA", "D0BRAM", "D0HELLA")
                    },
                    "files": {},
                    "homes": {},
                    "unacknowledged": [],
                }
            ).encode(),
            id="messages-that-are-none",
        ),
    ],
)
async def test_a_broken_workspace_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "playground.json"
    path.write_bytes(content)
    playground = Playground(tmp_path, port=0)
    with pytest.raises(
        UnreadableWorkspaceError, match=r"playground\.json is not a playground's workspace"
    ) as caught:
        await playground.start()
    assert caught.value.path == path
    assert path.read_bytes() == content
    await playground.stop()


async def test_a_file_is_never_half_written(anna: Person, tmp_path: Path) -> None:
    """Whoever reads it while it is being written over and over finds a whole workspace each time."""
    path = tmp_path / "data" / "playground.json"
    await anna.posts("begin")
    for number in range(30):
        posting = asyncio.create_task(anna.posts(f"bericht {number} " + "x" * 3000))
        while not posting.done():
            json.loads(await asyncio.to_thread(path.read_text, "utf-8"))
        await posting
    assert len(json.loads(path.read_text("utf-8"))["conversations"][SUPPORT]["messages"]) == 31


PROCESS = """
import asyncio, sys
from pathlib import Path
from bot.playground import Playground

async def main():
    playground = Playground(Path(sys.argv[1]), port=0)
    await playground.start()
    print(playground.url, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_what_was_answered_survives_a_kill(session: aiohttp.ClientSession, tmp_path: Path) -> None:
    posted: list[str] = []
    for number in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", PROCESS, str(tmp_path), stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout
        url = (await process.stdout.readline()).decode().strip()
        async with session.get(f"{url}page/state?person=U0ANNA") as response:
            state = await response.json()
        assert [each["text"] for each in state["conversations"][0]["messages"]] == posted
        body = {"person": "U0ANNA", "conversation": SUPPORT, "text": str(number)}
        async with session.post(f"{url}page/post", json=body) as response:
            assert (await response.json())["ok"]
        posted.append(str(number))
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def test_what_cannot_be_kept_is_not_said_to_be_done(
    playground: Playground, anna: Person, tmp_path: Path, session: aiohttp.ClientSession
) -> None:
    data = tmp_path / "data"
    (data / "playground.json.new").mkdir()
    body = {"person": "U0ANNA", "conversation": SUPPORT, "text": "x"}
    async with session.post(f"{playground.url}page/post", json=body) as response:
        assert response.status == 500
    (data / "playground.json.new").rmdir()
    await anna.posts("weer goed")


async def test_a_taken_port_is_an_os_error(playground: Playground, tmp_path: Path) -> None:
    port = int(playground.url.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(OSError, match="in use"):
        await Playground(tmp_path / "ander", port=port).start()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "example.com", ""])
def test_it_listens_on_this_machine_only(tmp_path: Path, host: str) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        Playground(tmp_path, host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
async def test_it_listens_on_this_machines_addresses(tmp_path: Path, host: str) -> None:
    playground = Playground(tmp_path, host=host, port=0)
    await playground.start()
    assert playground.url.startswith(f"http://{host}:")
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    assert (await client.auth_test())["ok"]
    await playground.stop()


async def test_it_stops_twice_and_starts_again(tmp_path: Path, session: aiohttp.ClientSession) -> None:
    playground = Playground(tmp_path, port=0)
    await playground.start()
    anna = Person(session, playground, "U0ANNA")
    await anna.posts("een")
    await playground.stop()
    await playground.stop()
    await playground.start()
    assert [each["text"] for each in await anna.reads()] == ["een"]
    await playground.stop()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param("", id="empty"),
        pytest.param("a: [", id="no-yaml"),
        pytest.param("- a", id="no-object"),
        pytest.param("features: {}", id="no-name"),
        pytest.param(MANIFEST.replace("callback_id: leg_uit, ", ""), id="shortcut-without-id"),
        pytest.param(MANIFEST.replace("features:", "features: 3 #"), id="features-a-number"),
    ],
)
def test_a_broken_manifest_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "manifest.yml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(UnreadableManifestError, match=r"manifest\.yml is not an app manifest"):
        Playground(tmp_path / "data", manifest=path)


async def test_more_channels_and_nothing_kept(tmp_path: Path, session: aiohttp.ClientSession) -> None:
    playground = Playground(tmp_path / "data", port=0, channels=["zaal1", "zaal2"], writes=False)
    await playground.start()
    anna = Person(session, playground, "U0ANNA")
    await anna.posts("hoi", "C0ZAAL2")
    assert [each["text"] for each in await anna.reads("C0ZAAL2")] == ["hoi"]
    async with session.get(f"{playground.url}page/state?person=U0ANNA&conversation=C0ZAAL2") as response:
        [only] = (await response.json())["conversations"]
    assert (only["id"], only["is_member"], only["has_app"]) == ("C0ZAAL2", True, True)
    await playground.stop()
    assert not (tmp_path / "data" / "playground.json").exists()
