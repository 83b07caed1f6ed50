"""`python -m tests.bench.durable`: what it costs that nothing is lost.

Stored and answered events a second against DBOS alone; how long a card takes; memory; an idle process. Each part
runs in a process of its own, in turns. Every figure has a limit; where one is not kept, the exit status is 1.
"""

import argparse
import asyncio
import json
import logging
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.server import set_up_logs
from tests.bench.durable import alone, whole
from tests.bench.figure import Figure
from tests.postgres import cluster

ROOT = Path(__file__).parents[3]
AT_ONCE = 16
_SETTLED = 3
"""Seconds after a first start: the engine of a new database finds its queue within one, of another at once."""
_CROWD = 3000
"""Events at once, more than the engine takes in hand."""
_LAST_WORDS = 3000
"""Characters of what a part that failed wrote: it logs a line for each event."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.durable", description=__doc__)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--many", type=int, default=10_000, help="events before memory is looked at again")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=60, help="of each rate of events")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--urls", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        set_up_logs(logging.INFO)  # as who runs it has them
        print(json.dumps(asyncio.run(PARTS[asked.part](asked, *asked.urls))))
        return 0
    kept = True
    for figure in _figures(asked):
        print(figure, flush=True)
        kept = kept and figure.is_kept
    return 0 if kept else 1


def _figures(asked: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    with cluster() as postgres, TemporaryDirectory() as folder:

        def urls(database: str) -> list[str]:
            if database == "postgres":
                return [postgres.database()] * 2
            place = Path(folder) / str(time.monotonic_ns())
            return [f"sqlite:///{place}/cases.sqlite", f"sqlite:///{place}/engine.sqlite"]

        for database in ("sqlite", "postgres"):
            rates: dict[str, list[float]] = {"alone": [], "whole": []}
            for _ in range(asked.rounds):
                for part, found in rates.items():
                    found.append(asked.events / float(_run(part, asked, urls(database))))
            of_it, ours = (statistics.median(rates[part]) for part in ("alone", "whole"))
            figures.append(Figure(f"{database}: DBOS alone, two empty steps", of_it, "events/s"))
            figures.append(Figure(f"{database}: stored and answered", ours, "events/s"))
            figures.append(Figure(f"{database}: as a part of DBOS alone", ours / of_it, "", least=0.6))
        for rate in (1, 10):
            took = _run(f"latency-{rate}", asked, urls("sqlite"))
            figures.append(Figure(f"event to card at {rate} a second, p50", statistics.median(took), "s"))
            figures.append(
                Figure(f"event to card at {rate} a second, p99", took[int(0.99 * len(took))], "s", most=1)
            )
        few, many, crowded = _run("memory", asked, urls("sqlite"))
        figures.append(Figure(f"memory after {asked.events:,} events", few / 1024, "MB"))
        figures.append(Figure(f"memory after {asked.many:,}, to that", many / few, "", most=1.2))
        figures.append(Figure(f"memory after {_CROWD:,} more at once, to that", crowded / few, ""))
        rest, idle = (float(_run(part, asked, urls("sqlite"))) for part in ("rest", "idle"))
        figures.append(Figure("DBOS alone, idle, of one core", 100 * rest, "%"))
        figures.append(Figure("idle, of one core", 100 * idle, "%"))
        figures.append(Figure("idle, to DBOS alone", idle / rest, "", most=1.5))
    return figures


def _run(part: str, asked: argparse.Namespace, urls: list[str]) -> Any:
    options = [f"--{name}={getattr(asked, name)}" for name in ("events", "many", "seconds")]
    command = [sys.executable, "-m", "tests.bench.durable", "--part", part, *options, "--urls", *urls]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{part} failed:\n{done.stderr[-_LAST_WORDS:]}")
    return json.loads(done.stdout.splitlines()[-1])


async def _alone(asked: argparse.Namespace, url: str, engine_url: str) -> float:
    del url
    return await alone.seconds(engine_url, asked.events, at_once=AT_ONCE)


async def _whole(asked: argparse.Namespace, url: str, engine_url: str) -> float:
    chat = whole.Quick()
    desk = whole.desk_of(url, engine_url, chat, polling=0.02)
    await desk.start()
    took = await whole.answered(desk, range(asked.events), at_once=AT_ONCE)
    assert chat.count == asked.events
    await desk.stop()
    return took


async def _latency(asked: argparse.Namespace, url: str, engine_url: str, *, rate: int) -> list[float]:
    chat = whole.Quick()
    desk = whole.desk_of(url, engine_url, chat, polling=0.2)
    await desk.start()
    await asyncio.sleep(_SETTLED)
    found = await whole.latencies(desk, chat, per_second=rate, count=rate * asked.seconds)
    await desk.stop()
    return found


async def _slow(asked: argparse.Namespace, url: str, engine_url: str) -> list[float]:
    return await _latency(asked, url, engine_url, rate=1)


async def _quick(asked: argparse.Namespace, url: str, engine_url: str) -> list[float]:
    return await _latency(asked, url, engine_url, rate=10)


async def _memory(asked: argparse.Namespace, url: str, engine_url: str) -> tuple[int, int, int]:
    """Kilobytes after a few events, after many that came in bursts as large as the few, after one large burst.

    What waits in hand costs memory too, and an allocator gives little back: bursts of another size would show
    that, and not whether what is done leaves something behind.
    """
    chat = whole.Quick()
    desk = whole.desk_of(url, engine_url, chat, polling=0.02)
    await desk.start()

    async def burst(first: int, size: int) -> int:
        await whole.answered(desk, range(first, first + size), at_once=AT_ONCE)
        chat.at.clear()
        return _resident()

    resident = [await burst(first, asked.events) for first in range(0, asked.many, asked.events)]
    crowded = await burst(asked.many, _CROWD)
    await desk.stop()
    return resident[0], resident[-1], crowded


def _resident() -> int:
    """Kilobytes of memory that this process holds now."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


async def _rest(asked: argparse.Namespace, url: str, engine_url: str) -> float:
    del url
    async with alone.launched(engine_url, polling=0.2):
        return await _used(asked)


async def _idle(asked: argparse.Namespace, url: str, engine_url: str) -> float:
    desk = whole.desk_of(url, engine_url, whole.Quick(), polling=0.2)
    await desk.start()
    used = await _used(asked)
    await desk.stop()
    return used


async def _used(asked: argparse.Namespace) -> float:
    """The part of one core that this process uses from now on."""
    await asyncio.sleep(_SETTLED)
    before, started = _cpu(), time.perf_counter()
    await asyncio.sleep(min(asked.seconds, 30))
    return (_cpu() - before) / (time.perf_counter() - started)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


PARTS = {
    "alone": _alone,
    "whole": _whole,
    "latency-1": _slow,
    "latency-10": _quick,
    "memory": _memory,
    "rest": _rest,
    "idle": _idle,
}

if __name__ == "__main__":
    sys.exit(main())
