"""Several processes on one PostgreSQL: who is alive, whose work is taken over, and what they share."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import psycopg
import pytest

from bot.desk import Desk
from bot.desk.chat import ChatUnavailableError, State
from bot.desk.database import Database
from bot.desk.pacing import SharedPacing
from bot.desk.seat import Seat
from bot.desk.work import Place
from tests.desk.chat import Chat
from tests.desk.conftest import FastClock, Stuck, do, running, settled
from tests.desk.works import FULL, GONE, LISTED, TALK, claim, edited, found, resolve, shown

HERE = Place(platform="chat", team="T", conversation="C1")


@pytest.fixture
def sit(postgres_url: str) -> Iterator[Callable[[], Seat]]:
    seats: list[Seat] = []

    def one() -> Seat:
        seats.append(Seat(postgres_url, "replica"))
        assert seats[-1].keep()
        return seats[-1]

    yield one
    for seat in seats:
        seat.leave()


@pytest.fixture
def shared(make_desk: Callable[..., Desk], postgres_url: str) -> Callable[..., Desk]:
    """A desk on PostgreSQL."""

    def make(**changes: object) -> Desk:
        return make_desk(database_url=postgres_url, engine_url=postgres_url, executor_id="replica", **changes)

    return make


def end_sessions(url: str) -> None:
    """As when a process is killed, or its machine is gone."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory'"
            " and l.pid <> pg_backend_pid()",
        )


def test_every_replica_has_an_id_of_its_own(sit: Callable[[], Seat]) -> None:
    assert sit().executor_id != sit().executor_id


def test_who_lives_is_not_taken_for_dead(sit: Callable[[], Seat]) -> None:
    one, other = sit(), sit()
    with one.of_the_dead(other.executor_id) as dead:
        assert not dead
    with one.of_the_dead(one.executor_id) as dead:
        assert not dead


def test_who_left_is_dead_to_one_at_a_time(sit: Callable[[], Seat]) -> None:
    one, second, gone = sit(), sit(), sit()
    gone.leave()
    with one.of_the_dead(gone.executor_id) as dead:
        assert dead
        with second.of_the_dead(gone.executor_id) as also:
            assert not also
    with second.of_the_dead(gone.executor_id) as dead:
        assert dead


def test_a_session_that_was_cut_is_had_again(sit: Callable[[], Seat], postgres_url: str) -> None:
    one, other = sit(), sit()
    end_sessions(postgres_url)
    assert not one.keep()
    assert one.keep()
    assert not other.keep()
    assert other.keep()
    with one.of_the_dead(other.executor_id) as dead:
        assert not dead


async def test_a_whole_story(shared: Callable[..., Desk], chat: Chat) -> None:
    async with running(shared()) as desk:
        await do(desk, shown(FULL), edited(GONE), shown(TALK, ts="1000.0002"), shown(LISTED, ts="1000.0003"))
        first, second = chat.cards()
        await do(desk, found(first.case, first.packed), claim(second.case), resolve(second.case))
        await do(desk, shown(FULL))
    assert [card.answer.sections[0].cause for card in chat.cards()] == ["mailbox-unavailable", "blacklisted"]
    assert [card.state for card in chat.cards()] == [State.FOUND, State.RESOLVED]
    assert len(chat.escalated()) == 1


async def test_what_a_dead_replica_left_half_way_is_taken_over(
    shared: Callable[..., Desk], chat: Chat, postgres_url: str
) -> None:
    """Two posts of one thread: the dead one was at the first, so the second waits behind it."""
    async with running(shared()) as desk:
        await do(desk, shown(TALK, ts="1000.0001"))
    first, second = shown(FULL, ts="1000.0002"), shown(GONE, ts="1000.0003", thread="1000.0002")
    async with at_the_first_posting(shared, chat) as (desk, clock):
        await desk.accept(first)
        await clock.waiting.wait()
        await desk.accept(second)
        await desk.stop(patience=0.1)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        statuses = connection.execute(
            "select status from dbos.workflow_status where workflow_uuid = %s", [first.key]
        )
        assert statuses.fetchall() == [("PENDING",)]
    async with running(shared()) as desk:
        await settled(desk)
    assert [card.answer.sections[0].cause for card in chat.cards()] == ["mailbox-full", "mailbox-unavailable"]


async def test_replicas_take_turns_in_a_channel(postgres_url: str, clock: FastClock) -> None:
    database = Database(postgres_url)
    await database.open()
    try:
        pacings = [SharedPacing(database, clock), SharedPacing(database, clock)]
        for turn in range(10):
            await pacings[turn % 2].turn(HERE)
        waited = clock.ahead
        await pacings[0].turn(HERE.model_copy(update={"conversation": "C2"}))
    finally:
        await database.close()
    assert waited > timedelta(seconds=20), "ten turns, three of them at once"
    assert clock.ahead == waited


async def test_two_who_store_the_same_store_one(shared: Callable[..., Desk], chat: Chat) -> None:
    async with running(shared()) as desk:
        await asyncio.gather(*(desk.accept(shown(FULL)) for _ in range(8)))
        await settled(desk)
    assert len(chat.cards()) == 1


@asynccontextmanager
async def at_the_first_posting(shared: Callable[..., Desk], chat: Chat) -> AsyncIterator[tuple[Desk, Stuck]]:
    clock = Stuck()
    desk = shared(clock=clock)
    await desk.start()
    chat.trouble("post", ChatUnavailableError("internal_error"))
    yield desk, clock
