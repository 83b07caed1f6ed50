"""`python -m tests.soak --minutes N`: a long day with a bad Slack; nothing lost, nothing doubled, nothing grows.

Ten events a second over forty channels. One call in twenty fails: told to wait, HTTP 500, no answer in time, or
a cut connection, half of them although the call was done. Every minute Slack
asks for another Socket Mode connection.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.counting import Count, problems
from tests.crash.page import Json, Page
from tests.crash.processes import Bot, playground
from tests.crash.traffic import Traffic
from tests.soak.bot import EVERY
from tests.soak.sampling import Growth, Sample, sample

CHANNELS = 40
SAMPLES = 120
"""In a run, at most."""

PATIENCE = 240.0
"""Seconds until what is still not said counts as lost."""

REST = 2 * EVERY
"""Seconds after all is said until what the bot still holds is looked at."""

SLOW = 12
"""Seconds; longer than the bot waits for an answer."""

KINDS: tuple[Json, ...] = (
    {"error": "ratelimited", "retry_after": 1},
    {"error": "ratelimited", "retry_after": 2},
    {"status": 500},
    {"status": 500, "after": True},
    {"status": 504, "hang": SLOW},
    {"status": 504, "hang": SLOW, "after": True},
    {"cut": True},
    {"cut": True, "after": True},
)


async def soak(
    seconds: float, *, folder: Path, rate: float, faults: float, database: str | None, dice: random.Random
) -> tuple[Count, Growth, int]:
    """Run for so many seconds. Gives what went wrong, what grew, and how many events there were."""
    async with playground(folder, CHANNELS) as page:
        bot = Bot(page, folder, command=("tests.soak.bot",), database=database)
        await bot.start()
        try:
            await bot.ready()
            traffic = Traffic(page, CHANNELS, dice)
            for kind in KINDS:
                await page.does("trouble", fail={"method": "*", "chance": faults / len(KINDS), **kind})
            around = asyncio.gather(_samples(bot, folder, seconds), _reconnects(page, seconds))
            await traffic.flow(rate=rate, seconds=seconds)
            samples, _ = await around
            await page.does("trouble", clear=True)
            count = await traffic.all_well(PATIENCE)
            await asyncio.sleep(REST)
            rest = await asyncio.to_thread(sample, bot.pid, folder)
            return count, Growth(samples, rest), page.events
        finally:
            await bot.kill()


async def _samples(bot: Bot, folder: Path, seconds: float) -> list[Sample]:
    samples = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        await asyncio.sleep(max(seconds / SAMPLES, 0.5))
        samples.append(await asyncio.to_thread(sample, bot.pid, folder))
    return samples


async def _reconnects(page: Page, seconds: float) -> None:
    for _ in range(int(seconds // 60)):
        await asyncio.sleep(60)
        await page.does("trouble", disconnect=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--rate", type=float, default=10, help="events a second")
    parser.add_argument("--faults", type=float, default=0.05, help="the part of calls that fail")
    parser.add_argument("--database", help="the address of a PostgreSQL database; SQLite without")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        dice = random.Random(asked.seed)  # noqa: S311 — chance, not secrecy
        run = soak(
            asked.minutes * 60,
            folder=Path(folder),
            rate=asked.rate,
            faults=asked.faults,
            database=asked.database,
            dice=dice,
        )
        count, growth, events = asyncio.run(run)
    print(f"{events} events in {asked.minutes:g} minutes: {count}")
    print("\n".join([*problems(count)[:40], *growth.table()]))
    sys.exit(not (count.is_clean and growth.is_flat))


if __name__ == "__main__":
    main()
