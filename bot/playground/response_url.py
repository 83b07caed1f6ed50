"""response_url: answering what a person did, also where the app is no member."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.playground.deletion import delete_message
from bot.playground.facts import Json
from bot.playground.interactivity import Route
from bot.playground.validation import RefusedError, check_message
from bot.playground.web_api.bot_message import CONTENT, from_app, name_blocks
from bot.playground.workspace import Conversation
from bot.playground.world import World


class ResponseUrls:
    """Answers `/response/{token}`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def address(self, conversation: Conversation, person: str, original: str | None = None) -> str:
        """A new address for what a person did there, and to which message."""
        return f"{self._world.origin}/response/{self._world.routes.new(conversation, person, original)}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Take one answer."""
        failure = self._world.troubles.take("response_url")
        if failure is None:
            return await self._answer(request)
        done = None
        if failure.after:
            done = await self._answer(request)
            ok = done.status == HTTPStatus.OK
            self._world.troubles.settle(failure, done=ok)
            if not ok:
                return done
        await asyncio.sleep(failure.hang)
        if failure.cut and request.transport is not None:
            request.transport.abort()
        if failure.refuses:
            return web.Response(status=max(failure.status, 400), text=failure.error)
        return done or await self._answer(request)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        try:
            body = await _body(request)
            route = self._world.routes.take(request.match_info["token"])
        except RefusedError as error:
            return web.json_response(error.answer(), status=404)
        try:
            answer(self._world, route, body)
        except RefusedError as error:
            return web.json_response(error.answer(), status=400)
        await self._world.keeper.settled()
        return web.Response(text="ok")


def answer(world: World, route: Route, body: Json) -> None:
    """Do what an answer along a route asks for.

    Raises:
        RefusedError: as chat.postMessage would; message_not_found where the original is gone.
    """
    original = route.conversation.find(route.original) if route.original else None
    if body.get("delete_original"):
        if original is None:
            raise RefusedError("message_not_found")
        if "_person" in original:
            world.workspace.remove(route.conversation, original)
        else:
            delete_message(world.workspace, world.events, route.conversation, original)
        return
    content = _content(body)
    if body.get("replace_original"):
        if original is None:
            raise RefusedError("message_not_found")
        _replace(world, route.conversation, original, content)
        return
    message = from_app(world.manifest, content)
    thread_ts = body.get("thread_ts")
    if thread_ts:
        message["thread_ts"] = thread_ts
    if body.get("response_type") == "in_channel":
        added = world.workspace.add(route.conversation, message)
        world.events.posted(route.conversation, added)
    else:
        world.workspace.add(route.conversation, {**message, "_person": route.person, "is_ephemeral": True})


def _replace(world: World, conversation: Conversation, original: Json, content: Json) -> None:
    before = dict(original)
    for name in CONTENT:
        original.pop(name, None)
    original.update({"text": "", **content})
    world.workspace.touch()
    if "_person" not in original:
        world.events.changed(conversation, original, before)


def _content(body: Json) -> Json:
    content = {name: body[name] for name in CONTENT if body.get(name) is not None}
    check_message(
        text=content.get("text"),
        blocks=content.get("blocks"),
        attachments=content.get("attachments"),
        metadata=content.get("metadata"),
    )
    name_blocks(content.get("blocks"))
    return content


async def _body(request: web.Request) -> Json:
    try:
        if request.content_type == "application/x-www-form-urlencoded":
            body: Any = json.loads(str((await request.post())["payload"]))
        else:
            body = json.loads(await request.text())
    except (ValueError, KeyError) as error:
        raise RefusedError("invalid_payload") from error
    if not isinstance(body, dict):
        raise RefusedError("invalid_payload")
    return body
