"""`make fuzz`: mails changed at random, read by every door; no exception, no hang, no hunger for memory.

Each mail is changed `--times` times; with `--minutes` it goes on, with other changes, until they are over.
"""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import count as numbers
from pathlib import Path

from tests.fuzz.trials import ROOT, Count, tried

AT_ONCE = 100
"""Trials of one mail in one piece of work."""


def fuzz(mails: list[bytes], *, times: int, minutes: float, seed: int, jobs: int) -> Count:
    """Try all mails, and again until the minutes are over."""
    total, started = Count(), time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        for lap in numbers():
            if lap * AT_ONCE >= times and time.monotonic() - started > minutes * 60:
                return total
            first = seed + lap * AT_ONCE
            trials = AT_ONCE if minutes else min(AT_ONCE, times - lap * AT_ONCE)
            running = [pool.submit(tried, mails, at, trials, first) for at in range(len(mails))]
            for future in running:
                _tell(future.result(), total)
            print(_line(total), end="\r", file=sys.stderr, flush=True)
    return total


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument(
        "--mails", type=Path, default=ROOT / "tests" / "data", help="a folder of .eml and .msg files"
    )
    parser.add_argument("--times", type=int, default=100, help="changes of each mail")
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    mails = [path.read_bytes() for path in sorted(asked.mails.rglob("*")) if path.suffix in {".eml", ".msg"}]
    print(f"seed {asked.seed}, {len(mails)} mails", flush=True)
    count = fuzz(mails, times=asked.times, minutes=asked.minutes, seed=asked.seed, jobs=asked.jobs)
    print(_line(count))
    return 0 if count.is_clean else 1


def _tell(count: Count, total: Count) -> None:
    """Add a mail's count; a failure of a new kind is told at once."""
    for how, where in count.failures.items():
        if how not in total.failures:
            print(f"{where}:\n{how}", flush=True)
    total.add(count)


def _line(count: Count) -> str:
    return (
        f"{count.trials:,} trials, {len(count.failures)} kinds of failure, slowest {count.slowest:.2f} s, "
        f"grown by {count.grown / 2**20:.0f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
