"""A transaction on PostgreSQL whose connection is taken away: begun again, unless it may have been committed."""

from collections.abc import AsyncIterator
from typing import Final

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.desk.database import Database, open_session
from bot.desk.tables import Installation

ALL_BUT_ME: Final = sa.text(
    "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid()"
)


class Cut:
    """A database and one who takes its connections away."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.calls = 0

    def __call__(self, _session: object = None) -> None:
        with open_session(self.url) as other:
            assert other.scalar(ALL_BUT_ME)


@pytest.fixture
def cut(postgres_url: str) -> Cut:
    return Cut(postgres_url)


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    database = Database(postgres_url)
    await database.open()
    yield database
    await database.close()


def facts(session: Session) -> list[str]:
    return list(session.scalars(sa.select(Installation.value).order_by(Installation.name)))


async def test_a_connection_that_was_lost_while_nobody_used_it_is_not_noticed(
    database: Database, cut: Cut
) -> None:
    assert await database.run(facts) == []
    cut()
    assert await database.run(facts) == []


async def test_what_was_cut_off_half_way_is_done_once(database: Database, cut: Cut) -> None:
    def write(session: Session) -> None:
        cut.calls += 1
        session.add(Installation(name=f"fact {cut.calls}", value=str(cut.calls)))
        session.flush()
        if cut.calls == 1:
            cut()
        assert facts(session) == ["2"]

    await database.run(write)
    assert await database.run(facts) == ["2"]


async def test_what_may_have_been_committed_is_not_done_again(database: Database, cut: Cut) -> None:
    def write(session: Session) -> None:
        cut.calls += 1
        session.add(Installation(name="fact", value="1"))
        sa.event.listen(session, "before_commit", cut)

    with pytest.raises(DBAPIError):
        await database.run(write)
    assert cut.calls == 1


async def test_a_server_that_is_gone_for_good_is_an_error(database: Database, cut: Cut) -> None:
    def read(session: Session) -> None:
        cut.calls += 1
        session.execute(sa.text("select 1"))
        cut()
        session.execute(sa.text("select 1"))

    with pytest.raises(DBAPIError):
        await database.run(read)
    assert cut.calls == 2
