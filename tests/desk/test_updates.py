"""What an earlier version left half-way is finished by this one: databases as those versions recorded them."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.desk.case import case_id
from bot.desk.chat import State
from bot.desk.work import Shown
from tests.desk import recording
from tests.desk.chat import Chat
from tests.desk.conftest import do, running, settled
from tests.desk.works import claim, found, resolve

VERSIONS = sorted(folder.name for folder in (recording.ROOT / "tests/data/databases").iterdir())


@pytest.fixture(params=VERSIONS)
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with the databases as a version left them, and what it had said."""
    recorded = recording.ROOT / "tests/data/databases" / request.param
    for name in recording.FILES:
        with contextlib.closing(sqlite3.connect(tmp_path / f"{name}.sqlite")) as database:
            database.executescript((recorded / f"{name}.sql").read_text())
    shutil.copy(recorded / "said.jsonl", tmp_path)
    return tmp_path


async def test_everything_is_finished_once(make_desk: Callable[..., Desk], chat: Chat, left: Path) -> None:
    before = marks(left)
    desk = of(left, make_desk, chat)
    async with running(desk):
        await settled(desk)
        assert marks(left)[: len(before)] == before
        said = marks(left)[len(before) :]
        assert sorted(said) == sorted(f"{work.key}#answer" for work in (recording.BEHIND, recording.STORED))
        set_waiting(left, recording.FAILED)
        await desk.gather()
        await settled(desk)
        assert marks(left)[-1] == f"{recording.FAILED.key}#answer"
        assert (await desk.health()).failed == 0


async def test_cases_of_before_go_on(make_desk: Callable[..., Desk], chat: Chat, left: Path) -> None:
    desk = of(left, make_desk, chat)
    async with running(desk):
        answered, escalated = case_id(recording.ANSWERED.key), case_id(recording.ESCALATED.key)
        await do(desk, found(answered), claim(escalated), resolve(escalated))
        after = {case: await desk.open_case(case) for case in (answered, escalated)}
    assert [case.state for case in after.values() if case] == [State.FOUND, State.RESOLVED]


def of(left: Path, make_desk: Callable[..., Desk], chat: Chat) -> Desk:
    """The present desk, on what was left."""
    chat.journal = left / "said.jsonl"
    chat.last = 2000
    return make_desk(database_url=f"sqlite:///{left}/cases.sqlite", engine_url=f"sqlite:///{left}/engine.sqlite")


def marks(left: Path) -> list[str]:
    """Under which marks something was said, in order."""
    chat = Chat(journal=left / "said.jsonl")
    return [message.mark for message in chat.journaled()]


def set_waiting(left: Path, work: Shown) -> None:
    with contextlib.closing(sqlite3.connect(left / "cases.sqlite")) as database:
        database.execute("update intake set outcome = 'waiting', error = null where key = ?", [work.key])
        database.commit()
