"""`python -m tests.crash --rounds N`: kill -9 at random points, and count what was lost or said twice.

`--no-look-up` runs a bot that does not look for its own postings after a crash; then it has to find doubles, or
the harness would find nothing either.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path

from tests.crash.processes import Bot, playground
from tests.crash.rounds import Count, Crashes, Moment

SEASON = 10
"""Rounds with one workspace and one data folder; then both are new, so that the page stays quick to read."""


async def crash(
    rounds: int,
    *,
    folder: Path,
    moments: Iterable[Moment] = Moment,
    look_up: bool = True,
    seed: int = 0,
    say: bool = False,
) -> Count:
    """Run rounds, one kind of moment after another; what was said is counted after each, and all at the end."""
    dice = random.Random(seed)  # noqa: S311 — chance, not secrecy
    total = Count()
    plan = list(zip(range(1, rounds + 1), cycle(moments), strict=False))
    for first in range(0, rounds, SEASON):
        place = folder / str(first)
        place.mkdir()
        async with playground(place) as page:
            bot = Bot(page, place, look_up=look_up)
            crashes = Crashes(page, bot, dice)
            try:
                for number, moment in plan[first : first + SEASON]:
                    started = time.monotonic()
                    await crashes.round(number, moment)
                    count = total + await crashes.count()
                    if say:
                        print(
                            f"{number:3} {time.monotonic() - started:5.1f} s  {count}; killed {moment}", flush=True
                        )
                total += await crashes.count()
            finally:
                await bot.kill()
    return total


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--no-look-up", action="store_true")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        run = crash(asked.rounds, look_up=not asked.no_look_up, seed=asked.seed, folder=Path(folder), say=True)
        count = asyncio.run(run)
    print(f"{asked.rounds} rounds: {count}")
    for kind in ("lost", "doubled", "out_of_order", "stale", "spoke"):
        for what in getattr(count, kind):
            print(f"  {kind}: {what}")
    sys.exit(not count.doubled if asked.no_look_up else not count.is_clean)


if __name__ == "__main__":
    main()
