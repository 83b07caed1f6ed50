"""A database that cannot: nothing is acknowledged that is not stored, and all is well again without a restart."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import Desk, SystemClock
from bot.desk.work import Work
from tests.desk.chat import Chat
from tests.desk.conftest import do, running, settled, until
from tests.desk.works import GONE, TALK, edited, shown
from tests.faults.databases import full, locked
from tests.postgres import Cluster, cluster

Fault = Callable[[Path], AbstractContextManager[None]]
NOBODY = 65534


@pytest.fixture
async def patient(make_desk: Callable[..., Desk]) -> AsyncIterator[Desk]:
    """A desk whose pauses last: what is waited for is real."""
    async with running(make_desk(clock=SystemClock())) as desk:
        yield desk


async def delivered(desk: Desk, work: Work) -> int:
    """Deliver it as Slack does: again, until it is acknowledged. Gives how often it was in vain."""
    in_vain = 0
    while True:
        try:
            await desk.accept(work)
        except SQLAlchemyError:
            in_vain += 1
            await asyncio.sleep(0.1)
        else:
            return in_vain


async def test_a_full_disk_acknowledges_nothing_and_says_so_once(
    patient: Desk, chat: Chat, tmp_path: Path
) -> None:
    await do(patient, shown())
    with structlog.testing.capture_logs() as logs:
        with full(tmp_path):
            for _ in range(3):
                with pytest.raises(SQLAlchemyError):
                    await patient.accept(shown(ts="1000.0002"))
        await do(patient, shown(ts="1000.0002"))
    assert len(chat.cards()) == 2
    said = [(each["event"], each["log_level"]) for each in logs if each["event"].startswith("database")]
    assert said == [("database_away", "error"), ("database_back", "info")]
    assert "klant.example" not in repr(logs)


async def test_while_another_writes_nothing_is_acknowledged_and_the_loop_goes_on(
    patient: Desk, chat: Chat, tmp_path: Path
) -> None:
    await do(patient, shown())
    with ExitStack() as trouble:
        await asyncio.to_thread(trouble.enter_context, locked(tmp_path))
        accepting = [asyncio.create_task(patient.accept(shown(ts=f"1000.{n:04}"))) for n in range(2, 8)]
        ticks = 0
        async with asyncio.timeout(60):
            while ticks < 200:
                await asyncio.sleep(0.001)
                ticks += 1
        assert not any(each.done() for each in accepting)
    await asyncio.gather(*accepting)
    await settled(patient)
    assert len(chat.cards()) == 7


@pytest.mark.parametrize("fault", [full, locked], ids=["full", "locked"])
@pytest.mark.parametrize("moment", ["post", "update"], ids=["while-it-answers", "while-it-draws-anew"])
async def test_what_stops_half_way_is_finished_and_said_once(
    patient: Desk, chat: Chat, tmp_path: Path, fault: Fault, moment: str
) -> None:
    with ExitStack() as trouble:

        def strike() -> None:
            del chat.meanwhile[moment]
            trouble.enter_context(fault(tmp_path))

        chat.meanwhile[moment] = strike
        await patient.accept(shown())
        if moment == "update":
            await patient.accept(edited(GONE))
        await until(lambda: not chat.meanwhile)
        delivering = asyncio.create_task(delivered(patient, edited(GONE)))
        await asyncio.sleep(0.5)  # so that it is tried while it cannot be
    await delivering
    await settled(patient)
    await do(patient, edited(f"{GONE} alweer"))
    assert [card.answer.sections[0].cause for card in chat.cards()] == ["mailbox-unavailable"]
    assert len(chat.messages) == 1
    assert (await patient.health()).failed == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Files and folder may be read only, also where the tests run as root."""
    places = [folder, *folder.iterdir()]
    modes = {each: each.stat().st_mode for each in places}
    parents = [
        each for each in folder.parents if each.stat().st_uid == os.geteuid() and not each.stat().st_mode & 1
    ]
    for each in parents:
        modes[each] = each.stat().st_mode
        each.chmod(0o711)
    for each in places:
        each.chmod(0o555 if each.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        for each, mode in modes.items():
            each.chmod(mode)


async def test_a_read_only_database_stops_the_start_and_costs_nothing(
    make_desk: Callable[..., Desk], chat: Chat, tmp_path: Path
) -> None:
    async with running(make_desk()) as desk:
        await do(desk, shown())
    with read_only(tmp_path), pytest.raises(SQLAlchemyError):
        await make_desk().start()
    async with running(make_desk()) as desk:
        await do(desk, shown(), shown(ts="1000.0002"))
    assert len(chat.cards()) == 2


@pytest.fixture
def mortal() -> Iterator[Cluster]:
    """A PostgreSQL that may be killed."""
    with cluster() as started:
        yield started


async def test_postgres_is_killed_in_mid_flight_and_started_again(
    make_desk: Callable[..., Desk], chat: Chat, mortal: Cluster
) -> None:
    desk = make_desk(clock=SystemClock(), database_url=mortal.database(), engine_url=mortal.database())
    with structlog.testing.capture_logs() as logs:
        async with running(desk):
            await do(desk, shown())

            def strike() -> None:
                del chat.meanwhile["post"]
                mortal.stop()

            chat.meanwhile["post"] = strike
            await desk.accept(shown(ts="1000.0002"))
            await until(lambda: not chat.meanwhile)
            works = [shown(ts=f"1000.{n:04}", conversation=f"C{n}") for n in range(3, 7)]
            delivering = [asyncio.create_task(delivered(desk, each)) for each in [*works, *works]]
            await asyncio.sleep(0.5)
            assert not any(each.done() for each in delivering)
            await asyncio.to_thread(mortal.start)
            assert any(await asyncio.gather(*delivering))
            await settled(desk)
            await do(desk, shown(TALK, ts="1000.0009"))
            assert (await desk.health()).failed == 0
    assert len(chat.messages) == 6
    assert [each["event"] for each in logs if each["event"].startswith("database")] == [
        "database_away",
        "database_back",
    ]
