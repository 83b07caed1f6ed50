"""The databases of the desk: opened with what concurrent writers need, migrated at start."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from bot.desk.metrics import Metrics
from bot.desk.sessions import FileSessions, ServerSessions, Sessions

T = TypeVar("T")

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_SILENT: Final = 20_000
"""Milliseconds after which a server that acknowledges nothing is gone: whoever waits for it holds a thread."""
_KNOWS_SUBSEC: Final = (3, 42, 0)
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # acknowledged means stored, also when the power goes
    "PRAGMA busy_timeout = 30000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # a wiped text is gone from the file too
)

_ONE_AT_A_TIME: Final = {
    "sqlite": "BEGIN IMMEDIATE",  # else every CREATE TABLE would be a transaction of its own
    "postgresql": "SELECT pg_advisory_xact_lock(7209612254)",
}


def open_sync(url: str) -> sa.Engine:
    """An engine for code that blocks in a thread of its own (migrations, DBOS).

    On SQLite a transaction takes the write lock when it begins: one that takes it half-way fails where another
    was first. `hide_parameters` keeps what people wrote out of error messages.
    """
    parsed = sa.make_url(url)
    if not _is_sqlite(parsed):
        return sa.create_engine(_postgres(parsed), pool_pre_ping=True, hide_parameters=True)
    _make_folder(parsed)
    engine = sa.create_engine(
        parsed.set(drivername="sqlite"),
        pool_size=2,
        max_overflow=2,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if sqlite3.sqlite_version_info < _KNOWS_SUBSEC:
            connection.create_function("unixepoch", 1, _unixepoch)

    return engine


def close_sync(engine: sa.Engine) -> None:
    """Close all connections of an engine for good; one that a thread still has, when it gives it back.

    SQLAlchemy leaves that one to the garbage collector.
    """
    sa.event.listen(engine.pool, "checkin", _close_it)  # the pool that takes this one's place inherits it
    engine.dispose()


def _close_it(_connection: object, record: ConnectionPoolEntry) -> None:
    record.invalidate()


def open_session(url: str) -> sa.Connection:
    """A connection of its own to PostgreSQL that commits each statement; whoever has it closes it."""
    engine = sa.create_engine(
        _postgres(sa.make_url(url)),
        poolclass=sa.NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"connect_timeout": 5, "keepalives_idle": 4, "keepalives_interval": 2, "keepalives_count": 3},
    )
    return engine.connect()


def is_shared(url: str) -> bool:
    """Whether several processes may work on this database: PostgreSQL, yes; an SQLite file, one."""
    return not _is_sqlite(sa.make_url(url))


def _unixepoch(when: str) -> float:
    """What SQLite before 3.42 does not know: `unixepoch('subsec')`, which DBOS asks on Python 3.12 and later."""
    if when not in {"subsec", "now"}:
        raise ValueError
    return time.time() if when == "subsec" else int(time.time())


def _open(url: str) -> Sessions:
    if is_shared(url):
        engine = sa.create_engine(
            _postgres(sa.make_url(url)), hide_parameters=True, connect_args={"tcp_user_timeout": _SILENT}
        )
        return ServerSessions(engine)
    return FileSessions(open_sync(url))


def _is_sqlite(url: sa.URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _postgres(url: sa.URL) -> sa.URL:
    return url.set(drivername="postgresql+psycopg")


def _make_folder(url: sa.URL) -> None:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of the schema's history: its number, and what it does in a sentence."""

    number: str
    does: str


def migrate(url: str, *, dry_run: bool = False) -> tuple[Revision, ...]:
    """Bring the desk's tables to the newest schema; an empty or missing file gets all of it. Blocks.

    All of it or nothing, and one process after the other. Gives the steps that were taken; a dry run takes them
    too, to see that they can be, and then takes all of them back.

    Raises:
        SchemaTooNewError: a later version of the bot has been here; this one would not understand what it finds.
    """
    engine = open_sync(url)
    try:
        with engine.connect() as connection, connection.begin() as transaction:
            connection.exec_driver_sql(_ONE_AT_A_TIME[connection.dialect.name])
            config = Config()
            config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            steps = _missing(connection, ScriptDirectory.from_config(config))
            command.upgrade(config, "head")
            if dry_run:
                transaction.rollback()
            return steps
    finally:
        engine.dispose()


def _missing(connection: sa.Connection, history: ScriptDirectory) -> tuple[Revision, ...]:
    """The steps between the schema that stands there and the newest, oldest first."""
    standing = MigrationContext.configure(connection).get_current_revision()
    known = [step.revision for step in history.walk_revisions()]
    if standing is not None and standing not in known:
        raise SchemaTooNewError(standing, known[0])
    steps = reversed(list(history.iterate_revisions("head", standing or "base")))
    return tuple(Revision(step.revision, (step.doc or "").splitlines()[0]) for step in steps)


class Database:
    """The desk's tables. Opened by `open`, closed by `close`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.metrics = Metrics()
        self._sessions: Sessions | None = None

    async def open(self) -> None:
        """Migrate and open."""
        await asyncio.to_thread(migrate, self.url)
        self._sessions = _open(self.url)

    async def close(self) -> None:
        """Close all connections."""
        sessions, self._sessions = self._sessions, None
        if sessions is not None:
            await sessions.close()

    async def empty_log(self) -> None:
        """On SQLite: move the write-ahead log into the database and empty its file, as far as nobody reads."""
        if self._sessions is None:
            raise DatabaseClosedError
        await self._sessions.empty_log()

    async def run(self, call: Callable[[Session], T]) -> T:
        """Do `call` in one transaction: committed at its end, rolled back on an error.

        What was read stays readable. On SQLite it is run in a thread beside the loop.
        """
        if self._sessions is None:
            raise DatabaseClosedError
        try:
            return await self._sessions.run(call)
        except SQLAlchemyError as error:
            if not isinstance(error, IntegrityError):  # two were at it at once: no fault of the database
                self.metrics.database_failed()
            raise


class SchemaTooNewError(Exception):
    """The database has a schema of a later version of the bot: `standing`, where we know up to `newest`."""

    def __init__(self, standing: str, newest: str) -> None:
        super().__init__(f"schema {standing}, known up to {newest}")
        self.standing, self.newest = standing, newest


class DatabaseClosedError(RuntimeError):
    """The desk was used before it was started or after it was stopped."""
