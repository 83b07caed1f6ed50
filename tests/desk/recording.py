"""`python -m tests.desk.recording FOLDER`: a database as this version leaves it when it dies.

Done before each release, into tests/data/databases/VERSION; test_updates.py lets the present code go on from it.
"""

import asyncio
import contextlib
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answers import Knowledge
from bot.desk import Desk
from bot.desk.chat import ChatUnavailableError
from bot.desk.clock import Clock
from bot.desk.database import Database
from tests.desk.chat import HELPDESK, Chat
from tests.desk.conftest import FastClock, Stuck, do, running
from tests.desk.works import FULL, GONE, LISTED, ODD, TALK, shown

ROOT = Path(__file__).parents[2]
FILES = ("cases", "engine")

ANSWERED = shown(FULL, ts="1000.0001")
ESCALATED = shown(LISTED, ts="1000.0002")
SILENT = shown(TALK, ts="1000.0003")
FAILED = shown(ODD, ts="1000.0004")
HALF_WAY = shown(GONE, ts="1000.0005")
"""Its answer stands, and the desk died before it knew."""
BEHIND = shown(FULL, ts="1000.0006", thread="1000.0005")
"""In the same thread, so that it waits for the one before."""
STORED = shown(GONE, ts="1000.0007")
"""Stored, and not yet queued."""


async def record(folder: Path) -> None:
    """Write the two databases as SQL, and what was said, into a folder."""
    with TemporaryDirectory() as place:
        data = Path(place)
        chat = Chat(journal=folder / "said.jsonl")
        async with running(_desk(data, chat, FastClock())) as desk:
            await do(desk, ANSWERED, ESCALATED, SILENT)
            chat.trouble("post", ChatUnavailableError("internal_error"), times=1_000_000)
            await do(desk, FAILED)
            chat.troubles.clear()
        clock = Stuck()
        desk = _desk(data, chat, clock)
        await desk.start()
        chat.trouble("post", ChatUnavailableError("timeout"), done=True)
        await desk.accept(HALF_WAY)
        await clock.waiting.wait()
        await desk.accept(BEHIND)
        await desk.stop(patience=0.1)
        for name in FILES:
            with contextlib.closing(sqlite3.connect(data / f"{name}.sqlite")) as database:
                if name == "cases":
                    _store(database)
                (folder / f"{name}.sql").write_text("\n".join(database.iterdump()) + "\n")


def _store(database: sqlite3.Connection) -> None:
    database.execute(
        "insert into intake (key, kind, manner, partition_key, payload, outcome, created_at)"
        " values (?, 'shown', 'watched', ?, ?, 'waiting', '2026-01-01 00:00:00')",
        (STORED.key, STORED.partition, STORED.model_dump_json()),
    )
    database.commit()


def _desk(data: Path, chat: Chat, clock: Clock) -> Desk:
    return Desk(
        database=Database(f"sqlite:///{data}/cases.sqlite"),
        engine_url=f"sqlite:///{data}/engine.sqlite",
        knowledge=Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk"),
        ports=[chat],
        helpdesk=HELPDESK,
        secret=b"of the tests",
        clock=clock,
        polling=0.02,
    )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True)
    asyncio.run(record(target))
