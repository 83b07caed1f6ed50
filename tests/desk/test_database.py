"""What is kept, for how long, and that the tables come out of their migrations."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session
from sqlalchemy.schema import SchemaItem

from bot.desk import Desk
from bot.desk.chat import AnswerCard, ChatUnavailableError
from bot.desk.database import Database, Revision, SchemaTooNewError, close_sync, migrate, open_sync
from bot.desk.tables import Base
from bot.desk.work import FileRef, Manner, Work
from tests.desk.chat import Chat
from tests.desk.conftest import FastClock, do, rows, running
from tests.desk.works import (
    FULL,
    LISTED,
    ODD,
    TALK,
    claim,
    deleted,
    edited,
    not_found,
    resolve,
    shown,
    to_helpdesk,
)

SECRETS = ("jan@klant.example", "frobnication", "vergaderzaal", "geheim", "mailbox is full", "https://f/", "route")


def kept(folder: Path) -> str:
    """Everything that stands in both databases, as text."""
    everything = []
    for file in ("desk.db", "engine.db"):
        for (table,) in rows(folder, "select name from sqlite_master where type = 'table'", file):
            everything += [repr(row) for row in rows(folder, f'select * from "{table}"', file)]  # noqa: S608 — our own names
    return "\n".join(everything)


async def test_nobody_writes_between_what_a_transaction_reads_and_what_it_writes(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/desk.db")
    await database.open()

    def look(session: Session) -> str:
        session.execute(sa.select(Base.metadata.tables["intake"]))
        with closing(sqlite3.connect(tmp_path / "desk.db", timeout=0)) as another:
            try:
                another.execute("delete from intake")
            except sqlite3.OperationalError as error:
                return str(error)
        return "written"

    assert await database.run(look) == "database is locked"
    await database.close()


@pytest.mark.parametrize("begun", [pytest.param("before", id="kept"), pytest.param("after", id="opened-late")])
def test_a_connection_that_comes_back_after_the_end_is_closed(tmp_path: Path, begun: str) -> None:
    """A thread that is told to stop may be in the middle of something, or begin one last thing."""
    engine = open_sync(f"sqlite:///{tmp_path}/desk.db")
    connection = engine.connect() if begun == "before" else None
    close_sync(engine)
    connection = connection or engine.connect()
    connection.execute(sa.text("select 1"))
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    connection.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        driver.execute("select 1")


def raw(folder: Path) -> str:
    """The files themselves, with whatever is left in their free pages."""
    return "".join(repr(file.read_bytes()) for file in folder.iterdir() if file.is_file())


def test_the_migrations_make_the_tables_of_the_code(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new folder/50% new.db"
    migrate(url)
    migrate(url)
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() is not None
    engine.dispose()


def test_a_migration_that_dies_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/desk.db"
    made: list[str] = []

    def create_table(name: str, *columns: SchemaItem) -> None:
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append(name)
        real(name, *columns)

    real = op.create_table
    monkeypatch.setattr(op, "create_table", create_table)
    with pytest.raises(KeyboardInterrupt):
        migrate(url)
    monkeypatch.undo()
    assert rows(tmp_path, "select name from sqlite_master") == []
    migrate(url)
    assert rows(tmp_path, "select count(*) from audit") == [(0,)]


def test_a_dry_run_tells_the_steps_and_takes_them_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/desk.db"
    steps = migrate(url, dry_run=True)
    assert rows(tmp_path, "select name from sqlite_master") == []
    assert steps[0] == Revision(
        "0001", "The first schema: intake, cases with their places and failures, postings, audit."
    )
    assert migrate(url) == steps
    assert migrate(url, dry_run=True) == ()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_an_older_version_stays_away_from_a_newer_schema(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/desk.db" if database == "sqlite" else request.getfixturevalue("postgres_url")
    newest = migrate(url)[-1].number
    engine = open_sync(url)
    with engine.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SchemaTooNewError) as refused:
        migrate(url)
    assert (refused.value.standing, refused.value.newest) == ("9999", newest)


@pytest.mark.parametrize(
    "works",
    [
        pytest.param([shown(FULL)], id="answered"),
        pytest.param([shown(TALK)], id="silent"),
        pytest.param([shown(FULL), edited("laat maar")], id="taken-away"),
        pytest.param([shown(FULL), deleted()], id="deleted"),
        pytest.param([shown(ODD), deleted()], id="unknown-and-deleted"),
        pytest.param([shown(FULL, manner=Manner.COMMAND, whisper="route")], id="whispered"),
        pytest.param([shown("", files=(FileRef(id="f", name="geheim.eml", url="https://f/"),))], id="a-file"),
    ],
)
async def test_no_text_is_kept_once_the_answer_stands(
    make_desk: Callable[..., Desk], tmp_path: Path, works: list[Work]
) -> None:
    async with running(make_desk()) as desk:
        await do(desk, *works)
    everything = kept(tmp_path) + raw(tmp_path)
    assert [secret for secret in SECRETS if secret in everything] == []


async def test_of_an_answer_stay_its_cause_its_rule_and_a_domain(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    async with running(make_desk()) as desk:
        await do(desk, shown(FULL))
    assert rows(tmp_path, "select cause, rule, domain from case_failures") == [
        ("mailbox-full", "mailbox-full", "klant.example")
    ]
    [(mac,)] = rows(tmp_path, "select text_mac from cases")
    assert len(str(mac)) == 64


async def test_the_same_text_has_another_hash_elsewhere(make_desk: Callable[..., Desk], tmp_path: Path) -> None:
    macs = set()
    for number, secret in enumerate((b"one", b"other", b"one")):
        folder = tmp_path / str(number)
        desk = make_desk(secret=secret, database_url=f"sqlite:///{folder}/desk.db")
        async with running(desk):
            await do(desk, shown(FULL, ts=f"1000.{number:04}"))
        macs |= set(rows(folder, "select text_mac from cases"))
    assert len(macs) == 2


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        pytest.param(ODD, [], id="unknown"),
        pytest.param(LISTED, [], id="escalated-by-itself"),
        pytest.param(FULL, [lambda c: to_helpdesk(c.case, c.packed, remark="geheim")], id="escalated"),
        pytest.param(FULL, [lambda c: not_found(c.case, c.packed, missing="geheim")], id="not-found"),
        pytest.param(
            FULL,
            [
                lambda c: to_helpdesk(c.case, c.packed, remark="geheim"),
                lambda c: claim(c.case),
                lambda c: resolve(c.case),
            ],
            id="resolved",
        ),
    ],
)
async def test_what_the_helpdesk_and_the_rules_need_is_kept_until_retention_takes_it(  # noqa: PLR0917 — fixtures
    make_desk: Callable[..., Desk],
    chat: Chat,
    clock: FastClock,
    tmp_path: Path,
    text: str,
    forms: list[Callable[[AnswerCard], Work]],
) -> None:
    async with running(make_desk(retention_days=30)) as desk:
        await do(desk, shown(text))
        [card] = chat.cards()
        for form in forms:
            await do(desk, form(card))
        clock.ahead += timedelta(days=29)
        await desk.sweep()
        assert rows(tmp_path, "select findings is not null, remark is not null from cases") == [(1, bool(forms))]
        clock.ahead += timedelta(days=2)
        await desk.sweep()
        assert rows(tmp_path, "select findings, remark from cases") == [(None, None)]
        assert [secret for secret in SECRETS if secret in kept(tmp_path)] == []
        assert len(rows(tmp_path, "select * from case_failures")) == 1


async def test_the_text_of_failed_work_goes_too(
    make_desk: Callable[..., Desk], chat: Chat, clock: FastClock, tmp_path: Path
) -> None:
    chat.trouble("post", ChatUnavailableError("internal_error"), times=10_000)
    async with running(make_desk()) as desk:
        await do(desk, shown(FULL))
        assert "jan@klant.example" in kept(tmp_path), "it can be run again"
        clock.ahead += timedelta(days=31)
        await desk.sweep()
        assert "jan@klant.example" not in kept(tmp_path)


async def test_every_change_has_its_audit_row(make_desk: Callable[..., Desk], chat: Chat, tmp_path: Path) -> None:
    async with running(make_desk()) as desk:
        await do(desk, shown(FULL), edited(ODD))
        [card] = chat.cards()
        await do(desk, not_found(card.case, card.packed), claim(card.case), resolve(card.case), deleted())
    assert rows(tmp_path, "select move, was, became, person from audit order by id") == [
        ("make", None, "answered", "anna"),
        ("edit", "answered", "answered", "anna"),
        ("miss", "answered", "not-found", "bram"),
        ("escalate", "not-found", "escalated", "bram"),
        ("claim", "escalated", "claimed", "hella"),
        ("resolve", "claimed", "resolved", "hella"),
        ("delete", "resolved", "resolved", "anna"),
    ]


async def test_the_file_takes_many_writers(make_desk: Callable[..., Desk], tmp_path: Path) -> None:
    async with running(make_desk()) as desk:
        await asyncio.gather(*(desk.accept(shown(TALK, ts=f"1000.{n:04}")) for n in range(60)))
    assert rows(tmp_path, "pragma journal_mode") == [("wal",)]
    assert rows(tmp_path, "select outcome, count(*) from intake group by 1") == [("silent", 60)]
