"""Our own token, which every call of Teams' service carries: asked for once, and anew before it ends.

It stands in no log and in no error.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final

import aiohttp
from yarl import URL

from bot.desk.chat import ChatBarredError, ChatRefusedError, ChatUnavailableError
from bot.teams.calling import called, named, told
from bot.teams.cloud import Cloud
from bot.teams.credentials import Credentials

_EARLY: Final = 300.0
"""Seconds before its end in which a token is not used any more: a call takes time, and clocks differ."""
_LEAST: Final = 60.0
"""Seconds that a token is used at least: one that is said to live shorter must not be asked for at each call."""


class Tokens:
    """The token of a registration, as OAuth's client credentials give it."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        credentials: Credentials,
        cloud: Cloud,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._credentials = credentials
        self._cloud = cloud
        self._now = now
        self._lock = asyncio.Lock()
        self._token = ""
        self._until = 0.0

    async def token(self) -> str:
        """A token that is good for a while. Many who ask at once ask Microsoft once.

        Raises:
            ChatBarredError: the registration or its secret is not known there.
            ChatUnavailableError: not now.
        """
        async with self._lock:
            if self._until <= self._now():
                await self._ask()
            return self._token

    def spent(self, token: str) -> None:
        """This token was not taken, whatever it said of its life: the next call has a new one."""
        if token == self._token:
            self._until = 0.0

    async def _ask(self) -> None:
        tenant = self._credentials.tenant or self._cloud.tenant
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._credentials.app_id,
            "client_secret": self._credentials.secret,
            "scope": self._cloud.scope,
        }
        address = URL(self._cloud.login) / tenant / "oauth2/v2.0/token"
        try:
            async with called(self._session, "POST", address, data=asked) as answer:
                said = await told(answer)
                token, life = named(said, "access_token"), said.get("expires_in")
        except ChatRefusedError as error:  # a matter of the registration, not of what is to be said
            raise ChatBarredError(error.code) from error
        if not isinstance(life, int | float | str):
            raise ChatUnavailableError("unreadable_answer")
        self._token = token
        self._until = self._now() + max(_seconds(life) - _EARLY, _LEAST)


def _seconds(life: float | str) -> float:
    try:
        return float(life)
    except ValueError:
        return 0.0
