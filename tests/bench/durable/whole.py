"""The whole desk: stored, queued, read, judged, answered in a chat that takes everything at once."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import Knowledge
from bot.desk import Desk
from bot.desk.chat import Drawing
from bot.desk.database import Database
from bot.desk.work import Manner, Place, Shown
from tests.desk.chat import HELPDESK, Chat
from tests.desk.works import FULL, GONE

ROOT = Path(__file__).parents[3]
TEXTS = (FULL, GONE)


class Quick(Chat):
    """A chat that only counts, and tells when something was said."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.at: dict[str, float] = {}

    async def post(self, place: Place, drawing: Drawing, mark: str) -> Place:
        del drawing
        self.count += 1
        self.at[mark.partition("#")[0]] = time.perf_counter()
        return place.model_copy(update={"message": f"m{self.count}"})


def desk_of(url: str, engine_url: str, chat: Chat, *, polling: float) -> Desk:
    return Desk(
        database=Database(url),
        engine_url=engine_url,
        knowledge=Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk"),
        ports=[chat],
        helpdesk=HELPDESK,
        secret=b"of the bench",
        polling=polling,
    )


def event(number: int) -> Shown:
    """The numberth event, in a channel of its own, so that no pacing holds it up."""
    ts = f"{datetime.now(UTC).timestamp():.6f}"
    place = Place(platform="test", team="T1", conversation=f"C{number}", message=ts)
    key = f"{ts}:test:T1:C{number}:message:{number}"
    return Shown(key=key, person="anna", place=place, manner=Manner.WATCHED, text=TEXTS[number % len(TEXTS)])


async def answered(desk: Desk, events: range, *, at_once: int) -> float:
    """Seconds from the first event to the last answer that is noted.

    `at_once` bring them in, each one after the other: as many tasks for ten thousand as for ten, since what the
    bench holds itself would be measured with what the desk holds.
    """
    numbers = iter(events)

    async def bring() -> None:
        for number in numbers:
            await desk.accept(event(number))

    started = time.perf_counter()
    await asyncio.gather(*(bring() for _ in range(at_once)))
    while (await desk.health()).waiting:  # noqa: ASYNC110 — what is waited for is in a database
        await asyncio.sleep(0.02)
    return time.perf_counter() - started


async def latencies(desk: Desk, chat: Quick, *, per_second: float, count: int) -> list[float]:
    """Seconds from event to card of `count` events that come evenly."""
    came: dict[str, float] = {}
    tasks = []
    started = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, started + number / per_second - time.perf_counter()))
        work = event(number + 10_000_000)
        came[work.key] = time.perf_counter()
        tasks.append(asyncio.create_task(desk.accept(work)))
    await asyncio.gather(*tasks)
    async with asyncio.timeout(60):
        while any(key not in chat.at for key in came):  # noqa: ASYNC110 — it is said by another task
            await asyncio.sleep(0.02)
    return sorted(chat.at[key] - at for key, at in came.items())
