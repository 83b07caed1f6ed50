"""What the manifest does not ask for, the app does not get."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import MANIFEST, Ear, Json, Person, button, refusal, section

SUPPORT = "C0SUPPORT"


@pytest.fixture
def change() -> Callable[[Json], None]:
    """What a test makes of the manifest before the playground reads it; nothing, unless it says so."""
    return lambda _manifest: None


@pytest.fixture
def manifest(tmp_path: Path, change: Callable[[Json], None]) -> Path:
    changed = yaml.safe_load(MANIFEST)
    change(changed)
    path = tmp_path / "app_manifest.yml"
    path.write_text(yaml.safe_dump(changed), "utf-8")
    return path


def without(*scopes: str) -> Callable[[Json], None]:
    def change(manifest: Json) -> None:
        asked = manifest["oauth_config"]["scopes"]["bot"]
        manifest["oauth_config"]["scopes"]["bot"] = [each for each in asked if each not in scopes]

    return change


@pytest.mark.parametrize(
    ("change", "method", "call", "needed"),
    [
        (without("chat:write"), "chat.postMessage", {"channel": SUPPORT, "text": "x"}, "chat:write"),
        (without("chat:write"), "chat.update", {"channel": SUPPORT, "ts": "1.2", "text": "x"}, "chat:write"),
        (without("chat:write"), "chat.postEphemeral", {"channel": SUPPORT, "user": "U0ANNA"}, "chat:write"),
        (
            without("channels:history"),
            "conversations.replies",
            {"channel": SUPPORT, "ts": "1.2"},
            "channels:history",
        ),
        (without("channels:history"), "conversations.history", {"channel": SUPPORT}, "channels:history"),
        (without("im:history"), "conversations.history", {"channel": "D0ANNA"}, "im:history"),
        (without("channels:read"), "conversations.members", {"channel": SUPPORT}, "channels:read"),
        (without("channels:read"), "conversations.list", {}, "channels:read"),
        (without("im:read"), "conversations.list", {"types": "im"}, "im:read"),
        (without("groups:read"), "conversations.list", {"types": "private_channel"}, "groups:read"),
        (without("users:read"), "users.info", {"user": "U0ANNA"}, "users:read"),
        (without("files:read"), "files.info", {"file": "F0"}, "files:read"),
        (without("reactions:write"), "reactions.add", {"channel": SUPPORT, "name": "eyes"}, "reactions:write"),
        (without("im:write", "chat:write"), "conversations.open", {"users": "U0ANNA"}, "im:write,chat:write"),
    ],
)
async def test_a_method_asks_for_its_scope(slack: AsyncWebClient, method: str, call: Json, needed: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        await slack.api_call(method, json=call)
    said = refusal(caught.value.response)
    assert (said["error"], said["needed"]) == ("missing_scope", needed)
    assert needed not in said["provided"].split(",")


async def test_the_app_is_told_its_scopes(slack: AsyncWebClient) -> None:
    answer = await slack.auth_test()
    assert "chat:write" in answer.headers["X-OAuth-Scopes"].split(",")


@pytest.mark.parametrize("change", [without("files:read")])
async def test_without_its_scope_a_file_is_a_page_to_sign_in(
    anna: Person, session: aiohttp.ClientSession, playground: Playground, ear: Ear, connected: Any
) -> None:
    assert connected
    await anna.posts("x", files=[{"name": "a.eml", "content_base64": "eA=="}])
    (file,) = (await ear.event("message", "file_share"))["files"]
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    async with session.get(file["url_private"], headers=headers) as response:
        assert (response.status, response.content_type) == (200, "text/html")


def subscribed(*events: str) -> Callable[[Json], None]:
    def change(manifest: Json) -> None:
        manifest["settings"]["event_subscriptions"]["bot_events"] = list(events)

    return change


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        pytest.param(subscribed("app_mention"), ["app_mention"], id="mentions-alone"),
        pytest.param(subscribed("message.channels"), ["message"], id="messages-alone"),
        pytest.param(subscribed("message.channels", "file_shared"), ["message", "file_shared"], id="files"),
        pytest.param(without("app_mentions:read"), ["message"], id="mentions-without-scope"),
        pytest.param(without("channels:history"), ["app_mention"], id="messages-without-scope"),
    ],
)
@pytest.mark.usefixtures("connected")
async def test_the_app_hears_what_it_asked_for(anna: Person, ear: Ear, heard: list[str]) -> None:
    await anna.posts("@Proefapp kijk", files=[{"name": "a.eml", "content_base64": "eA=="}])
    await ear.hears(lambda _body: True, times=len(heard))
    await anna.posts("en verder")
    assert [body["event"]["type"] for body in ear.heard[: len(heard)]] == heard


def no_home(manifest: Json) -> None:
    manifest["features"]["app_home"]["home_tab_enabled"] = False


def no_interactivity(manifest: Json) -> None:
    manifest["settings"]["interactivity"]["is_enabled"] = False


def app_home(**settings: bool) -> Callable[[Json], None]:
    def change(manifest: Json) -> None:
        manifest["features"]["app_home"] = settings

    return change


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param(app_home(messages_tab_enabled=False), "messages_tab_disabled", id="none"),
        pytest.param(app_home(messages_tab_read_only_enabled=True), "messages_tab_disabled", id="to-read-only"),
        pytest.param(app_home(messages_tab_enabled=True), None, id="there"),
    ],
)
async def test_a_direct_message_needs_its_tab(anna: Person, error: str | None) -> None:
    tried = await anna.tries("post", conversation="D0ANNA", text="hallo")
    assert tried.get("error") == error


@pytest.mark.parametrize("change", [no_home])
async def test_without_a_start_page_none_is_published(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await slack.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [section()]})
    assert refusal(caught.value.response)["error"] == "not_enabled"


@pytest.mark.parametrize("change", [no_interactivity])
async def test_without_interactivity_nothing_can_be_pressed(anna: Person, slack: AsyncWebClient) -> None:
    row = {"type": "actions", "block_id": "rij", "elements": [button()]}
    ts = (await slack.chat_postMessage(channel=SUPPORT, text="x", blocks=[row]))["ts"]
    pressed = await anna.tries("press", conversation=SUPPORT, ts=ts, block_id="rij", action_id="knop")
    assert pressed["error"] == "interactivity_not_enabled"
    assert (await anna.sees())["notice"]


async def test_the_page_offers_what_the_manifest_does(anna: Person) -> None:
    state = await anna.sees()
    assert state["commands"] == [{"command": "/proef", "description": "Probeert iets", "usage_hint": "[tekst]"}]
    assert state["shortcuts"] == [{"callback_id": "leg_uit", "name": "Leg uit"}]
    assert [each["name"] for each in state["people"]] == ["Anna", "Bram", "Hella", "Proefapp", "Slackbot"]


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[Playground]:
    playground = Playground(tmp_path / "kaal", port=0)
    await playground.start()
    yield playground
    await playground.stop()


async def test_without_a_manifest_all_is_allowed_and_nothing_offered(
    session: aiohttp.ClientSession, bare: Playground
) -> None:
    slack = AsyncWebClient(bare.bot_token, base_url=bare.api_url)
    await slack.chat_postMessage(channel=SUPPORT, text="x")
    await slack.conversations_list(types="im,public_channel")
    state = await Person(session, bare, "U0ANNA").sees()
    assert (state["commands"], state["shortcuts"]) == ([], [])
