"""A platform that is away: who has something to say waits in line, and when it is back the oldest goes first."""

import asyncio
import contextvars
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.desk.chat import ChatBarredError, ChatError, ChatUnavailableError
from bot.desk.clock import Clock

FIRST: Final = 1.0
_LONGEST: Final = 60.0
_IN_A_ROW: Final = 3
"""Failures after which the platform is taken to be away: fewer may be the trouble of one piece of work."""
_PROBES: Final = 3
_CONVERSATION: Final = 4
"""The parts of a work key up to its conversation, of which the first is its time."""

_log = structlog.get_logger(__name__)


def grown(pause: float) -> float:
    """The pause after this one, in seconds."""
    return min(2 * pause, _LONGEST)


@dataclass(eq=False, slots=True)
class _Waiter:
    key: str
    until: float
    may_go: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def conversation(self) -> str:
        return ":".join(self.key.split(":")[1:_CONVERSATION])


class Line:
    """The line in front of one platform. While all is well nobody waits in it.

    Once calls fail in a row all wait. After 1, 2, 4 … 60 seconds, or as soon as someone joins, the oldest tries,
    and where that fails two others, so that work with a trouble of its own holds up no one. When one got through
    all are let through, oldest first, in each conversation one after the other. That the platform went and came is
    logged once each.
    """

    def __init__(self, platform: str, clock: Clock) -> None:
        self._platform = platform
        self._clock = clock
        self._waiting: list[_Waiter] = []
        self._tries: Counter[str] = Counter()
        self._in_vain = 0
        self._away = False
        self._waited = 0.0
        self._since = 0.0
        self._joined = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, key: str, until: float) -> AsyncIterator[None]:
        """Do one call inside.

        Raises:
            ChatUnavailableError: no turn before `waited` has passed `until`.
        """
        waiter = _Waiter(key, until)
        try:
            if self._away or any(each.conversation == waiter.conversation for each in self._waiting):
                await self._wait(waiter)
            try:
                yield
            except ChatUnavailableError as error:
                self._failed(key, error)
                raise
            except ChatError:
                self._answered()  # a no is an answer
                raise
            self._answered()
        finally:
            waiter.over.set()

    @property
    def is_away(self) -> bool:
        """Whether the platform is taken to be away."""
        return self._away

    @property
    def waited(self) -> float:
        """The seconds that this line has waited in its life."""
        return self._waited

    async def _wait(self, waiter: _Waiter) -> None:
        self._waiting.append(waiter)
        self._joined.set()
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep(), context=contextvars.Context())
        try:
            await waiter.may_go.wait()
        except asyncio.CancelledError:
            if self._waiting == [waiter]:
                self._keeper.cancel()
            raise
        finally:
            self._waiting.remove(waiter)
        if waiter.until < self._waited:
            raise ChatUnavailableError("away")

    def _failed(self, key: str, error: ChatUnavailableError) -> None:
        if error.retry_after is not None:
            return  # it answers: we were too fast
        self._tries[key] += 1
        self._in_vain += 1
        barred = isinstance(error, ChatBarredError)
        if self._away or not (barred or self._in_vain >= _IN_A_ROW):
            return
        self._away, self._since = True, self._waited
        if barred:
            _log.error("platform_bars_us", platform=self._platform, code=error.code)
        else:
            _log.warning("platform_away", platform=self._platform, code=error.code)

    def _answered(self) -> None:
        self._in_vain = 0
        self._tries.clear()
        if self._away:
            self._away = False
            _log.info("platform_back", platform=self._platform, seconds=round(self._waited - self._since))

    async def _keep(self) -> None:
        pause = FIRST
        while self._waiting:
            if self._away:
                await self._pause(pause)
                pause = grown(pause)
                await self._probe()
            else:
                pause = FIRST
                await self._open()

    async def _pause(self, seconds: float) -> None:
        """Pause; a little less where someone joins. Who has waited too long is told so."""
        await self._clock.pause(FIRST)
        self._waited += FIRST
        rest = seconds - FIRST
        if rest > 0:
            self._joined.clear()
            resting = asyncio.ensure_future(self._clock.pause(rest))
            joined = asyncio.ensure_future(self._joined.wait())
            try:
                await asyncio.wait({resting, joined}, return_when=asyncio.FIRST_COMPLETED)
                self._waited += rest if resting.done() else 0
            finally:
                for each in (resting, joined):
                    each.cancel()
                await asyncio.gather(resting, joined, return_exceptions=True)
        for waiter in [each for each in self._waiting if each.until < self._waited]:
            await self._let(waiter)

    async def _probe(self) -> None:
        """See whether the platform is back: by the oldest, then by those who tried least."""
        by_age = sorted(self._waiting, key=lambda each: each.key)
        others = sorted(by_age[1:], key=lambda each: self._tries[each.key])
        for waiter in (by_age[:1] + others)[:_PROBES]:
            if self._away:
                await self._let(waiter)

    async def _open(self) -> None:
        conversations: dict[str, list[_Waiter]] = defaultdict(list)
        for waiter in sorted(self._waiting, key=lambda each: each.key):
            conversations[waiter.conversation].append(waiter)
        await asyncio.gather(*map(self._let_through, conversations.values()))

    async def _let_through(self, waiters: Sequence[_Waiter]) -> None:
        for waiter in waiters:
            if self._away:
                return
            await self._let(waiter)

    @staticmethod
    async def _let(waiter: _Waiter) -> None:
        waiter.may_go.set()
        await waiter.over.wait()
