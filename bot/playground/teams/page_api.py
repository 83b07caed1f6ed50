"""The page's own doors to Teams: what it shows, when it changes, and what a person does on it."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from aiohttp import web

from bot.playground.facts import ANNA, BOT_USER, PEOPLE
from bot.playground.teams.facts import ACCOUNTS, BOT, Json
from bot.playground.teams.page_state import as_id, as_stamp, state_for
from bot.playground.teams.people import People
from bot.playground.teams.store import Conversation
from bot.playground.teams.world import TeamsWorld
from bot.playground.trouble import Failure
from bot.playground.validation import RefusedError
from bot.playground.watching import Watchers

Doing = Callable[[Json, str], Awaitable[Json | None]]


class PageApi:
    """Answers `/teams/page/…`."""

    def __init__(self, world: TeamsWorld, people: People) -> None:
        self._world = world
        self._people = people
        self._watchers = Watchers(world.store)
        self._doings: Final[Mapping[str, Doing]] = {
            "post": self._post,
            "edit": self._edit,
            "delete": self._delete,
            "undelete": self._undelete,
            "press": self._press,
            "extend": self._extend,
            "join": self._join,
            "leave": self._leave,
            "trouble": self._trouble,
        }

    def routes(self) -> list[web.RouteDef]:
        """What it answers to."""
        return [
            web.get("/teams/page/state", self._state),
            web.get("/teams/page/changes", self._watchers.handle),
            web.post("/teams/page/{doing}", self._do),
        ]

    async def stop(self) -> None:
        """Let go of those who watch."""
        await self._watchers.stop()

    async def _state(self, request: web.Request) -> web.StreamResponse:
        person = request.query.get("person", ANNA)
        if person not in PEOPLE:
            return web.json_response({"ok": False, "error": "user_not_found"}, status=404)
        world = self._world
        return web.json_response(state_for(world.store, world.app, person, connected=world.delivery.connected))

    async def _do(self, request: web.Request) -> web.StreamResponse:
        try:
            done = await self._done(request.match_info["doing"], request)
        except RefusedError as error:
            await self._world.keeper.settled()
            return web.json_response(error.answer())
        except (KeyError, TypeError, ValueError, AttributeError, binascii.Error):
            return web.json_response({"ok": False, "error": "invalid_arguments"}, status=400)
        await self._world.keeper.settled()
        return web.json_response({"ok": True, **(done or {})})

    async def _done(self, name: str, request: web.Request) -> Json | None:
        doing = self._doings.get(name)
        if doing is None:
            raise RefusedError("unknown_action")
        if request.content_type != "application/json":
            raise RefusedError("invalid_content_type")
        body = await request.json()
        person = str(body.get("person", ANNA))
        if person not in PEOPLE:
            raise RefusedError("user_not_found")
        return await doing(body, ACCOUNTS[person])

    async def _post(self, body: Json, account: str) -> Json:
        put = [
            (str(each["name"]), _decoded(each["content_base64"]), bool(each.get("pasted")))
            for each in body.get("files") or ()
        ]
        root = as_id(str(body["thread_ts"])) if body.get("thread_ts") else None
        place = self._place(body, account)
        message = await self._people.post(account, place, str(body.get("text", "")), root, put)
        return {"ts": as_stamp(message["id"])}

    async def _edit(self, body: Json, account: str) -> None:
        self._people.edit(account, self._place(body, account), _id(body), str(body["text"]))

    async def _delete(self, body: Json, account: str) -> None:
        self._people.delete(account, self._place(body, account), _id(body))

    async def _undelete(self, body: Json, account: str) -> None:
        self._people.undelete(account, self._place(body, account), _id(body))

    async def _press(self, body: Json, account: str) -> None:
        await self._people.press(account, self._place(body, account), _id(body), body)

    async def _extend(self, body: Json, account: str) -> None:
        data = body.get("data")
        command = str(body["command"])
        await self._people.extend(account, self._place(body, account), _id(body), command, data)

    async def _join(self, body: Json, account: str) -> None:
        self._people.join(_who(body, account), account, self._place(body, account))

    async def _leave(self, body: Json, account: str) -> None:
        self._people.leave(_who(body, account), account, self._place(body, account))

    async def _trouble(self, body: Json, _account: str) -> Json:
        if body.get("clear"):
            self._world.troubles.clear()
            self._world.delivery.repeat(0, 0)
        if "fail" in body:
            self._world.troubles.add(Failure.read(body["fail"]))
        if "repeat" in body:
            self._world.delivery.repeat(int(body["repeat"]["events"]), int(body["repeat"]["times"]))
        return {"left": self._world.troubles.left}

    def _place(self, body: Json, account: str) -> Conversation:
        place = self._world.store.seen_by(account, str(body["conversation"]))
        if place is None or (not place.is_channel and account not in place.members):
            raise RefusedError("channel_not_found")
        return place


def _id(body: Json) -> str:
    return as_id(str(body["ts"]))


def _who(body: Json, account: str) -> str:
    """Who joins or leaves: the person, or the app where it is named."""
    return BOT if body.get("user") == BOT_USER else account


def _decoded(text: Any) -> bytes:
    return base64.b64decode(str(text), validate=True)
