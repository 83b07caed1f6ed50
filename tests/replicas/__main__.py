"""`python -m tests.replicas --rounds N`: three bots on one PostgreSQL; what is lost or said twice when one goes.

Each round is a new workspace and a new database with three bots in Socket Mode, and events of all kinds over
forty channels. One bot is killed for good at a random moment, or all three are replaced one after another, or one
is paused past the taking over of its work and woken again.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from tests.crash.counting import problems
from tests.crash.processes import playground
from tests.postgres import cluster
from tests.replicas.rounds import Ending, Outcome, Round

CHANNELS = 40
REPLICAS = 3


async def replicas(
    ending: Ending, *, folder: Path, database: Callable[[], str], dice: random.Random, events: int, rate: float
) -> Outcome:
    """One round, from an empty workspace to a count."""
    async with playground(folder, CHANNELS) as page, AsyncExitStack() as house:
        around = Round(page, folder, database(), dice)
        house.push_async_callback(around.end)
        await around.begin(REPLICAS)
        return await around.run(ending, events=events, rate=rate, channels=CHANNELS)


async def _all(asked: argparse.Namespace, folder: Path, database: Callable[[], str]) -> bool:
    dice = random.Random(asked.seed)  # noqa: S311 — chance, not secrecy
    well = True
    plan = [Ending.KILLED] * asked.rounds + [Ending.REPLACED] * asked.rolling + [Ending.PAUSED] * asked.paused
    for number, ending in enumerate(plan, start=1):
        started = time.monotonic()
        place = folder / str(number)
        place.mkdir()
        outcome = await replicas(
            ending, folder=place, database=database, dice=dice, events=asked.events, rate=asked.rate
        )
        well &= outcome.is_well
        print(f"{number:3} {time.monotonic() - started:5.0f} s  {ending}: {outcome}", flush=True)
        print("\n".join(problems(outcome.count)[:20]), end="\n" if problems(outcome.count) else "", flush=True)
    return well


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.replicas", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="rounds in which one is killed for good")
    parser.add_argument("--rolling", type=int, default=1, help="rounds in which all are replaced, one by one")
    parser.add_argument("--paused", type=int, default=1, help="rounds in which one is paused and woken again")
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=12, help="events a second")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder, cluster() as postgres:
        well = asyncio.run(_all(asked, Path(folder), postgres.database))
    sys.exit(not well)


if __name__ == "__main__":
    main()
