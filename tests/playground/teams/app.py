"""A stand-in for an app of Teams: it checks what it is told, keeps it, and calls the service over plain HTTP."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp
import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.playground import Playground
from bot.playground.teams import TeamsSide

Json = dict[str, Any]

SUPPORT: Final = "19:support@thread.tacv2"
HELPDESK: Final = "19:helpdesk@thread.tacv2"
GROUP: Final = "19:overleg@thread.v2"
CHAT: Final = "a:1anna"
ANNA: Final = "29:1anna"
CARD: Final = "application/vnd.microsoft.card.adaptive"


def execute(verb: str = "answer_found", title: str = "Antwoord gevonden", **more: Any) -> Json:
    return {"type": "Action.Execute", "verb": verb, "title": title, "data": {"case": "c1"}, **more}


def card(*more: Json, text: str = "Mailbox is vol", **fields: Any) -> Json:
    body = [{"type": "TextBlock", "text": text, "style": "heading", "wrap": True}, *more]
    return {"type": "AdaptiveCard", "version": "1.5", "body": body, **fields}


def buttons(*actions: Json) -> Json:
    return {"type": "ActionSet", "actions": list(actions or (execute(),))}


def message(*cards: Json, **fields: Any) -> Json:
    attached = [{"contentType": CARD, "content": each} for each in cards]
    return {"type": "message", "attachments": attached, **fields}


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str]


@dataclass
class Bot:
    """`heard` are activities as they came; `answers` what the next of a type is answered with."""

    session: aiohttp.ClientSession
    heard: list[Json] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    invoked: Any = field(default_factory=lambda: {"statusCode": 200, "type": "", "value": ""})
    before_answer: Callable[[], Any] | None = None
    teams: TeamsSide | None = None
    token: str | None = None
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        activity: Json = await request.json()
        await self._check(request.headers["Authorization"], activity)
        self.heard.append(activity)
        self.arrived.set()
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        if activity["type"] != "invoke":
            return web.Response(status=202)
        if self.before_answer is not None:
            await self.before_answer()
        if isinstance(self.invoked, int):
            return web.Response(status=self.invoked)
        return web.json_response(self.invoked)

    async def until(self, wanted: Callable[[Json], Any], count: int = 1) -> Json:
        """Wait until it heard so many of what is wanted; gives the last."""
        async with asyncio.timeout(10):
            while len(found := [each for each in self.heard if wanted(each)]) < count:
                self.arrived.clear()
                await self.arrived.wait()
        return found[count - 1]

    async def hears(self, kind: str, count: int = 1) -> Json:
        return await self.until(lambda each: each["type"] == kind, count)

    async def settles(self) -> None:
        """Wait until nothing more comes."""
        await asyncio.sleep(0.15)

    async def signs_in(self, **other: Any) -> Answer:
        assert self.teams is not None
        asked = {
            "grant_type": "client_credentials",
            "client_id": self.teams.app_id,
            "client_secret": self.teams.secret,
            "scope": f"{self.teams.home}/.default",
            **other,
        }
        tenant = asked.pop("tenant", self.teams.tenant)
        async with self.session.post(f"{self.teams.home}/{tenant}/oauth2/v2.0/token", data=asked) as answer:
            return Answer(answer.status, await answer.json(), dict(answer.headers))

    async def calls(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Call Teams' service, signed in."""
        assert self.teams is not None
        if self.token is None:
            self.token = str((await self.signs_in()).body["access_token"])
        content = None if body is None else io.BytesIO(json.dumps(body).encode())
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **headers}
        address = f"{self.teams.service_url}v3/conversations{path}"
        async with self.session.request(method, address, data=content, headers=sent) as answer:
            raw = await answer.read()
            return Answer(answer.status, json.loads(raw) if raw else None, dict(answer.headers))

    async def posts(self, body: Json, conversation: str = SUPPORT) -> str:
        answer = await self.calls("POST", f"/{conversation}/activities", body)
        assert answer.status == 201, answer
        return str(answer.body["id"])

    async def _check(self, authorization: str, activity: Json) -> None:
        assert self.teams is not None
        async with self.session.get(f"{self.teams.home}/v1/.well-known/openidconfiguration") as answer:
            said = await answer.json()
        async with self.session.get(said["jwks_uri"]) as answer:
            (key,) = (await answer.json())["keys"]
        scheme, _, token = authorization.partition(" ")
        public = jwt.PyJWK.from_dict(key).key
        claims = jwt.decode(token, public, ["RS256"], audience=self.teams.app_id, issuer=said["issuer"])
        assert scheme == "Bearer"
        assert claims["serviceurl"] == activity["serviceUrl"] == self.teams.service_url
        assert key["endorsements"] == [activity["channelId"]]
        assert jwt.get_unverified_header(token)["kid"] == key["kid"]


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Bot, str]]:
    """A bot, and the address at which it takes activities."""
    async with aiohttp.ClientSession() as session:
        bot = Bot(session)
        app = web.Application()
        app.router.add_post("/api/messages", bot.handle)
        async with TestServer(app) as server:
            yield bot, str(server.make_url("/api/messages"))


class Person:
    """What one person does and sees in Teams."""

    def __init__(self, session: aiohttp.ClientSession, playground: Playground, user: str = "U0ANNA") -> None:
        self._session = session
        self._playground = playground
        self.user = user

    async def tries(self, doing: str, **body: Any) -> Json:
        address = f"{self._playground.url}teams/page/{doing}"
        sent = io.BytesIO(json.dumps({"person": self.user, **body}).encode())
        headers = {"Content-Type": "application/json"}
        async with self._session.post(address, data=sent, headers=headers) as response:
            answer: Json = await response.json()
            return answer

    async def does(self, doing: str, **body: Any) -> Json:
        answer = await self.tries(doing, **body)
        assert answer["ok"], answer
        return answer

    async def posts(self, text: str, conversation: str = "support", **body: Any) -> str:
        ts: str = (await self.does("post", conversation=conversation, text=text, **body))["ts"]
        return ts

    async def sees(self) -> Json:
        address = f"{self._playground.url}teams/page/state?person={self.user}"
        async with self._session.get(address) as response:
            state: Json = await response.json()
            return state

    async def reads(self, conversation: str = "support") -> list[Json]:
        state = await self.sees()
        found = next(each for each in state["conversations"] if each["id"] == conversation)
        messages: list[Json] = found["messages"]
        return messages
