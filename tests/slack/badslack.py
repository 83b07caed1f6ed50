"""A Slack on a bad day: a server that answers every call as a test says, and remembers what was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.slack import SlackPort, connected


@dataclass
class BadSlack:
    """`answers` are given one after the other, the last one for ever."""

    answers: list[web.Response | str] = field(default_factory=list)
    asked: list[web.Request] = field(default_factory=list)
    origin: str = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        await request.read()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == "hang up":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        assert isinstance(answer, web.Response)
        return web.Response(
            status=answer.status,
            body=answer.body if isinstance(answer.body, bytes) else b"",
            headers={name: value for name, value in answer.headers.items() if name != "Content-Length"},
        )


def says(body: str | bytes = '{"ok": true}', status: int = 200, **headers: str) -> web.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = body.encode() if isinstance(body, str) else body
    return web.Response(body=raw, status=status, headers={"Content-Type": "application/json", **named})


@asynccontextmanager
async def bad_slack(*answers: web.Response | str) -> AsyncIterator[tuple[SlackPort, BadSlack]]:
    """A port to such a Slack."""
    bad = BadSlack(list(answers))
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", bad.handle)
    async with TestServer(application) as server:
        bad.origin = str(server.make_url("")).rstrip("/")
        async with connected("xoxb-geheim", f"{bad.origin}/api/") as port:
            yield port, bad
