"""Whether a text stands anywhere in a database: in any table of it, and in the bytes of its files. Blocks."""

import mmap
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from bot.desk.needles import Needles
from bot.desk.tables import Base
from bot.desk.workflows import SCHEMA as ENGINE

_BATCH: Final = 1000
_SQLITE_FILES: Final = ("", "-wal", "-journal")
_PATIENCE: Final = 30.0
_GLANCE: Final = 0.05
_SAMPLES: Final = "pg_stats"
"""Where PostgreSQL keeps samples of what stood in the columns, for its planner."""


@dataclass
class Left:
    """Where something was found: tables with how many rows, files with how many places."""

    tables: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self.tables or self.files)


def search(engines: Iterable[sa.Engine], needles: Needles) -> Left:
    """Look through whole databases, the desk's and the engine's; on SQLite their files too."""
    left, others, files = Left(), set[str](), list[Path]()
    for engine in engines:
        with engine.connect() as connection:
            for name, rows in _tables(connection):
                found = 0
                for row in rows:
                    values = tuple(row)
                    others |= needles.longer_in(values)
                    found += needles.among(values)
                if found:
                    left.tables[name] = left.tables.get(name, 0) + found
        files += files_of(engine)
    for file in files:
        if found := _in_file(file, needles, others):
            left.files[str(file)] = found
    return left


def files_of(engine: sa.Engine) -> list[Path]:
    """The files of an SQLite database that are there; of PostgreSQL's none can be seen from here."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name:
        return []
    return [path for path in (Path(f"{name}{ending}") for ending in _SQLITE_FILES) if path.is_file()]


def _tables(connection: sa.Connection) -> Iterator[tuple[str, Iterator[sa.Row[*tuple[Any, ...]]]]]:
    for schema, name in _ours(connection):
        table = sa.Table(name, sa.MetaData(), schema=schema, autoload_with=connection, resolve_fks=False)
        called = f"{schema}.{name}" if schema else name
        yield called, _rows(connection, sa.select(*map(_as_text, table.columns)))
        if connection.dialect.name == "postgresql":
            yield f"{_SAMPLES} ({called})", _rows(connection, _samples(schema, name))


def _ours(connection: sa.Connection) -> list[tuple[str | None, str]]:
    """Schema and name of the tables that are the bot's: the database may be shared with other programs."""
    inspector = sa.inspect(connection)
    if connection.dialect.name == "sqlite":
        return [(None, name) for name in inspector.get_table_names()]
    desks = (name for name in Base.metadata.tables if inspector.has_table(name))
    engines = inspector.get_table_names(ENGINE)
    return [*((None, name) for name in desks), *((ENGINE, name) for name in engines)]


def _samples(schema: str | None, name: str) -> sa.Select[*tuple[Any, ...]]:
    where = sa.func.current_schema() if schema is None else schema
    values = (sa.cast(sa.column(each), sa.Text) for each in ("most_common_vals", "histogram_bounds"))
    standing = sa.select(*values).select_from(sa.table(_SAMPLES))
    return standing.where(sa.column("schemaname") == where, sa.column("tablename") == name)


def _rows(connection: sa.Connection, query: sa.Select[*tuple[Any, ...]]) -> Iterator[sa.Row[*tuple[Any, ...]]]:
    return iter(connection.execution_options(yield_per=_BATCH).execute(query))


def _as_text(column: sa.Column[object]) -> sa.ColumnElement[object]:
    """A column as it is written: a time or a document of an odd shape is no reason to look away."""
    return sa.cast(column, sa.Text)


def _in_file(path: Path, needles: Needles, others: set[str]) -> int:
    try:
        with path.open("rb") as file:
            if not path.stat().st_size:
                return 0
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
                return needles.count(raw, others)
    except FileNotFoundError:  # the last connection closed, and took its log along
        return 0


def compact(engines: Iterable[sa.Engine]) -> bool:
    """Write databases anew, so that what was deleted before this is in their files no more.

    On SQLite its write-ahead log is emptied too, as far as no other process is reading just then. PostgreSQL
    locks a table for as long as it is written; what stands in its own log goes when that is recycled. It keeps
    what a transaction of before may still look at: False where one does not end within half a minute.
    """
    return min([_compacted(engine) for engine in engines])


def _compacted(engine: sa.Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("VACUUM")
            empty_log(connection)
            return True
        ended = _others_ended(connection)
        quoted = connection.dialect.identifier_preparer
        for schema, name in _ours(connection):
            table = quoted.format_table(sa.table(name, schema=schema))
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")
        connection.exec_driver_sql("VACUUM FULL pg_catalog.pg_statistic")
        return ended


def _others_ended(connection: sa.Connection) -> bool:
    """Wait for PostgreSQL's transactions that began before now, and so keep old rows alive."""
    now = str(connection.scalar(sa.text("select pg_current_xact_id()::xid::text")))
    older = sa.text(
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        " and age(backend_xmin) > age(cast(:now as xid))"
    )
    until = time.monotonic() + _PATIENCE
    while connection.scalar(older, {"now": now}):
        if time.monotonic() > until:
            return False
        time.sleep(_GLANCE)
    return True


def empty_log(connection: sa.Connection) -> None:
    """Move SQLite's write-ahead log into its database and empty it; with readers there, as far as it goes."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
