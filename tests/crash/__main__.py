"""`python -m tests.crash --rounds N`: kill -9 at random points, and count what was lost or said twice.

`--no-look-up` runs a bot that does not look for its own postings after a crash; then it has to find doubles, or
the harness would find nothing either. `--database postgres` runs it on PostgreSQL, a new database each season.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from tests.crash.counting import Count, problems
from tests.crash.processes import RUN, WITHOUT_LOOK_UP, Bot, playground
from tests.crash.rounds import Moment, Rounds
from tests.postgres import cluster

SEASON = 10
"""Rounds with one workspace and one database; then both are new, so that the page stays quick to read."""


def _sqlite() -> None:
    return None


async def crash(
    rounds: int,
    *,
    folder: Path,
    moments: Iterable[Moment] = Moment,
    look_up: bool = True,
    database: Callable[[], str | None] = _sqlite,
    seed: int = 0,
    say: bool = False,
) -> Count:
    """Run rounds, one kind of moment after another; what was said is counted after each, and all at the end.

    `database` gives the address of a new one for a season; None: SQLite in the bot's data folder.
    """
    dice = random.Random(seed)  # noqa: S311 — chance, not secrecy
    total = Count()
    plan = deque(zip(range(1, rounds + 1), cycle(moments), strict=False))
    while plan:
        place = folder / str(plan[0][0])
        place.mkdir()
        async with playground(place) as page:
            bot = Bot(page, place, command=RUN if look_up else WITHOUT_LOOK_UP, database=database())
            season = Rounds(page, bot, dice)
            count = Count()
            try:
                # What is wrong stays wrong: then the next season begins at once.
                for _ in range(min(SEASON, len(plan))):
                    number, moment = plan.popleft()
                    started = time.monotonic()
                    count = await season.round(number, moment)
                    if say:
                        took = time.monotonic() - started
                        print(f"{number:3} {took:5.1f} s  {count}; killed {moment.words}", flush=True)
                    if not count.is_clean:
                        print("\n".join(problems(count)) if say else "", flush=True)
                        break
            finally:
                await bot.kill()
            total += count
    return total


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--no-look-up", action="store_true")
    asked = parser.parse_args()
    print(f"seed {asked.seed}, {asked.database}", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(cluster()).database if asked.database == "postgres" else _sqlite
        run = crash(
            asked.rounds,
            look_up=not asked.no_look_up,
            database=database,
            seed=asked.seed,
            folder=folder,
            say=True,
        )
        count = asyncio.run(run)
    print(f"{asked.rounds} rounds on {asked.database}: {count}")
    print("\n".join(problems(count)))
    sys.exit(not count.doubled if asked.no_look_up else not count.is_clean)


if __name__ == "__main__":
    main()
