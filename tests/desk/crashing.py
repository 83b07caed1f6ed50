"""A desk in a process of its own that kills itself where it is told to."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.answers import Knowledge
from bot.desk import Desk
from bot.desk.database import Database
from tests.desk.chat import HELPDESK, Chat
from tests.desk.works import FULL, LISTED, ODD, TALK, shown

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
TEXTS = (FULL, LISTED, TALK, ODD)
POSTINGS = 4
"""What they lead to: three answers, and the card of the helpdesk."""


@dataclass
class DeadlyChat(Chat):
    """Dies of kill -9 at the `countdown`th posting: `after` it stands, or just before."""

    countdown: int = 0
    after: bool = True

    def _doing(self, method: str, do: Callable[[], T]) -> T:
        if method != "post":
            return super()._doing(method, do)
        self.countdown -= 1
        if self.countdown == 0 and not self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = super()._doing(method, do)
        if self.countdown == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done


async def run(folder: Path, *, countdown: int, after: bool, look_up: bool) -> None:
    chat = DeadlyChat(journal=folder / "chat.jsonl", countdown=countdown, after=after)
    desk = Desk(
        database=Database(f"sqlite:///{folder}/desk.db"),
        engine_url=f"sqlite:///{folder}/engine.db",
        knowledge=Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk"),
        ports=[chat],
        helpdesk=HELPDESK,
        secret=b"of the tests",
        polling=0.02,
        look_up=look_up,
    )
    await desk.start()
    for number, text in enumerate(TEXTS):
        await desk.accept(shown(text, ts=f"1000.{number:04}", conversation=f"C{number}"))
    while (await desk.health()).waiting:  # noqa: ASYNC110 — what is waited for is in a database
        await asyncio.sleep(0.02)
    await desk.stop(patience=0)


if __name__ == "__main__":
    asyncio.run(
        run(
            Path(sys.argv[1]),
            countdown=int(sys.argv[2]),
            after=sys.argv[3] == "after",
            look_up=sys.argv[4] == "look",
        )
    )
