"""A client of another make: the Bot Framework Emulator's shapes over plain HTTP, and nothing of ours.

It posts activities to a bot, without a token, and takes down what the bot says at the activities' own service URL.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

Json = dict[str, Any]

CHAT = "3f0c7a10-9d2e-11ef-8a3c-6b7d3d1c2e11|livechat"


class Emulator:
    """A chat of one person with one bot, as it looks by now."""

    def __init__(self, session: aiohttp.ClientSession, bot: str) -> None:
        self.said: dict[str, Json] = {}
        self.tokens: list[str] = []
        self.service = ""
        self._session = session
        self._bot = bot
        self._numbers = itertools.count(1)
        self._changed = asyncio.Event()

    def app(self) -> web.Application:
        """Where the bot answers."""
        app = web.Application()
        app.router.add_post("/v3/conversations/{chat}/activities", self._post)
        app.router.add_put("/v3/conversations/{chat}/activities/{id}", self._update)
        return app

    async def sends(self, headers: dict[str, str] | None = None, **activity: Any) -> tuple[int, Json]:
        """Post an activity; gives the status and what was said to it at once."""
        body = {
            "channelId": "emulator",
            "serviceUrl": self.service,
            "id": f"activity-{next(self._numbers)}",
            "conversation": {"id": CHAT},
            "from": {"id": "a-user-of-the-emulator", "name": "User", "role": "user"},
            "recipient": {"id": "a-bot-of-the-emulator", "name": "Bot", "role": "bot"},
            "timestamp": "2026-11-28T12:00:00.000Z",
            **activity,
        }
        async with self._session.post(f"{self._bot}/api/messages", json=body, headers=headers) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await answer.json() if is_json else {}

    async def until(self, wanted: Callable[[str], bool]) -> tuple[str, Json]:
        """The first message of the bot of which this is true, with its id."""
        async with asyncio.timeout(60):
            while True:
                for number, message in self.said.items():
                    if wanted(str(message)):
                        return number, message
                self._changed.clear()
                await self._changed.wait()

    async def _post(self, request: web.Request) -> web.Response:
        return await self._take(request, f"said-{next(self._numbers)}")

    async def _update(self, request: web.Request) -> web.Response:
        return await self._take(request, request.match_info["id"])

    async def _take(self, request: web.Request, number: str) -> web.Response:
        assert request.match_info["chat"] == CHAT
        self.tokens.append(request.headers.get("Authorization", ""))
        self.said[number] = await request.json()
        self._changed.set()
        return web.json_response({"id": number})


@asynccontextmanager
async def emulator(bot: str) -> AsyncIterator[Emulator]:
    """An emulator that is connected to the bot at an address."""
    async with aiohttp.ClientSession() as session:
        opened = Emulator(session, bot)
        runner = web.AppRunner(opened.app())
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        opened.service = f"http://localhost:{runner.addresses[0][1]}"
        try:
            yield opened
        finally:
            await runner.cleanup()
