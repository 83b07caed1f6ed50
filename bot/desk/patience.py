"""Trying again: a platform that cannot now may be able to in a moment."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar

from bot.desk import following
from bot.desk.chat import ChatUnavailableError, RouteExpiredError
from bot.desk.clock import Clock

T = TypeVar("T")

WORTH: Final = timedelta(hours=1)
"""How long an answer is worth giving."""

LIMIT: Final = 30.0
"""How long a platform may take over one call, in seconds."""

_FIRST: Final = 1.0
_LONGEST: Final = 60.0


async def within(limit: float, call: Awaitable[T]) -> T:
    """The outcome of a call within `limit` seconds. Raises ChatUnavailableError("timeout") after that."""
    try:
        async with asyncio.timeout(limit):
            return await call
    except TimeoutError:
        raise ChatUnavailableError("timeout") from None


async def patiently(clock: Clock, call: Callable[[], Awaitable[T]], worth: timedelta = WORTH) -> T:
    """Call until it succeeds, for as long as `worth`.

    Pauses as long as the platform says (`retry_after`), else 1, 2, 4 … 60 seconds.

    Raises:
        ChatUnavailableError: the last one, when the next try would come too late.
        ChatRefusedError: at once; asking again would not help.
    """
    begun = clock.now()
    until = begun + worth
    growing = _FIRST
    while True:
        try:
            return await call()
        except ChatUnavailableError as error:
            pause = error.retry_after if error.retry_after is not None else growing
            if clock.now() + timedelta(seconds=pause) > until:
                raise
            following.retries(error.code, pause, clock.now() - begun)
        except RouteExpiredError as error:
            following.whisper_expired(error.code)
            raise
        growing = min(2 * growing, _LONGEST)
        await clock.pause(pause)
