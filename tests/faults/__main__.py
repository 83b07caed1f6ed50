"""The long forms: a flood in real time, and a database that is locked for 40 seconds.

`python -m tests.faults [EVENTS] [SECONDS]`: 2,000 events in 60 seconds unless it is told otherwise.
"""

import asyncio
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answers import Knowledge
from bot.desk import Desk, SystemClock
from bot.desk.database import Database
from tests.desk.chat import HELPDESK, Chat
from tests.desk.conftest import ROOT, FastClock, settled
from tests.desk.works import shown
from tests.faults.databases import locked
from tests.faults.flood import flood, pour
from tests.faults.test_flood import in_order

LOCKED = 40


def a_desk(folder: Path, chat: Chat, clock: FastClock | SystemClock) -> Desk:
    return Desk(
        database=Database(f"sqlite:///{folder}/desk.db"),
        engine_url=f"sqlite:///{folder}/engine.db",
        knowledge=Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk"),
        ports=[chat],
        helpdesk=HELPDESK,
        secret=b"of the tests",
        clock=clock,
    )


def memory() -> float:
    """The memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


async def flooded(folder: Path, number: int, seconds: float) -> bool:
    chat, clock = Chat(), FastClock()
    desk = a_desk(folder, chat, clock)
    await desk.start()
    before, began = memory(), time.perf_counter()
    figures = await pour(desk, flood(number), seconds)
    poured = memory()
    await settled(desk, within=3600)
    took, health = time.perf_counter() - began, await desk.health()
    await desk.stop()
    print(figures)
    print(f"answered {len(chat.messages)} in {took:.0f} s of the machine, {clock.ahead} of waiting for turns")
    print(f"memory before {before:.0f} MB, after the last event {poured:.0f} MB, at the end {memory():.0f} MB")
    print(f"failed {health.failed}, each thread in its order: {in_order(chat)}")
    return len(chat.messages) == number and in_order(chat) and not health.failed


async def held_up(folder: Path) -> bool:
    chat = Chat()
    desk = a_desk(folder, chat, SystemClock())
    await desk.start()
    refused = 0
    async with asyncio.TaskGroup() as delivering:
        with locked(folder):
            for number in range(20):
                delivering.create_task(_delivered(desk, number))
            began = time.perf_counter()
            while time.perf_counter() - began < LOCKED:
                await asyncio.sleep(0.1)
                refused = max(refused, len(asyncio.all_tasks()))
    await settled(desk, within=300)
    await desk.stop()
    print(f"locked for {LOCKED} s: {len(chat.messages)} of 20 answered, {refused} tasks at most")
    return len(chat.messages) == 20


async def _delivered(desk: Desk, number: int) -> None:
    """Deliver it as Slack does: again, until it is acknowledged."""
    while True:
        try:
            await desk.accept(shown(ts=f"1000.{number:04}", conversation=f"C{number}"))
        except Exception:  # noqa: BLE001 — whatever it is, Slack sends it again
            await asyncio.sleep(3)
        else:
            return


async def main(number: int, seconds: float) -> int:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        well = [await flooded(Path(one), number, seconds), await held_up(Path(other))]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int((sys.argv[1:2] or ["2000"])[0]), float((sys.argv[2:3] or ["60"])[0]))))
