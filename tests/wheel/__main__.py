"""`python -m tests.wheel FILE.whl`: try a wheel where nothing of this checkout is.

A new environment from the hashed lock and the wheel, an empty folder, an empty home: the commands, the bot with
its playground on SQLite and on a throw-away PostgreSQL. Then the bill of materials is written beside the wheel.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.postgres import cluster
from tests.wheel import bom, contents, trial
from tests.wheel.environment import made


def main(wheel: Path) -> None:
    assert (wrong := contents.differences(wheel)) == [], wrong
    print("contents: everything that git keeps of code and data, and nothing else", flush=True)
    with tempfile.TemporaryDirectory(prefix="bouncewijzer-wheel-") as folder:
        environment = made(Path(folder), wheel)
        print("installed: the hashed lock, then the wheel without dependencies", flush=True)
        trial.commands(environment, wheel.name.split("-")[1])
        print("commands: --version, check, explain", flush=True)
        left = asyncio.run(trial.bot(environment, {"BOUNCEWIJZER_DATA": ".bouncewijzer"}))
        assert {"cases.sqlite", "engine.sqlite"} <= set(left), left
        print("run: a bounce was answered, on SQLite", flush=True)
        with cluster() as postgres:
            settings = {"BOUNCEWIJZER_DATABASE_URL": postgres.database(), "BOUNCEWIJZER_DATA": "postgres"}
            left = asyncio.run(trial.bot(environment, settings))
        assert not [name for name in left if "sqlite" in name], left
        print("run: a bounce was answered, on PostgreSQL", flush=True)
        bill = bom.write_bom(environment, wheel)
        assert (wrong := bom.differences(bill)) == [], wrong
        print(f"bill of materials: {bill.name}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
