"""Socket Mode: Slack's events over a WebSocket that we open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.origins import is_local

_GRACE: Final = 5.0
"""Seconds that what came in just before the end may take to be stored and acknowledged."""
_PING: Final = 10.0
"""Seconds between two looks whether the connection still stands."""
_STALE: Final = 2
"""Looks in vain after which Slack is asked for another address: the SDK tries the first one for ever."""

log = structlog.get_logger()


class SocketMode(AsyncSocketModeHandler):
    """The connection. What came in before it closes is still acknowledged; what comes later comes again."""

    def __init__(self, app: AsyncApp, app_token: str, ping: float = _PING) -> None:
        super().__init__(app, app_token, ping_interval=ping)
        self._ping = ping
        self._at_work: set[asyncio.Task[Any]] = set()
        self._closing = False
        if is_local(app.client.base_url):
            self.client.proxy = None

    async def is_connected(self) -> bool:
        """Whether events can come in now."""
        return bool(await self.client.is_connected())

    async def handle(self, client: Any, req: SocketModeRequest) -> None:
        """Handle one envelope."""
        task = asyncio.current_task()
        if self._closing or task is None:
            return
        self._at_work.add(task)
        try:
            await super().handle(client, req)
        finally:
            self._at_work.discard(task)

    async def keep(self) -> None:
        """Connect, and stay connected, until cancelled. Coming and going is logged."""
        connecting = asyncio.create_task(self.connect_async())  # type: ignore[no-untyped-call]
        try:
            in_vain, was_connected = 0, False
            while True:
                connected = await self.is_connected()
                if connected is not was_connected:
                    log.info("slack_connected" if connected else "slack_disconnected")
                was_connected, in_vain = connected, 0 if connected else in_vain + 1
                if in_vain and in_vain % _STALE == 0:
                    self.client.wss_uri = None
                await asyncio.sleep(self._ping)
        finally:
            connecting.cancel()
            await asyncio.wait([connecting])

    async def close(self) -> None:
        """Let what came in be acknowledged, then end the connection and all that kept it."""
        self._closing = True
        if self._at_work:
            _, late = await asyncio.wait(self._at_work, timeout=_GRACE)
            for task in late:
                task.cancel()
        client = self.client
        await self.close_async()  # type: ignore[no-untyped-call]
        keepers = (client.message_processor, client.current_session_monitor, client.message_receiver)
        await asyncio.wait([keeper for keeper in keepers if keeper is not None])


@asynccontextmanager
async def socket_mode(app: AsyncApp, app_token: str, *, ping: float = _PING) -> AsyncIterator[SocketMode]:
    """Be connected until it is left. It connects in the background, and again whenever the connection is lost.

    Args:
        app: The app that events go to.
        app_token: The app-level token, xapp-….
        ping: Seconds between two looks whether the connection still stands; a lost one is made anew at the next.
    """
    socket = SocketMode(app, app_token, ping)
    keeping = asyncio.create_task(socket.keep())
    try:
        yield socket
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])
        await socket.close()
