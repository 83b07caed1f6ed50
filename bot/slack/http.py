"""Slack's requests over HTTP: events, buttons, forms and commands all come to one address."""

import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

_LONGEST_TIME: Final = 12
_FRESH: Final = 300
"""Seconds that a request may differ from our clock; Bolt refuses what is older or newer."""
_ONCE_IN: Final = 600.0
"""Seconds in which a clock that is wrong, theirs or ours, is told once: anyone can send such requests."""

log = structlog.get_logger()


def events_handler(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler of POST /slack/events. What is no request of Slack's is refused before it is read further."""
    said = float("-inf")

    async def handle(request: web.Request) -> web.StreamResponse:
        nonlocal said
        if not _may_be_slack(request):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        off = time.time() - int(request.headers["X-Slack-Request-Timestamp"])
        if abs(off) > _FRESH and time.monotonic() - said > _ONCE_IN:
            said = time.monotonic()
            log.warning("slack_request_out_of_time", seconds=round(off))
        try:
            asked = await to_bolt_request(request)
        except (ValueError, LookupError, AttributeError, RecursionError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await to_aiohttp_response(await app.async_dispatch(asked))

    return handle


def _may_be_slack(request: web.Request) -> bool:
    """Whether a request has the headers of a signed one; whether they are right is for Bolt to say."""
    at = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    return at.isascii() and at.isdecimal() and len(at) <= _LONGEST_TIME and signature.isascii()
