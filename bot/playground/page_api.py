"""The page's own doors: what it shows, when it changes, and what a person does on it."""

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from aiohttp import web

from bot.playground.envelopes import BadPost
from bot.playground.facts import ANNA, BOT_USER, PEOPLE, Json
from bot.playground.interactions import Interactions, Press
from bot.playground.page_state import state_for
from bot.playground.people import People
from bot.playground.trouble import Failure
from bot.playground.validation import RefusedError
from bot.playground.watching import Watchers
from bot.playground.workspace import Conversation
from bot.playground.world import World

Doing = Callable[[Json, str], Awaitable[Json | None]]


class PageApi:
    """Answers `/page/…`."""

    def __init__(self, world: World, people: People, interactions: Interactions) -> None:
        self._world = world
        self._people = people
        self._interactions = interactions
        self._watchers = Watchers(world.workspace)
        self._refreshing: set[asyncio.Task[None]] = set()
        self._doings: Final[Mapping[str, Doing]] = {
            "post": self._post,
            "edit": self._edit,
            "delete": self._delete,
            "email": self._email,
            "share": self._share,
            "command": self._command,
            "shortcut": self._shortcut,
            "press": self._press,
            "submit": self._submit,
            "close": self._close,
            "open_home": self._open_home,
            "join": self._join,
            "leave": self._leave,
            "unfurl": self._unfurl,
            "trouble": self._trouble,
        }

    async def state(self, request: web.Request) -> web.StreamResponse:
        """Everything that the page shows."""
        person = request.query.get("person", ANNA)
        if person not in PEOPLE:
            return web.json_response({"ok": False, "error": "user_not_found"}, status=404)
        return web.json_response(state_for(self._world, person, only=request.query.get("conversation")))

    async def changes(self, request: web.Request) -> web.StreamResponse:
        """Tell of each change, until the page goes."""
        return await self._watchers.handle(request)

    async def do(self, request: web.Request) -> web.StreamResponse:
        """Do what a person does."""
        try:
            done = await self._done(request.match_info["doing"], await _body(request))
        except RefusedError as error:
            await self._world.keeper.settled()
            return web.json_response(error.answer())
        except (KeyError, TypeError, ValueError, binascii.Error):
            return web.json_response({"ok": False, "error": "invalid_arguments"}, status=400)
        await self._world.keeper.settled()
        return web.json_response({"ok": True, **(done or {})})

    async def _done(self, name: str, body: Json) -> Json | None:
        doing = self._doings.get(name)
        if doing is None:
            raise RefusedError("unknown_action")
        person = str(body.get("person", ANNA))
        if person not in PEOPLE:
            raise RefusedError("user_not_found")
        return await doing(body, person)

    async def stop(self) -> None:
        """Let go of those who watch."""
        await self._watchers.stop()
        for refreshing in self._refreshing:
            refreshing.cancel()

    async def _post(self, body: Json, person: str) -> Json:
        files = [(str(each["name"]), _decoded(each["content_base64"])) for each in body.get("files") or ()]
        message = await self._people.post(
            person, self._conversation(body), str(body.get("text", "")), _optional(body, "thread_ts"), files
        )
        return {"ts": message["ts"]}

    async def _edit(self, body: Json, person: str) -> None:
        self._people.edit(person, self._conversation(body), str(body["ts"]), str(body["text"]))

    async def _delete(self, body: Json, person: str) -> None:
        self._people.delete(person, self._conversation(body), str(body["ts"]))

    async def _email(self, body: Json, _person: str) -> Json:
        message = await self._people.mail(
            self._conversation(body), _decoded(body["raw_base64"]), _optional(body, "subject")
        )
        return {"ts": message["ts"]}

    async def _share(self, body: Json, person: str) -> Json:
        source = self._conversation(body, "from_conversation")
        text, ts = str(body.get("text", "")), str(body["from_ts"])
        return {"ts": self._people.share(person, self._conversation(body), text, source, ts)["ts"]}

    async def _command(self, body: Json, person: str) -> None:
        await self._interactions.command(
            person,
            self._conversation(body),
            str(body["command"]),
            str(body.get("text", "")),
            _optional(body, "thread_ts"),
        )

    async def _shortcut(self, body: Json, person: str) -> None:
        conversation = self._conversation(body)
        await self._interactions.shortcut(person, str(body["callback_id"]), conversation, str(body["ts"]))

    async def _press(self, body: Json, person: str) -> None:
        press = Press(str(body["block_id"]), str(body["action_id"]), body.get("value"), body.get("values") or {})
        if body.get("view") == "home":
            view = self._interactions.home(person)
        elif body.get("modal"):
            view = self._interactions.modal(person, str(body["modal"]))
        else:
            conversation, ts = self._conversation(body), str(body["ts"])
            await self._interactions.press(person, conversation, ts, press)
            return
        await self._interactions.press_in_view(person, view, press)

    async def _submit(self, body: Json, person: str) -> None:
        await self._interactions.submit(person, str(body["modal"]), body.get("values") or {})

    async def _close(self, body: Json, person: str) -> None:
        await self._interactions.close(person, str(body["modal"]))

    async def _open_home(self, _body: Json, person: str) -> None:
        self._world.events.home_opened(person, self._world.workspace.homes.get(person))

    async def _join(self, body: Json, person: str) -> None:
        self._people.join(_who(body, person), self._conversation(body))

    async def _leave(self, body: Json, person: str) -> None:
        self._people.leave(_who(body, person), self._conversation(body))

    async def _unfurl(self, body: Json, _person: str) -> None:
        self._people.unfurl(self._conversation(body), str(body["ts"]))

    async def _trouble(self, body: Json, _person: str) -> Json:
        if body.get("clear"):
            self._world.troubles.clear()
            self._world.postbox.bad = BadPost()
        if "fail" in body:
            self._world.troubles.add(Failure.read(body["fail"]))
        if "repeat" in body:
            bad = self._world.postbox.bad
            bad.repeat_events, bad.repeat_times = int(body["repeat"]["events"]), int(body["repeat"]["times"])
        if "lose_acks" in body:
            self._world.postbox.bad.lose_acks = int(body["lose_acks"])
        if "stub_files" in body:
            self._world.postbox.bad.stub_files = int(body["stub_files"])
        if body.get("disconnect"):
            refreshing = asyncio.create_task(self._world.socket_mode.refresh())
            self._refreshing.add(refreshing)
            refreshing.add_done_callback(self._refreshing.discard)
        return {"left": self._world.troubles.left}

    def _conversation(self, body: Json, name: str = "conversation") -> Conversation:
        found = self._world.workspace.conversations.get(str(body[name]))
        if found is None or (found.is_private and str(body.get("person", ANNA)) not in found.members):
            raise RefusedError("channel_not_found")
        return found


async def _body(request: web.Request) -> Json:
    if request.content_type != "application/json":
        raise RefusedError("invalid_content_type")
    body = await request.json()
    if not isinstance(body, dict):
        raise RefusedError("json_not_object")
    return body


def _who(body: Json, person: str) -> str:
    """Who joins or leaves: the person, or the app where it is named."""
    return BOT_USER if body.get("user") == BOT_USER else person


def _decoded(text: Any) -> bytes:
    return base64.b64decode(str(text), validate=True)


def _optional(body: Json, name: str) -> str | None:
    value = body.get(name)
    return str(value) if value else None
