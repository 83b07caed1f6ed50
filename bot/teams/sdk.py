"""Microsoft's SDK, mounted in our server by an adapter of ours.

Of it only the server for activities is used. Its check of tokens fetches keys with a call that blocks the loop,
and knows no time of being offline: ours (`guard.py`) has been passed by whatever comes here.
"""

import asyncio
import logging
import os
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from bot.teams.answered import Answered

if TYPE_CHECKING:
    from microsoft_teams.api import InvokeResponse
    from microsoft_teams.apps.events import ActivityEvent
    from microsoft_teams.apps.http.adapter import HttpMethod, HttpRouteHandler

PATH: Final = "/api/messages"

Hear = Callable[[dict[str, Any]], Awaitable[Answered | None]]

_NO_DOTENV: Final = "PYTHON_DOTENV_DISABLED"

_heard: ContextVar["asyncio.Task[Answered | None] | None"] = ContextVar("heard", default=None)


class Adapter:
    """The SDK's border to a web server (its HttpServerAdapter): here the door is the server."""

    def __init__(self) -> None:
        self.routes: dict[tuple[HttpMethod, str], HttpRouteHandler] = {}

    def register_route(self, method: "HttpMethod", path: str, handler: "HttpRouteHandler") -> None:
        """The SDK serves this address."""
        self.routes[method, path] = handler

    def serve_static(self, path: str, directory: str) -> None:
        """There are no pages of the SDK's."""

    async def start(self, port: int) -> None:
        """The server is started by whoever owns it."""

    async def stop(self) -> None:
        """The server is stopped by whoever owns it."""


def through_sdk(hear: Hear) -> Hear:
    """The same ear, behind the SDK's server: for the door, which has checked who calls."""
    with _quietly():
        from microsoft_teams.apps.http import HttpRequest, HttpServer

    # Below this it logs what failed with the words of the error; we log ourselves.
    logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)
    adapter = Adapter()
    server = HttpServer(adapter, PATH)
    server.on_request = _asking(hear)
    server.initialize(dangerously_allow_unauthenticated_requests=True)
    serve = adapter.routes["POST", PATH]

    async def heard(activity: dict[str, Any]) -> Answered | None:
        _heard.set(None)
        await serve(HttpRequest(body=activity, headers={}))
        task = _heard.get()
        return await task if task is not None else Answered(status=400)

    return heard


def _asking(hear: Hear) -> "Callable[[ActivityEvent], Awaitable[InvokeResponse[Any]]]":
    from microsoft_teams.api import InvokeResponse

    async def ask(event: "ActivityEvent") -> "InvokeResponse[Any]":
        """Ask, and leave what comes of it to `heard`: the SDK would make one answer of every error."""
        task = asyncio.ensure_future(hear(event.body.model_dump(exclude_unset=True)))
        _heard.set(task)
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()
        return InvokeResponse(status=200)

    return ask


@contextmanager
def _quietly() -> Iterator[None]:
    """Import the SDK without what that does beside.

    It warns of previews of its own that are not used here, and reads the `.env` of this folder or any above it
    into the environment; which settings there are is not for a library to say.
    """
    before = os.environ.get(_NO_DOTENV)
    os.environ[_NO_DOTENV] = "1"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if before is None:
            del os.environ[_NO_DOTENV]
        else:
            os.environ[_NO_DOTENV] = before
