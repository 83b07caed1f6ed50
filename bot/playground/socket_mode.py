"""Socket Mode: the WebSocket over which the app hears."""

import asyncio
import contextlib
import json
import secrets
import time
from typing import Final

from aiohttp import WSMsgType, web

from bot.playground.envelopes import Postbox
from bot.playground.facts import APP, Json

TICKET_LIFE: Final = 30.0
"""Seconds in which an address from apps.connections.open may be used, once."""
MOST: Final = 10
"""Connections that an app may have."""
_DEBUG: Final = {"host": "playground", "build_number": 1, "approximate_connection_time": 3600}
_GOODBYE: Final = 1.0
"""Seconds between the word that a connection ends and its end, for acknowledgements on their way; and that an app
that does not answer is waited for."""


class Connection:
    """One WebSocket of the app."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket

    async def send(self, envelope: Json) -> bool:
        """Send an envelope; False when the connection is gone."""
        if self.socket.closed:
            return False
        try:
            await self.socket.send_str(json.dumps(envelope))
        except (ConnectionError, RuntimeError):
            return False
        return True


class SocketMode:
    """Lets the app connect, and takes its acknowledgements."""

    def __init__(self, postbox: Postbox) -> None:
        self._postbox = postbox
        self._tickets: dict[str, float] = {}
        self._connections: set[Connection] = set()

    def ticket(self) -> str:
        """A ticket that opens one connection."""
        now = time.monotonic()
        self._tickets = {ticket: until for ticket, until in self._tickets.items() if until > now}
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = now + TICKET_LIFE
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        if self._tickets.pop(request.query.get("ticket", ""), 0.0) < time.monotonic():
            return web.Response(status=401, text="invalid ticket")
        socket = web.WebSocketResponse(timeout=_GOODBYE, heartbeat=30.0, max_msg_size=8 * 2**20)
        await socket.prepare(request)
        connection = Connection(socket)
        if len(self._connections) >= MOST:
            await connection.send({"type": "disconnect", "reason": "too_many_websockets", "debug_info": _DEBUG})
            await socket.close()
            return socket
        self._connections.add(connection)
        try:
            await connection.send(
                {
                    "type": "hello",
                    "num_connections": len(self._connections),
                    "connection_info": {"app_id": APP},
                    "debug_info": _DEBUG,
                }
            )
            self._postbox.connect(connection)
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self._connections.discard(connection)
            self._postbox.disconnect(connection)
        return socket

    async def refresh(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours, and end the present connections."""
        leaving = list(self._connections)
        for connection in leaving:
            self._postbox.disconnect(connection)
            await connection.send({"type": "disconnect", "reason": "refresh_requested", "debug_info": _DEBUG})
        await asyncio.sleep(_GOODBYE)
        await asyncio.gather(*(connection.socket.close() for connection in leaving))

    async def stop(self) -> None:
        """End all connections."""
        await asyncio.gather(*(connection.socket.close(code=1001) for connection in list(self._connections)))

    def _take(self, text: str) -> None:
        with contextlib.suppress(ValueError):
            body = json.loads(text)
            if isinstance(body, dict) and isinstance(body.get("envelope_id"), str):
                self._postbox.acknowledge(body["envelope_id"], body.get("payload"))
