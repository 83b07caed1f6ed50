"""Over HTTP: Slack on /slack/events, Teams on /api/messages; how we are on /health/… and /metrics."""

import asyncio
import errno
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from http import HTTPStatus
from typing import Final

from aiohttp import web
from prometheus_client.exposition import choose_encoder

from bot.server.errors import ListeningError
from bot.server.pulse import Pulse, Status

EVENTS: Final = "/slack/events"
MESSAGES: Final = "/api/messages"
LIVE: Final = "/health/live"
READY: Final = "/health/ready"
METRICS: Final = "/metrics"

_LARGEST: Final = 2 * 2**20
_DRAIN: Final = 5.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door:
    """What is answered at our address. Events are refused until it is opened, and again when it is closed."""

    def __init__(self) -> None:
        self.pulse = Pulse()
        self._handlers: dict[str, Handler] = {}
        self._at_work: set[asyncio.Task[None] | None] = set()

    def about_us(self) -> Sequence[web.RouteDef]:
        """How we are: for who watches us."""
        return [web.get(LIVE, self._live), web.get(READY, self._ready), web.get(METRICS, self._metrics)]

    def for_chats(self) -> Sequence[web.RouteDef]:
        """Where chats call: 503 until it is opened for them."""
        return [web.post(EVENTS, self._events), web.post(MESSAGES, self._events)]

    @asynccontextmanager
    async def open(self, path: str, handler: Handler) -> AsyncIterator[None]:
        """Let events in there as long as this is entered; what came in before the end is still answered."""
        self._handlers[path] = handler
        try:
            yield
        finally:
            del self._handlers[path]
            if self._at_work:
                await asyncio.wait([task for task in self._at_work if task is not None], timeout=_DRAIN)

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[int]:
        """Answer requests as long as this is entered. Gives the port, which is a free one where 0 was asked for.

        Raises:
            ListeningError: the address is taken, or not ours.
        """
        application = web.Application(client_max_size=_LARGEST)
        application.router.add_routes([*self.for_chats(), *self.about_us()])
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_DRAIN)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, host, port).start()
            except OSError as error:
                raise ListeningError(host, port, taken=error.errno == errno.EADDRINUSE) from error
            yield runner.addresses[0][1]
        finally:
            await runner.cleanup()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        handler = self._handlers.get(request.path)
        if handler is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        task = asyncio.current_task()
        self._at_work.add(task)
        try:
            return await handler(request)
        finally:
            self._at_work.discard(task)

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _ready(self, _request: web.Request) -> web.Response:
        readiness = await self.pulse.ready()
        fine = readiness.status is Status.OK
        return web.json_response(
            asdict(readiness), status=HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
        )

    async def _metrics(self, request: web.Request) -> web.Response:
        metrics = await self.pulse.measure()
        if metrics is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(metrics.registry), headers={"Content-Type": content_type})
