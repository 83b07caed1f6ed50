"""The engine across stops and starts: work that was stored is done, once."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.desk import Desk
from bot.desk.chat import AnswerCard, ChatUnavailableError, State
from bot.desk.engine import EngineBusyError
from bot.desk.work import Edited, Work
from tests.desk.chat import Chat
from tests.desk.conftest import FastClock, Stuck, do, running, settled
from tests.desk.works import FULL, GONE, LISTED, claim, deleted, edited, found, not_found, shown, to_helpdesk


async def test_one_engine_per_process(desk: Desk, make_desk: Callable[..., Desk]) -> None:
    other = make_desk()
    with pytest.raises(EngineBusyError):
        await other.start()
    await do(desk, shown())


async def test_a_desk_stops_and_starts(make_desk: Callable[..., Desk], chat: Chat) -> None:
    for n in range(3):
        async with running(make_desk()) as desk:
            await do(desk, shown(ts=f"1000.{n:04}"))
    assert len(chat.cards()) == 3


async def test_what_was_being_done_is_finished_before_it_stops(
    make_desk: Callable[..., Desk], chat: Chat, tmp_path: Path
) -> None:
    desk = make_desk()
    await desk.start()
    chat.trouble("post", ChatUnavailableError("internal_error"), times=20)
    for n in range(5):
        await desk.accept(shown(ts=f"1000.{n:04}", conversation=f"C{n}"))
    await desk.stop()
    assert _answered(tmp_path) & _pending(tmp_path) == set(), "what has ended is written down"
    async with running(make_desk()) as again:
        await settled(again)
    assert len(chat.messages) == 5


async def test_what_does_not_end_in_time_is_done_by_the_next_start(
    make_desk: Callable[..., Desk], chat: Chat
) -> None:
    clock = Stuck()
    desk = make_desk(clock=clock)
    await desk.start()
    chat.trouble("post", ChatUnavailableError("timeout"), done=True)
    await desk.accept(shown())
    await clock.waiting.wait()
    await desk.stop(patience=0.1)
    assert len(chat.messages) == 1
    async with running(make_desk()) as again:
        await settled(again)
        assert (await again.health()).failed == 0
    assert len(chat.messages) == 1, "the card that stood already was adopted"


RESUMED = [
    pytest.param(lambda c: to_helpdesk(c.case, c.packed), "post", State.ESCALATED, id="before-the-helpdesks-card"),
    pytest.param(lambda c: not_found(c.case, c.packed), "link", State.ESCALATED, id="before-its-link"),
    pytest.param(lambda c: found(c.case, c.packed), "update", State.FOUND, id="before-the-card-was-drawn-anew"),
    pytest.param(lambda _: edited(GONE), "update", State.ANSWERED, id="before-the-edit-was-drawn"),
    pytest.param(lambda _: edited(LISTED), "update", State.ESCALATED, id="before-an-edit-was-escalated"),
    pytest.param(lambda _: edited("laat maar"), "delete", None, id="before-the-card-was-taken-away"),
    pytest.param(lambda _: deleted(), "delete", None, id="before-the-answer-went-along"),
]


@pytest.mark.parametrize(("press", "method", "state"), RESUMED)
async def test_what_stopped_half_way_is_finished(
    make_desk: Callable[..., Desk],
    chat: Chat,
    press: Callable[[AnswerCard], Work],
    method: str,
    state: State | None,
) -> None:
    async with running(make_desk()) as desk:
        await do(desk, shown())
    work = press(chat.cards()[0])
    await stop_half_way(make_desk, chat, work, method)
    async with running(make_desk()) as desk:
        await settled(desk)
        assert (await desk.health()).failed == 0
    assert [card.state for card in chat.cards()] == ([state] if state else [])
    assert len(chat.escalated()) == (state is State.ESCALATED)
    assert chat.notices == []
    if isinstance(work, Edited) and state:
        assert chat.cards()[0].answer.sections[0].cause != "mailbox-full"


async def test_a_claim_that_stopped_half_way_is_not_told_to_be_late(
    make_desk: Callable[..., Desk], chat: Chat
) -> None:
    async with running(make_desk()) as desk:
        await do(desk, shown(LISTED))
    await stop_half_way(make_desk, chat, claim(chat.cards()[0].case), "update")
    async with running(make_desk()) as desk:
        await settled(desk)
    [card], [escalated] = chat.cards(), chat.escalated()
    assert card.state is escalated.state is State.CLAIMED
    assert chat.notices == []


async def stop_half_way(make_desk: Callable[..., Desk], chat: Chat, work: Work, method: str) -> None:
    """Let a desk do work until the platform is asked for `method`, and stop it there."""
    clock = Stuck()
    desk = make_desk(clock=clock)
    await desk.start()
    chat.trouble(method, ChatUnavailableError("internal_error"))
    await desk.accept(work)
    await clock.waiting.wait()
    await desk.stop(patience=0.1)


async def test_a_process_that_slept_too_long_says_nothing(
    make_desk: Callable[..., Desk], chat: Chat, tmp_path: Path
) -> None:
    """Another process has taken its work over meanwhile, and answers."""
    clock = Stuck()
    desk = make_desk(clock=clock)
    await desk.start()
    chat.trouble("post", ChatUnavailableError("internal_error"))
    await desk.accept(shown())
    await clock.waiting.wait()
    engine = sa.create_engine(f"sqlite:///{tmp_path}/engine.db")
    with engine.begin() as connection:
        connection.execute(sa.text("update workflow_status set executor_id = 'another'"))
    engine.dispose()
    clock.over.set()
    await desk.stop()
    assert chat.messages == []


async def test_what_was_stored_and_not_queued_is_done_by_the_next_start(
    make_desk: Callable[..., Desk], chat: Chat, tmp_path: Path
) -> None:
    async with running(make_desk()) as desk:
        await do(desk, shown())
    engine = sa.create_engine(f"sqlite:///{tmp_path}/desk.db")
    with engine.begin() as connection:
        payload = shown(GONE, ts="1000.0002").model_dump_json()
        connection.execute(
            sa.text(
                "insert into intake (key, kind, partition_key, payload, outcome, created_at)"
                " values (:key, 'shown', 'p', :payload, 'waiting', '2026-01-01 00:00:00')"
            ),
            {"key": shown(GONE, ts="1000.0002").key, "payload": payload},
        )
    engine.dispose()
    async with running(make_desk()) as desk:
        await settled(desk)
    assert [card.answer.sections[0].cause for card in chat.cards()] == ["mailbox-full", "mailbox-unavailable"]


async def test_a_late_delivery_of_swept_work_is_not_answered_again(
    make_desk: Callable[..., Desk], chat: Chat, clock: FastClock, tmp_path: Path
) -> None:
    async with running(make_desk()) as desk:
        await do(desk, shown(FULL))
        assert _workflows(tmp_path) == 1
        clock.ahead += timedelta(days=1)
        await desk.sweep()
        assert _workflows(tmp_path) == 1
        clock.ahead += timedelta(days=2)
        async with asyncio.timeout(20):
            while _workflows(tmp_path):  # the engine notes a moment later than we do that the work is done
                await desk.sweep()
        await do(desk, shown(FULL))
        assert len(chat.cards()) == 1


async def test_health_tells_what_waits(make_desk: Callable[..., Desk], chat: Chat) -> None:
    clock = Stuck()
    desk = make_desk(clock=clock)
    await desk.start()
    chat.trouble("post", ChatUnavailableError("internal_error"))
    before = clock.now()
    await desk.accept(shown())
    await clock.waiting.wait()
    health = await desk.health()
    await desk.stop(patience=0.1)
    assert (health.waiting, health.failed) == (1, 0)
    assert health.oldest is not None
    assert abs(health.oldest - before) < timedelta(minutes=1)


def _keys(file: Path, statement: str) -> set[str]:
    engine = sa.create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        keys = set(connection.scalars(sa.text(statement)))
    engine.dispose()
    return keys


def _workflows(folder: Path) -> int:
    return len(_keys(folder / "engine.db", "select workflow_uuid from workflow_status"))


def _pending(folder: Path) -> set[str]:
    return _keys(folder / "engine.db", "select workflow_uuid from workflow_status where status = 'PENDING'")


def _answered(folder: Path) -> set[str]:
    return _keys(folder / "desk.db", "select key from intake where outcome = 'answered'")
