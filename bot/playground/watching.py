"""Those who watch: pages that are told of each change until they go."""

import asyncio
import contextlib
import json
from typing import Any, Protocol

from aiohttp import WSMsgType, web


class Watched(Protocol):
    """What changes."""

    revision: int

    async def changed_since(self, revision: int) -> int:
        """Wait until there is something newer than a revision; gives the present one."""
        ...


class Watchers:
    """Tells each that comes."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._telling: set[asyncio.Task[Any]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """A page that wants to be told: a WebSocket."""
        socket = web.WebSocketResponse(timeout=1.0, heartbeat=30.0)
        await socket.prepare(request)
        telling = asyncio.create_task(self._tell(socket))
        self._telling.add(telling)
        try:
            async for message in socket:
                if message.type == WSMsgType.ERROR:
                    break
        finally:
            self._telling.discard(telling)
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await telling
        return socket

    async def stop(self) -> None:
        """Let go of all."""
        for telling in self._telling:
            telling.cancel()

    async def _tell(self, socket: web.WebSocketResponse) -> None:
        revision = self._watched.revision
        try:
            while not socket.closed:
                await socket.send_str(json.dumps({"revision": revision}))
                revision = await self._watched.changed_since(revision)
        finally:
            await socket.close()
