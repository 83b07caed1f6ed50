"""`python -m tests.apart [slack|teams …]`: each platform's tests, where the other platform never was.

A copy of this checkout in which the other's rooms are deleted, and an environment without the packages that only
the other needs. What is left has to import, and to pass.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.apart.copying import copied
from tests.apart.environment import made
from tests.apart.sides import SIDES, Side

IN_PARALLEL = ("--numprocesses", "2", "--dist", "worksteal")


def main(names: list[str]) -> int:
    alone = [side for side in SIDES if not names or side.name in names]
    assert alone, f"no such platform among {', '.join(side.name for side in SIDES)}"
    return max(_tried(side) for side in alone)


def _tried(side: Side) -> int:
    with tempfile.TemporaryDirectory(prefix=f"bouncewijzer-{side.name}-") as folder:
        checkout = copied(Path(folder, "checkout"), without=side.gone)
        python = made(Path(folder, "environment"), checkout, without=side.packages())
        print(f"{side.name} alone: without {', '.join(side.gone)} and the packages for them", flush=True)
        started = time.monotonic()
        done = subprocess.run(
            [python, "-B", "-m", "pytest", "-q", *IN_PARALLEL, "-m", "not browser", *side.tests],
            cwd=checkout,
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            check=False,
        )
        print(
            f"{side.name} alone: {'green' if not done.returncode else 'RED'}, {time.monotonic() - started:.0f} s"
        )
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
