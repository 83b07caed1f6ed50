"""The Web API's door: tokens, scopes, pace, bad days; then the method itself."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from aiohttp import web

from bot.playground.facts import APP_TOKEN, BOT_TOKEN, Json
from bot.playground.validation import RefusedError
from bot.playground.web_api import auth, chat, conversations, files, reactions, users, views
from bot.playground.web_api.call import Call, Method
from bot.playground.world import World

METHODS: Final[Mapping[str, Method]] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}


class WebApi:
    """Answers `/api/{method}`."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, as badly as was asked for."""
        method = request.match_info["method"]
        failure = self._world.troubles.take(method)
        if failure is None:
            return await self._answer(method, request)
        done = None
        if failure.after:
            done, ok = await self._tried(method, request)
            self._world.troubles.settle(failure, done=ok)
            if not ok:
                return done
        if failure.hang:
            await asyncio.sleep(failure.hang)
        if failure.cut and request.transport is not None:
            request.transport.abort()
        if not failure.refuses:
            return done or await self._answer(method, request)
        headers = {} if failure.retry_after is None else {"Retry-After": str(failure.retry_after)}
        return web.json_response(
            {"ok": False, "error": failure.error or "internal_error"}, status=failure.status, headers=headers
        )

    async def _answer(self, name: str, request: web.Request) -> web.StreamResponse:
        return (await self._tried(name, request))[0]

    async def _tried(self, name: str, request: web.Request) -> tuple[web.StreamResponse, bool]:
        """The answer, and whether what was asked for was done."""
        try:
            body = await self._done(name, request)
        except RefusedError as error:
            response, ok = _refusal(error), False
        else:
            response, ok = web.json_response({"ok": True, **body}), True
        if self._world.manifest.scopes is not None:
            response.headers["X-OAuth-Scopes"] = ",".join(sorted(self._world.manifest.scopes))
        return response, ok

    async def _done(self, name: str, request: web.Request) -> Json:
        arguments = await _arguments(request)
        method = METHODS.get(name)
        if method is None:
            raise RefusedError("unknown_method", req_method=name)
        call = Call(self._world, name, arguments)
        _check_token(_token(request, arguments), app=method.app_token)
        call.need_scope(*method.scopes)
        wait = self._world.pace.call(name, method.tier)
        if wait is not None:
            raise RefusedError("ratelimited", retry_after=wait)
        body = await method.answer(call)
        if method.writes:
            await self._world.keeper.settled()
        return body


def _refusal(error: RefusedError) -> web.Response:
    if error.code != "ratelimited":
        return web.json_response(error.answer())
    wait = str(error.extra["retry_after"])
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": wait})


async def _arguments(request: web.Request) -> Json:
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise RefusedError("invalid_json") from error
        if not isinstance(body, dict):
            raise RefusedError("json_not_object")
        arguments |= body
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        form = await request.post()
        arguments |= {name: value for name, value in form.items() if isinstance(value, str)}
    elif request.method == "POST" and request.can_read_body:
        raise RefusedError("invalid_post_type")
    return arguments


def _token(request: web.Request, arguments: Json) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return str(arguments.get("token") or "")


def _check_token(token: str, *, app: bool) -> None:
    if not token:
        raise RefusedError("not_authed")
    if token not in {BOT_TOKEN, APP_TOKEN}:
        raise RefusedError("invalid_auth")
    if (token == APP_TOKEN) is not app:
        raise RefusedError("not_allowed_token_type")
