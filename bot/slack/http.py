"""Slack's requests over HTTP: events, buttons, forms and commands all come to one address."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

_LONGEST_TIME: Final = 12


def events_handler(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler of POST /slack/events. What is no request of Slack's is refused before it is read further."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if not _may_be_slack(request):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
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
