"""The address that Teams calls: POST /api/messages.

| what comes | what is answered |
|---|---|
| no token, or one that is no good | 401, and it is counted |
| nobody can be checked, for Microsoft's keys are out of reach | 503: Teams tries again |
| too large, no JSON, no activity | 413, 400 |
| an activity of a service that is not Microsoft's, or of another tenant than ours | 403, and it is counted |
| an invoke | what it was answered with; 501 where nobody knew it |
| any other activity, once it is stored | 202 |
| what could not be stored | an error of the server's: Teams tries again |
"""

import json
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

import structlog
from aiohttp import web

from bot.teams import anonymous
from bot.teams.answered import Answered
from bot.teams.guard import Guard, TokenRefusedError, Vouched
from bot.teams.keyring import KeysUnavailableError
from bot.teams.origins import Origins
from bot.teams.references import References, referred, tenant_of

LONGEST: Final = 1_000_000
"""Bytes of an activity; Teams' own messages are some 100 KB at most."""

_FOREIGN: Final = "foreign_service"
_TENANT: Final = "tenant"
_ONCE_IN: Final = 600.0
"""Seconds in which a reason is logged once; each time is counted."""

Hear = Callable[[dict[str, Any]], Awaitable[Answered | None]]

log = structlog.get_logger()


def _uncounted(_reason: str) -> None:
    """Nobody counts."""


class Door:
    """Lets activities in, and answers for those who hear them.

    `guard` is None where we have no registration; then only `anonymous` lets anyone in. `anonymous` may be set
    only where the server listens on a loopback address. `tenant` is where we work. `refused` is told why
    somebody was not let in.
    """

    def __init__(  # noqa: PLR0913 — who is let in, and whom that concerns
        self,
        hear: Hear,
        *,
        guard: Guard | None,
        origins: Origins,
        references: References,
        tenant: str = "",
        anonymous: bool = False,
        refused: Callable[[str], None] = _uncounted,
    ) -> None:
        self._hear = hear
        self._guard = guard
        self._origins = origins
        self._references = references
        self._tenant = tenant
        self._anonymous = anonymous
        self._refused = refused
        self._told: dict[str, float] = {}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The handler of POST /api/messages. A stranger is refused before what they sent is read."""
        try:
            vouched = await self._vouched(request)
            activity = await _activity(request)
            self._check(vouched, activity)
        except TokenRefusedError as error:
            self._refused(error.reason)
            self._tell(error.reason)
            known = error.reason in {_FOREIGN, _TENANT}
            return web.Response(status=HTTPStatus.FORBIDDEN if known else HTTPStatus.UNAUTHORIZED)
        except KeysUnavailableError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        if activity["type"] == "invoke":  # someone waits for it, and how to reach them is known of the card
            answered = await self._hear(activity)
            await self._note(activity)
        else:
            await self._note(activity)
            answered = await self._hear(activity)
        return _response(activity, answered)

    async def _note(self, activity: dict[str, Any]) -> None:
        reference = referred(activity, self._tenant)
        if reference is not None:
            await self._references.note(reference)

    async def _vouched(self, request: web.Request) -> Vouched | None:
        """What vouches for a request; None where it is let in without a token."""
        authorization = request.headers.getall("Authorization", [])
        if self._anonymous and (not authorization or self._guard is None):
            anonymous.check_caller(request)
            return None
        if self._guard is None:
            raise TokenRefusedError("no_registration")
        if len(authorization) != 1:
            raise TokenRefusedError("malformed" if authorization else "missing")
        return await self._guard.check(authorization[0])

    def _check(self, vouched: Vouched | None, activity: dict[str, Any]) -> None:
        if vouched is None:
            anonymous.check_service(activity)
        else:
            vouched.check(activity)
        if not self._origins.may_be_called(str(activity.get("serviceUrl"))):
            raise TokenRefusedError(_FOREIGN)
        if self._tenant and tenant_of(activity) not in {"", self._tenant}:
            raise TokenRefusedError(_TENANT)

    def _tell(self, reason: str) -> None:
        """Log a reason once in a while: anyone can call, and as often as they like."""
        now = time.monotonic()
        if now - self._told.get(reason, float("-inf")) > _ONCE_IN:
            self._told[reason] = now
            log.warning("teams_request_refused", reason=reason)


async def _activity(request: web.Request) -> dict[str, Any]:
    if (request.content_length or 0) > LONGEST:
        raise web.HTTPRequestEntityTooLarge(max_size=LONGEST, actual_size=request.content_length or 0)
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LONGEST:
            raise web.HTTPRequestEntityTooLarge(max_size=LONGEST, actual_size=len(body))
    try:
        activity = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise web.HTTPBadRequest from error
    if not isinstance(activity, dict) or not isinstance(activity.get("type"), str):
        raise web.HTTPBadRequest
    return activity


def _response(activity: dict[str, Any], answered: Answered | None) -> web.Response:
    if answered is None:
        invoked = activity["type"] == "invoke"
        return web.Response(status=HTTPStatus.NOT_IMPLEMENTED if invoked else HTTPStatus.ACCEPTED)
    if answered.body is None:
        return web.Response(status=answered.status)
    return web.json_response(dict(answered.body), status=answered.status)
