"""The desk's tables, opened beside a bot that may be running: for commands that read and mend. Blocks.

BooksError
├── NoBooksError        nothing was ever stored here
├── ClosedBooksError    the database does not answer, or its address is none
└── OtherSchemaError    its tables are of another version than this one
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.desk.database import open_sync

_MIGRATIONS: Final = Path(__file__).parent / "migrations"


class BooksError(Exception):
    """The desk's tables cannot be used as they stand."""


class NoBooksError(BooksError):
    """Nothing was ever stored here: no file, or no tables in it."""


class ClosedBooksError(BooksError):
    """The database does not answer, or its address is none; `kind` is the error's own name."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"no database: {kind}")


class OtherSchemaError(BooksError):
    """The tables are of another version. `newer`: of one that this version does not know."""

    def __init__(self, found: str, *, newer: bool) -> None:
        super().__init__(f"schema {found}, {'newer' if newer else 'older'} than ours")
        self.found, self.newer = found, newer


@contextmanager
def opened(url: str) -> Iterator[sa.Engine]:
    """The database of the cases, whose schema is ours. Nothing is made or migrated.

    Raises:
        BooksError: see above; also where the database fails while it is used.
    """
    with reached(url) as engine:
        found, newest = schema(engine), newest_schema()
        if found is None:
            raise NoBooksError
        if found != newest:
            raise OtherSchemaError(found, newer=not is_known(found))
        yield engine


@contextmanager
def reached(url: str) -> Iterator[sa.Engine]:
    """A database, whatever stands in it.

    Raises:
        NoBooksError: there is no such file.
        ClosedBooksError: it does not answer, or fails while it is used.
    """
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
            raise NoBooksError
        engine = open_sync(url)
    except (ArgumentError, ImportError) as error:
        raise ClosedBooksError(type(error).__name__) from error
    try:
        yield engine
    except SQLAlchemyError as error:
        raise ClosedBooksError(type(error).__name__) from error
    finally:
        engine.dispose()


def schema(engine: sa.Engine) -> str | None:
    """The revision of the tables; None where there are none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_schema() -> str:
    """The revision that this version makes."""
    return str(_history().get_current_head())


def is_known(revision: str) -> bool:
    """Whether this version knows how to go on from that revision."""
    return any(script.revision == revision for script in _history().walk_revisions())


def _history() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return ScriptDirectory.from_config(config)
