"""Teams on this machine: its service with the calls that a bot makes, its sign-in, its keys, and its files.

It takes what Teams takes, and refuses what a test says.
"""

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qsl

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.desk.references import Reference
from bot.teams.cloud import Cloud, on_this_machine
from bot.teams.credentials import Credentials

APP: Final = "11111111-2222-3333-4444-555555555555"
SECRET: Final = "a secret of the tests"
TENANT: Final = "99999999-8888-7777-6666-555555555555"
BOT: Final = f"28:{APP}"
ANNA: Final = "29:1anna"
HELLA: Final = "29:1hella"
CHANNEL: Final = "19:support@thread.tacv2"
GROUP: Final = "19:overleg@thread.v2"
DIRECT: Final = "a:1anna"
CREDENTIALS: Final = Credentials(APP, SECRET, TENANT)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@cache
def private_key(name: str = "current") -> rsa.RSAPrivateKey:
    """A key of its own per name; making one takes a moment."""
    return rsa.generate_private_key(public_exponent=65537, key_size=1024 if name == "short" else 2048)


@dataclass
class Message:
    """A message as it stands there."""

    id: str
    conversation: str
    activity: dict[str, Any]
    edits: int = 0
    deleted: bool = False


@dataclass
class Call:
    """A call that came in."""

    method: str
    path: str
    token: str | None


@dataclass
class Trouble:
    """What calls of a method are answered with, so often; a status of 0 is an answer that never comes."""

    method: str
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1


@dataclass
class Counterpart:
    """`keys` are offered under their names, `members` are by conversation."""

    origin: str = ""
    messages: list[Message] = field(default_factory=list)
    members: dict[str, dict[str, str]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    keys: list[str] = field(default_factory=lambda: ["current"])
    endorsements: list[str] = field(default_factory=lambda: ["msteams"])
    fetched: int = 0
    tokens: int = 0
    life: Any = 3600
    offline: bool = False

    @property
    def cloud(self) -> Cloud:
        """This machine's cloud."""
        return on_this_machine(self.origin)

    def reference(self, conversation: str = CHANNEL, person: str | None = None, **more: Any) -> Reference:
        """The way to a conversation here."""
        fields = {"team": TENANT, "service": f"{self.origin}/emea/", "bot": BOT, **more}
        return Reference(platform="teams", conversation=conversation, person=person, **fields)

    def trouble(self, method: str, status: int, body: Any = None, times: int = 1, **headers: str) -> None:
        """Answer the next calls of a method so."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.troubles.append(Trouble(method, status, body, named, times))

    def refuse(self, method: str, status: int, code: str, times: int = 1) -> None:
        """Refuse the next calls of a method with a code of Teams'."""
        self.trouble(method, status, {"error": {"code": code, "message": "jan@klant.example"}}, times)

    def token(self, *, key: str = "current", header: dict[str, Any] | None = None, **claims: Any) -> str:
        """A token for an activity of this service; a claim that is None is left out."""
        now = int(time.time())
        said = {
            "iss": self.origin,
            "aud": APP,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": f"{self.origin}/emea/",
            **claims,
        }
        said = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(said, private_key(key), "RS256", headers={"kid": key, **(header or {})})

    def activity(self, **more: Any) -> dict[str, Any]:
        """A message of Anna's in the channel."""
        return {
            "type": "message",
            "id": "1795424345000",
            "channelId": "msteams",
            "serviceUrl": f"{self.origin}/emea/",
            "from": {"id": ANNA, "name": "Anna"},
            "recipient": {"id": BOT, "name": "Bouncewijzer"},
            "conversation": {
                "id": f"{CHANNEL};messageid=1795424345000",
                "conversationType": "channel",
                "tenantId": TENANT,
            },
            "text": "550 5.2.2 mailbox is full",
            **more,
        }

    def app(self) -> web.Application:
        """What runs it."""

        @web.middleware
        async def noted(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._noted(request, handler)

        app = web.Application(middlewares=[noted])
        activities = "/{region}/v3/conversations/{conversation}/activities"
        app.add_routes(
            [
                web.get("/v1/.well-known/openidconfiguration", self._metadata),
                web.get("/v1/keys", self._key_set),
                web.post("/{tenant}/oauth2/v2.0/token", self._sign_in),
                web.get("/files/{name:.*}", self._file),
                web.get("/{region}/v3/attachments/{name:.*}", self._file),
                web.post("/{region}/v3/conversations", self._open),
                web.post(activities, self._post),
                web.put(activities + "/{id}", self._update),
                web.delete(activities + "/{id}", self._delete),
                web.get("/{region}/v3/conversations/{conversation}/members/{person}", self._member),
            ]
        )
        return app

    async def _noted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        self.calls.append(Call(request.method, request.raw_path, token if scheme == "Bearer" else None))
        trouble = next((each for each in self.troubles if each.method == request.method), None)
        if trouble is not None:
            trouble.times -= 1
            if not trouble.times:
                self.troubles.remove(trouble)
            return _troubled(request, trouble)
        if "/v3/" in request.path and not self._is_good(token):
            return _refusal(401, "Unauthorized")
        return await handler(request)

    async def _open(self, request: web.Request) -> web.Response:
        asked = await request.json()
        (member,) = asked["members"]
        conversation = f"a:new-{member['id'].rpartition(':')[2]}"
        self.members[conversation] = {member["id"]: ""}
        return _json({"id": conversation}, 201)

    async def _post(self, request: web.Request) -> web.Response:
        id_ = str(1795424400000 + len(self.messages))
        self.messages.append(Message(id_, request.match_info["conversation"], await request.json()))
        return _json({"id": id_}, 201)

    async def _update(self, request: web.Request) -> web.Response:
        message = self._message(request)
        message.activity = await request.json()
        message.edits += 1
        return _json({"id": message.id})

    async def _delete(self, request: web.Request) -> web.Response:
        self._message(request).deleted = True
        return web.Response()

    async def _member(self, request: web.Request) -> web.Response:
        members, person = self.members.get(request.match_info["conversation"], {}), request.match_info["person"]
        if person not in members:
            return _refusal(404, "MemberNotFoundInConversation")
        return _json({"id": person, "name": members[person]})

    def _message(self, request: web.Request) -> Message:
        wanted = (request.match_info["conversation"], request.match_info["id"], False)
        for message in self.messages:
            if (message.conversation, message.id, message.deleted) == wanted:
                return message
        raise web.HTTPNotFound(text=json.dumps({"error": {"code": "ActivityNotFoundInConversation"}}))

    def _is_good(self, token: str) -> bool:
        return token == f"token-{self.tokens}" or (not token and not self.tokens)

    async def _sign_in(self, request: web.Request) -> web.StreamResponse:
        asked = dict(parse_qsl((await request.read()).decode()))
        wanted = {
            "grant_type": "client_credentials",
            "client_id": APP,
            "client_secret": SECRET,
            "scope": self.cloud.scope,
        }
        if asked != wanted:
            return _json({"error": "invalid_client", "error_description": SECRET}, 401)
        self.tokens += 1
        return _json({"token_type": "Bearer", "expires_in": self.life, "access_token": f"token-{self.tokens}"})

    async def _metadata(self, _request: web.Request) -> web.Response:
        return self._offline() or _json({"issuer": self.origin, "jwks_uri": f"{self.origin}/v1/keys"})

    async def _key_set(self, _request: web.Request) -> web.Response:
        if self.offline:
            return web.Response(status=503)
        self.fetched += 1
        offered = []
        for name in self.keys:
            public = RSAAlgorithm.to_jwk(private_key(name).public_key(), as_dict=True)
            offered.append({**public, "kid": name, "use": "sig", "endorsements": self.endorsements})
        return _json({"keys": [{"kty": "EC", "kid": "other"}, "no key", *offered]})

    async def _file(self, request: web.Request) -> web.Response:
        content = self.files.get(request.path)
        headers = {"Content-Encoding": "gzip"} if request.path.endswith(".gz") else None
        return web.Response(body=content, headers=headers) if content is not None else web.Response(status=404)

    def _offline(self) -> web.Response | None:
        return web.Response(status=503) if self.offline else None


def _troubled(request: web.Request, trouble: Trouble) -> web.Response:
    if not trouble.status:
        assert request.transport is not None
        request.transport.close()
        return web.Response()
    if isinstance(trouble.body, str):
        return web.Response(status=trouble.status, text=trouble.body, headers=trouble.headers)
    return web.json_response(trouble.body, status=trouble.status, headers=trouble.headers)


def _json(said: Any, status: int = 200) -> web.Response:
    return web.json_response(said, status=status)


def _refusal(status: int, code: str) -> web.Response:
    return _json({"error": {"code": code, "message": "for people only"}}, status)


@asynccontextmanager
async def counterpart() -> AsyncIterator[Counterpart]:
    """A Teams that runs until it is left."""
    teams = Counterpart()
    async with TestServer(teams.app()) as server:
        teams.origin = str(server.make_url("")).rstrip("/")
        teams.members = {CHANNEL: {ANNA: "Anna Bakker", HELLA: ""}}
        yield teams
