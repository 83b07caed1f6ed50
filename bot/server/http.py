"""Over HTTP: Slack's requests on /slack/events, and how we are on /health/live and /health/ready."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import Desk
from bot.server.errors import ListeningError
from bot.slack import events_handler

EVENTS: Final = "/slack/events"
_LARGEST: Final = 2 * 2**20
_DRAIN: Final = 5.0

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def listening(app: AsyncApp, desk: Desk, host: str, port: int) -> AsyncIterator[int]:
    """Answer requests as long as this is entered. Gives the port, which is a free one where 0 was asked for.

    Raises:
        ListeningError: the address is taken, or not ours.
    """
    runner = web.AppRunner(_application(app, desk), access_log=None, shutdown_timeout=_DRAIN)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise ListeningError(host, port, taken=error.errno == errno.EADDRINUSE) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _application(app: AsyncApp, desk: Desk) -> web.Application:
    async def live(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_request: web.Request) -> web.Response:
        try:
            health = await desk.health()
        except SQLAlchemyError as error:
            _log.warning("not ready", exc_info=error)
            return web.json_response({"status": "no database"}, status=503)
        return web.json_response({"status": "ok", "waiting": health.waiting, "failed": health.failed})

    application = web.Application(client_max_size=_LARGEST)
    application.router.add_post(EVENTS, events_handler(app))
    application.router.add_get("/health/live", live)
    application.router.add_get("/health/ready", ready)
    return application
