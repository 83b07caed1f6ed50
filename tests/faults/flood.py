"""2,000 events within a minute, 500 of them in one channel: how long each took to be stored, and what it cost.

`python -m tests.faults` does it in real time, as Slack delivers them; the test in a shorter form.
"""

import asyncio
import time
from dataclasses import dataclass, field
from statistics import quantiles

from bot.desk import Desk
from bot.desk.work import Shown
from tests.desk.works import GONE, shown

CHANNELS = 60
BUSY = "C-busy"


def flood(number: int) -> list[Shown]:
    """A quarter of so many bounces in one channel, the others spread over many; one in ten a reply in a thread."""
    works = []
    for each in range(number):
        conversation = BUSY if each % 4 == 0 else f"C{each % CHANNELS}"
        before = each - each % 40 + (0 if each % 4 == 0 else each % 4)  # an earlier one of that kind
        thread = f"{1000 + before:010}.000100" if each % 10 == 0 and before < each else None
        text = GONE.replace("piet", f"persoon{each}")
        works.append(shown(text, ts=f"{1000 + each:010}.000100", conversation=conversation, thread=thread))
    return works


@dataclass
class Figures:
    """Seconds of each store, and the longest stall of the loop in seconds."""

    stored: list[float] = field(default_factory=list)
    stall: float = 0.0

    def __str__(self) -> str:
        cuts = quantiles(self.stored, n=100)
        p50, p99 = cuts[49], cuts[98]
        return (
            f"stored {len(self.stored)}: p50 {p50:.3f} s, p99 {p99:.3f} s, longest {max(self.stored):.3f} s; "
            f"the loop stood still for {self.stall:.3f} s at most"
        )


async def pour(desk: Desk, works: list[Shown], seconds: float) -> Figures:
    """Deliver works spread over so many seconds."""
    figures = Figures()
    done = asyncio.Event()

    async def glance() -> None:
        while not done.is_set():
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            figures.stall = max(figures.stall, time.perf_counter() - began - 0.01)

    async def deliver(work: Shown) -> None:
        began = time.perf_counter()
        await desk.accept(work)
        figures.stored.append(time.perf_counter() - began)

    glancing = asyncio.create_task(glance())
    async with asyncio.TaskGroup() as delivering:
        for work in works:
            delivering.create_task(deliver(work))
            await asyncio.sleep(seconds / len(works))
    done.set()
    await glancing
    return figures
