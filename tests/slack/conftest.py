"""The Slack room with real parts: playground, Bolt app over HTTP and Socket Mode; a ledger for a desk."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.desk.case import Move
from bot.desk.work import Work
from bot.playground import Playground
from bot.slack import SlackPort, Workplace, build_app, connected, events_handler, socket_mode

Json = dict[str, Any]

MANIFEST = Path(__file__).parents[2] / "app_manifest.yml"
SECRET = "a-signing-secret"
IN_TIME = 60.0


class Case:
    """A case that takes some moves."""

    def __init__(self, *moves: Move) -> None:
        self._moves = moves

    def takes(self, move: Move) -> bool:
        return move in self._moves


class Ledger:
    """A desk that keeps what it accepts, or cannot."""

    def __init__(self) -> None:
        self.works: list[Work] = []
        self.cases: dict[str, Case] = {}
        self.failures = 0
        self._more = asyncio.Event()

    async def accept(self, work: Work) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("disk full, says the secret text 550 5.1.1")
        self.works.append(work)
        self._more.set()

    async def open_case(self, case_id: str) -> Case | None:
        return self.cases.get(case_id)

    async def holds(self, count: int) -> list[Work]:
        """Wait until that many works are there."""
        async with asyncio.timeout(IN_TIME):
            while len(self.works) < count:
                self._more.clear()
                await self._more.wait()
        return self.works

    async def gets(self) -> Work:
        """The only work, once it is there."""
        works = await self.holds(1)
        assert len(works) == 1, works
        return works[0]


class Person:
    """What one person does and sees on the playground's page."""

    def __init__(self, session: aiohttp.ClientSession, playground: Playground, user: str) -> None:
        self._session = session
        self._playground = playground
        self.user = user

    async def tries(self, doing: str, **body: Any) -> Json:
        address = f"{self._playground.url}page/{doing}"
        async with self._session.post(address, json={"person": self.user, **body}) as response:
            answer: Json = await response.json()
            return answer

    async def does(self, doing: str, **body: Any) -> Json:
        answer = await self.tries(doing, **body)
        assert answer["ok"], answer
        return answer

    async def posts(self, text: str, conversation: str = "C0SUPPORT", **body: Any) -> str:
        ts: str = (await self.does("post", conversation=conversation, text=text, **body))["ts"]
        return ts

    async def drops(self, name: str, content: bytes, conversation: str = "C0SUPPORT") -> str:
        file = {"name": name, "content_base64": base64.b64encode(content).decode()}
        return await self.posts("", conversation, files=[file])

    async def sees(self) -> Json:
        async with self._session.get(f"{self._playground.url}page/state?person={self.user}") as response:
            state: Json = await response.json()
            return state

    async def reads(self, conversation: str = "C0SUPPORT") -> list[Json]:
        state = await self.sees()
        found: list[Json] = next(each for each in state["conversations"] if each["id"] == conversation)["messages"]
        return found

    async def waits_for(self, seen: Callable[[Json], Any]) -> Any:
        """Look at the page until something is there; gives it."""
        address = f"{self._playground.url}page/changes"
        async with asyncio.timeout(IN_TIME), self._session.ws_connect(address) as changes:
            while not (found := seen(await self.sees())):
                await changes.receive()
            return found


class HttpSlack:
    """Slack as it calls an app over HTTP: signed."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = url

    async def sends(
        self, body: str, content_type: str, *, secret: str = SECRET, at: str | None = None
    ) -> tuple[int, str]:
        at = at or str(int(time.time()))
        signed = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={signed}",
        }
        async with self._session.post(self.url, data=body.encode(), headers=headers) as answer:
            return answer.status, await answer.text()

    async def event(self, event: Json, event_id: str = "Ev1") -> int:
        body = {"type": "event_callback", "team_id": "T0PLAY", "event_id": event_id, "event": event}
        status, _ = await self.sends(json.dumps(body), "application/json")
        return status

    async def interaction(self, payload: Json) -> tuple[int, str]:
        return await self.sends(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")

    async def command(self, **fields: str) -> tuple[int, str]:
        return await self.sends(urlencode(fields), "application/x-www-form-urlencoded")


@pytest.fixture
def patience() -> float:
    """How long Slack waits for an acknowledgement: so long that nothing comes twice on a busy machine."""
    return IN_TIME


@pytest.fixture
async def playground(tmp_path: Path, patience: float) -> AsyncIterator[Playground]:
    server = Playground(
        tmp_path / "data",
        port=0,
        manifest=MANIFEST,
        rate_limits=False,
        redelivery_pauses=(0.1, 0.2),
        patience=patience,
    )
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def anna(session: aiohttp.ClientSession, playground: Playground) -> Person:
    return Person(session, playground, "U0ANNA")


@pytest.fixture
def hella(session: aiohttp.ClientSession, playground: Playground) -> Person:
    return Person(session, playground, "U0HELLA")


@pytest.fixture
def desk() -> Ledger:
    return Ledger()


@pytest.fixture
async def port(playground: Playground) -> AsyncIterator[SlackPort]:
    async with connected(playground.bot_token, playground.api_url) as opened:
        yield opened


@pytest.fixture
async def workplace(port: SlackPort, playground: Playground) -> Workplace:
    return Workplace(await port.introduce(), helpdesk=playground.helpdesk_channel)


@pytest.fixture
async def live(
    playground: Playground, desk: Ledger, port: SlackPort, workplace: Workplace, anna: Person
) -> AsyncIterator[Ledger]:
    """The app, connected to the playground by Socket Mode; gives its desk."""
    app = build_app(desk=desk, port=port, workplace=workplace)
    async with socket_mode(app, playground.app_token):
        await anna.waits_for(lambda state: state["connected"])
        yield desk


@pytest.fixture
async def slack(
    desk: Ledger, port: SlackPort, workplace: Workplace, session: aiohttp.ClientSession
) -> AsyncIterator[HttpSlack]:
    """The app over HTTP."""
    app = build_app(desk=desk, port=port, workplace=workplace, signing_secret=SECRET)
    application = web.Application()
    application.router.add_post("/slack/events", events_handler(app))
    async with TestServer(application) as server:
        yield HttpSlack(session, str(server.make_url("/slack/events")))
