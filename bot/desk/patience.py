"""Trying again: a platform that cannot now may be able to in a moment, or when it is back tomorrow."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar

from bot.desk import following
from bot.desk.chat import ChatUnavailableError, RouteExpiredError
from bot.desk.clock import Clock
from bot.desk.hands import Hands
from bot.desk.line import FIRST, Line, grown

T = TypeVar("T")

WORTH: Final = timedelta(days=1)
"""How long an answer is worth giving: who asks at the end of a day reads the answer the next morning."""

LIMIT: Final = 30.0
"""How long a platform may take over one call, in seconds."""


@dataclass(slots=True)
class Doing:
    """A piece of work that is being done: it holds one of the desk's hands, except while it only waits."""

    key: str
    line: Line
    hands: Hands
    _held: bool = False

    async def go_on(self) -> None:
        """Come back with a hand."""
        await self.hands.take(self.key)
        self._held = True

    def rest(self) -> None:
        """Let the hand go."""
        if self._held:
            self._held = False
            self.hands.give()


_doing: ContextVar[Doing | None] = ContextVar("doing", default=None)


@asynccontextmanager
async def doing(work: Doing) -> AsyncIterator[None]:
    """Do a piece of work inside. What it tries patiently waits in its line while its platform is away."""
    token = _doing.set(work)
    try:
        await work.go_on()
        yield
    finally:
        work.rest()
        _doing.reset(token)


async def within(limit: float, call: Awaitable[T]) -> T:
    """The outcome of a call within `limit` seconds. Raises ChatUnavailableError("timeout") after that."""
    try:
        async with asyncio.timeout(limit):
            return await call
    except TimeoutError:
        raise ChatUnavailableError("timeout") from None


async def patiently(clock: Clock, call: Callable[[], Awaitable[T]], worth: timedelta = WORTH) -> T:
    """Call until it succeeds, for as long as `worth`.

    Pauses as long as the platform says (`retry_after`), else 1, 2, 4 … 60 seconds; where the platform is away for
    all, in its line. What counts is the time that was waited, not the time of day: a clock that jumps costs none.

    Raises:
        ChatUnavailableError: the last one, when the next try would come too late.
        ChatRefusedError: at once; asking again would not help.
    """
    work = _doing.get()
    if work is None:
        return await _in_line(Line("", clock), "", clock, call, worth)
    work.rest()
    try:
        return await _in_line(work.line, work.key, clock, call, worth)
    finally:
        await work.go_on()


async def _in_line(line: Line, key: str, clock: Clock, call: Callable[[], Awaitable[T]], worth: timedelta) -> T:
    begun = clock.now()
    until = line.waited + worth.total_seconds()
    growing = FIRST
    while True:
        try:
            async with line.turn(key, until):
                return await call()
        except ChatUnavailableError as error:
            pause = error.retry_after if error.retry_after is not None else growing
            if line.waited + pause > until:
                raise
            following.retries(error.code, pause, clock.now() - begun)
            if line.is_away and error.retry_after is None:
                continue  # the line knows when to try again
        except RouteExpiredError as error:
            following.whisper_expired(error.code)
            raise
        growing = grown(growing)
        until -= pause
        await clock.pause(pause)
