"""One round with several bots on one database: events come, one bot goes, and all is counted."""

import asyncio
import random
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.crash.counting import Count
from tests.crash.page import Page
from tests.crash.processes import Bot
from tests.crash.traffic import Traffic

PATIENCE = 180.0
"""Seconds until what is still not said counts as lost."""

TAKEN_OVER = 30.0
"""Seconds after a bot's death in which all that was asked before it has to be answered."""

PAUSE = 60.0
"""Seconds for which a bot is paused: past the taking over of its work."""


class Ending(StrEnum):
    """What becomes of a bot."""

    KILLED = "one killed for good"
    PAUSED = "one paused past the taking over, and woken"
    REPLACED = "all replaced, one after another"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round. `late` are the seconds from the death to each answer that was still owed then."""

    count: Count
    events: int
    late: tuple[float, ...] = ()
    stopped_badly: int = 0

    @property
    def is_well(self) -> bool:
        """Nothing lost, nothing doubled, and what the dead one owed was given in time.

        Order in a thread is told and not judged: an event that a dead or paused bot had heard comes to another
        one only after those that followed it.
        """
        wrong = {name: each for name, each in self.count.wrong().items() if name != "out of order" and each}
        in_time = not self.late or self.late[-1] <= TAKEN_OVER
        return not wrong and in_time and not self.stopped_badly

    def __str__(self) -> str:
        owed = f"; {len(self.late)} owed at the death, the last after {self.late[-1]:.1f} s" if self.late else ""
        bad = f"; {self.stopped_badly} did not end well" if self.stopped_badly else ""
        return f"{self.events} events, {self.count}{owed}{bad}"


class Round:
    """Bots in one workspace, on one database."""

    def __init__(self, page: Page, folder: Path, database: str, dice: random.Random) -> None:
        self._page = page
        self._folder = folder
        self._database = database
        self._dice = dice
        self._bots: list[Bot] = []
        self._made = 0
        self._late: tuple[float, ...] = ()
        self._stopped_badly = 0

    async def begin(self, replicas: int) -> None:
        """Start so many bots, and wait until all are connected."""
        await asyncio.gather(*(self._another() for _ in range(replicas)))

    async def end(self) -> None:
        """Kill what still runs."""
        for bot in self._bots:
            await bot.kill()

    async def run(self, ending: Ending, *, events: int, rate: float, channels: int) -> Outcome:
        """Let events come and a bot go; count when nothing is missing any more."""
        traffic = Traffic(self._page, channels, self._dice)
        flowing = asyncio.create_task(traffic.flow(rate=rate, events=events))
        whole = events / rate
        await asyncio.sleep(self._dice.uniform(0.2, 0.7) * whole)
        died: float | None = None
        if ending is Ending.KILLED:
            died = time.time()
            await self._dice.choice(self._bots).kill()
        elif ending is Ending.PAUSED:
            bot = self._dice.choice(self._bots)
            bot.pause()
            await asyncio.sleep(PAUSE)
            bot.resume()
        else:
            await self._replace_all()
        await flowing
        count = await traffic.all_well(PATIENCE)
        late = tuple(await traffic.answered_after(died)) if died is not None else ()
        return Outcome(count, self._page.events, late, self._stopped_badly)

    async def _replace_all(self) -> None:
        for old in tuple(self._bots):
            await self._another()
            self._stopped_badly += await old.stop() != 0
            self._bots.remove(old)

    async def _another(self) -> None:
        self._made += 1
        bot = Bot(self._page, self._folder, database=self._database, name=f"replica{self._made}")
        self._bots.append(bot)
        await bot.start()
        await bot.ready()
