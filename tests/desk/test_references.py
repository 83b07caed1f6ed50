"""How a conversation is reached again: kept per conversation, renewed, and forgotten with its person."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from bot.desk import Desk
from bot.desk.database import Database
from bot.desk.references import KeptReferences, Reference
from tests.desk.chat import Chat
from tests.desk.conftest import FastClock, running
from tests.desk.test_erasing import Kept, kept, make

__all__ = ["kept", "make"]
ANNA, BRAM = "29:1-AnnaBcD_e", "29:1-Bram"
SUPPORT = Reference("test", "tenant", "19:support@thread.tacv2", "https://service.example/emea/", "28:bot")
HERS = replace(SUPPORT, conversation="a:1her-own_", person=ANNA)
HIS = replace(SUPPORT, conversation="a:1his", person=BRAM)


@pytest.fixture
async def database(kept: Kept) -> AsyncIterator[Database]:
    database = Database(kept.cases)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def references(database: Database, clock: FastClock) -> KeptReferences:
    return KeptReferences(database, "test", clock)


async def test_the_last_that_was_said_of_a_conversation_is_kept(references: KeptReferences) -> None:
    assert await references.reference(HERS.conversation) is None
    for each in (HERS, SUPPORT, HERS):
        await references.note(each)
    moved = replace(HERS, service="https://service.example/apac/")
    await references.note(moved)
    assert await references.reference(HERS.conversation) == moved
    assert await references.reference(SUPPORT.conversation) == SUPPORT


async def test_platforms_do_not_mix(database: Database, references: KeptReferences) -> None:
    other = KeptReferences(database, "other")
    await references.note(HERS)
    assert await other.reference(HERS.conversation) is None
    assert await other.nearest(HERS.team, ANNA) is None
    await other.note(HERS)
    assert await other.reference(HERS.conversation) == replace(HERS, platform="other")


@pytest.mark.parametrize(
    ("noted", "team", "nearest"),
    [
        pytest.param((HERS, HIS, SUPPORT), "tenant", HERS, id="their-own-before-all"),
        pytest.param((SUPPORT, HIS), "tenant", HIS, id="the-last-of-the-team"),
        pytest.param((HIS, SUPPORT), "tenant", SUPPORT, id="of-whatever-sort"),
        pytest.param((HERS,), "another", None, id="not-of-another-team"),
        pytest.param((), "tenant", None, id="nothing"),
    ],
)
async def test_the_nearest_way_to_a_person(
    references: KeptReferences,
    clock: FastClock,
    *,
    noted: tuple[Reference, ...],
    team: str,
    nearest: Reference | None,
) -> None:
    for each in noted:
        await references.note(each)
        await clock.pause(1)
    assert await references.nearest(team, ANNA) == nearest


async def test_a_conversation_that_is_heard_from_twice_at_once(postgres_url: str) -> None:
    database = Database(postgres_url)
    await database.open()
    references = KeptReferences(database, "test")
    for number in range(20):
        each = replace(SUPPORT, conversation=f"new {number}")
        await asyncio.gather(*(references.note(each) for _ in range(4)))
        assert await references.reference(each.conversation) == each
    await database.close()


async def test_a_person_is_forgotten_with_the_way_to_them(
    kept: Kept, make: Callable[..., Desk], chat: Chat
) -> None:
    del chat
    database = Database(kept.cases)
    async with running(make(), kept.patience):
        await database.open()
        references = KeptReferences(database, "test")
        for each in (SUPPORT, HERS, HIS):
            await references.note(each)
        await database.close()
    assert HERS.conversation.encode() in kept.raw()
    erased = kept.forget(ANNA)
    assert erased.references == 1
    assert not erased.left, erased.left
    for hers in (ANNA, HERS.conversation):
        assert hers.encode() not in kept.raw()
    left = kept.rows("select conversation, person from conversation_references order by conversation")
    assert left == [(SUPPORT.conversation, None), (HIS.conversation, BRAM)]
