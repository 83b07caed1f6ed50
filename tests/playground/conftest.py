"""A playground on a free port, the page's hands, and a real Bolt app that is connected to it."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground

Json = dict[str, Any]

MANIFEST = """
display_information:
  name: Proefapp
features:
  app_home: {home_tab_enabled: true, messages_tab_enabled: true}
  bot_user: {display_name: Proefapp}
  slash_commands:
    - {command: /proef, description: Probeert iets, usage_hint: "[tekst]"}
  shortcuts:
    - {name: Leg uit, type: message, callback_id: leg_uit, description: Legt uit}
oauth_config:
  scopes:
    bot: [app_mentions:read, channels:history, channels:read, chat:write, commands, files:read, groups:history,
          groups:read, im:history, im:read, im:write, reactions:write, users:read]
settings:
  interactivity: {is_enabled: true}
  event_subscriptions:
    bot_events: [app_home_opened, app_mention, member_joined_channel, member_left_channel, message.channels,
                 message.groups, message.im]
"""


class Person:
    """What one person does and sees on the page."""

    def __init__(self, session: aiohttp.ClientSession, playground: Playground, user: str) -> None:
        self._session = session
        self._playground = playground
        self.user = user

    async def tries(self, doing: str, **body: Any) -> Json:
        """Do something, and give the answer as it is."""
        address = f"{self._playground.url}page/{doing}"
        sent = io.BytesIO(json.dumps({"person": self.user, **body}).encode())
        headers = {"Content-Type": "application/json"}
        async with self._session.post(address, data=sent, headers=headers) as response:
            answer: Json = await response.json()
            return answer

    async def does(self, doing: str, **body: Any) -> Json:
        """Do something that has to succeed."""
        answer = await self.tries(doing, **body)
        assert answer["ok"], answer
        return answer

    async def posts(self, text: str, conversation: str = "C0SUPPORT", **body: Any) -> str:
        """Post a text; gives its ts."""
        ts: str = (await self.does("post", conversation=conversation, text=text, **body))["ts"]
        return ts

    async def sees(self) -> Json:
        """Everything on the page."""
        async with self._session.get(f"{self._playground.url}page/state?person={self.user}") as response:
            assert response.status == 200
            state: Json = await response.json()
            return state

    @asynccontextmanager
    async def watches(self) -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """What waits for the next change of the workspace; the first is told at once."""
        async with self._session.ws_connect(f"{self._playground.url}page/changes") as socket:

            async def next_change() -> None:
                await socket.receive_json(timeout=60)

            yield next_change

    async def reads(self, conversation: str = "C0SUPPORT") -> list[Json]:
        """The messages of a conversation."""
        state = await self.sees()
        found: list[Json] = next(each for each in state["conversations"] if each["id"] == conversation)["messages"]
        return found


class Ear:
    """Everything that an app heard, in order."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self._more = asyncio.Event()

    def take(self, body: Json) -> None:
        """Hear something."""
        self.heard.append(body)
        self._more.set()

    async def hears(self, wanted: Callable[[Json], bool], *, times: int = 1) -> Json:
        """Wait for what is wanted to come as often as that; gives the last one."""
        while len(found := [body for body in self.heard if wanted(body)]) < times:
            self._more.clear()
            await asyncio.wait_for(self._more.wait(), 60)
        return found[-1]

    async def event(self, kind: str, subtype: str | None = None, *, times: int = 1) -> Json:
        """Wait for an event; gives its inner part."""

        def wanted(body: Json) -> bool:
            event = body.get("event", {})
            return bool(event.get("type") == kind and event.get("subtype") == subtype)

        event: Json = (await self.hears(wanted, times=times))["event"]
        return event


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "app_manifest.yml"
    path.write_text(MANIFEST, "utf-8")
    return path


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience() -> float:
    """Long enough for any machine; a test that waits in vain says how long."""
    return 10.0


@pytest.fixture
def pauses() -> tuple[float, ...]:
    """So long that a slow machine hears nothing twice; a test of what comes again says how soon."""
    return (60.0,)


@pytest.fixture
async def playground(
    tmp_path: Path, manifest: Path, clock: Clock, patience: float, pauses: tuple[float, ...]
) -> AsyncIterator[Playground]:
    server = Playground(
        tmp_path / "data",
        port=0,
        manifest=manifest,
        rate_limits=False,
        redelivery_pauses=pauses,
        patience=patience,
        clock=clock,
    )
    await server.start()
    yield server
    await server.stop()


def refusal(answer: Any) -> Json:
    """What Slack says no with, out of what the SDK raised."""
    said: Json = answer.data
    assert said["ok"] is False
    return said


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "hoi") -> Json:
    return {"type": "section", "text": marked(text)}


def button(action_id: str = "knop", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Knop"), **more}


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def anna(session: aiohttp.ClientSession, playground: Playground) -> Person:
    return Person(session, playground, "U0ANNA")


@pytest.fixture
def bram(session: aiohttp.ClientSession, playground: Playground) -> Person:
    return Person(session, playground, "U0BRAM")


@pytest.fixture
def hella(session: aiohttp.ClientSession, playground: Playground) -> Person:
    return Person(session, playground, "U0HELLA")


@pytest.fixture
def slack(playground: Playground) -> AsyncWebClient:
    return AsyncWebClient(playground.bot_token, base_url=playground.api_url)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def app(slack: AsyncWebClient, ear: Ear) -> AsyncApp:
    """A Bolt app that hears everything and says nothing; a test adds what it does."""
    made = AsyncApp(client=slack, logger=_quiet(), ignoring_self_events_enabled=False)

    async def listen(body: Json, next_: Callable[[], Any]) -> None:
        ear.take(body)
        await next_()

    made.middleware(listen)
    return made


@pytest.fixture
async def connected(app: AsyncApp, playground: Playground) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app, connected; events that it has no listener for are acknowledged."""

    async def fine() -> None: ...

    for event in ("message", "app_mention", "app_home_opened", "member_joined_channel", "member_left_channel"):
        app.event(event)(fine)
    handler = AsyncSocketModeHandler(app, playground.app_token, logger=_quiet())
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield handler
    await handler.close_async()  # type: ignore[no-untyped-call]


def _quiet() -> logging.Logger:
    logger = logging.getLogger("quiet")
    logger.setLevel(logging.CRITICAL)
    return logger
