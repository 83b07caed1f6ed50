"""Many people at once: events of all kinds over many channels, at a steady pace."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from tests.crash.asked import Asked
from tests.crash.counting import Count, Sight, count, look
from tests.crash.page import Page, names, within
from tests.crash.people import Asking
from tests.crash.pressing import Pressing

AMID = 1.0
"""Seconds between a post and what follows on it in its thread: nobody types faster."""

QUIET = 5.0
"""Seconds in which a double may still come."""

AT_ONCE = 60
"""People who do something at the same time, at most."""


class Traffic:
    """What happens in a busy workplace, and what it comes to."""

    def __init__(self, page: Page, channels: int, dice: random.Random) -> None:
        self._page = page
        self._dice = dice
        self._channels = [f"C0KANAAL{number}" for number in range(channels)]
        self.asked = Asked()
        asking = Asking(page, self.asked, dice, pause=AMID)
        pressing = Pressing(page, self.asked, asking, dice)
        self._ways: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            *(
                (weight, self._somewhere(way))
                for weight, way in (
                    (20, asking.alone),
                    (4, asking.in_a_thread),
                    (4, asking.edited),
                    (2, asking.deleted),
                    (3, asking.mentioned),
                    (20, asking.talked),
                    (4, asking.commanded),
                    (2, asking.listed),
                )
            ),
            (1, asking.direct),
            (1, asking.pointed_at),
            (12, pressing.found),
            (2, pressing.missed),
            (1, pressing.missed_to_helpdesk),
            (2, pressing.to_helpdesk),
            (2, pressing.claimed),
            (2, pressing.resolved),
            (4, pressing.deleted),
            (4, pressing.reworded),
            (2, pressing.retracted),
        ]

    async def flow(self, *, rate: float, events: int | None = None, seconds: float | None = None) -> None:
        """So many events, or as long as that, at `rate` a second on the average."""
        loop = asyncio.get_running_loop()
        started, first = loop.time(), self._page.events
        doing: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as group:
            while not _over(self._page.events - first, events) and not _over(loop.time() - started, seconds):
                behind = (loop.time() - started) * rate - (self._page.events - first)
                if behind < 0 or len(doing) >= AT_ONCE:
                    await asyncio.sleep(min(1.0, max(-behind, 0.5) / rate))
                else:
                    task = group.create_task(self._something())
                    doing.add(task)
                    task.add_done_callback(doing.discard)
                    await asyncio.sleep(0.5 / rate)

    async def count(self) -> Count:
        """Count everything that was said."""
        return count(self.asked, await self._look())

    async def all_well(self, patience: float) -> Count:
        """Wait until nothing is missing any more, `patience` seconds at most; and `QUIET` more. Then count."""

        async def well() -> bool:
            return (await self.count()).is_complete

        await within(patience, well, glance=1.0)
        await asyncio.sleep(QUIET)
        return await self.count()

    async def answered_after(self, moment: float) -> list[float]:
        """How long after a moment each answer stood to what was asked before it, and not answered by then."""
        sight = await self._look()
        late = []
        for ask in self.asked.asks:
            if ask.ts and ask.thread and float(ask.ts) < moment:
                stood = [
                    float(each["ts"])
                    for each in sight[ask.view]
                    if each["thread_ts"] == ask.thread and names(each, ask.token)
                ]
                late += [when - moment for when in stood if when > moment]
        return sorted(late)

    async def _look(self) -> Sight:
        return await look(self._page, self.asked)

    def _somewhere(self, way: Callable[[str], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        return lambda: way(self._dice.choice(self._channels))

    async def _something(self) -> None:
        weights, ways = zip(*self._ways, strict=True)
        await self._dice.choices(ways, weights)[0]()


def _over(done: float, most: float | None) -> bool:
    return most is not None and done >= most
