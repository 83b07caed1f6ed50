"""`bouncewijzer desk backup`, `desk restore` and `desk restored`."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from bot.cli import desk_words as words
from bot.cli.complaints import complain
from bot.cli.desk_books import urls, with_settings
from bot.cli.obstacles import obstacle
from bot.desk.backup import (
    BackupError,
    BackupStandsError,
    BackupTooNewError,
    DataStandsError,
    Files,
    back_up,
    put_back,
)
from bot.desk.books import opened
from bot.desk.installation import note_restored
from bot.server import ServerError
from bot.server.home import alone
from bot.settings import Settings


def backup(target: Path) -> int:
    """Make a backup. Gives the exit code."""

    def do(settings: Settings) -> int:
        if (files := _files(settings)) is None:
            return complain(words.pg_dump(target))
        try:
            back_up(files, target)
        except BackupStandsError:
            return complain(words.stands(target))
        except FileNotFoundError as error:
            return complain(words.NOTHING_KEPT if error.filename is None else words.unwritable(target))
        except (OSError, sqlite3.Error):
            return complain(words.unwritable(target))
        print(words.backed_up(target))
        return 0

    return with_settings(do)


def restore(source: Path, *, replace: bool) -> int:
    """Put a backup back. Gives the exit code."""

    def do(settings: Settings) -> int:
        if (files := _files(settings)) is None:
            return complain(words.pg_restore(source))
        try:
            with alone(settings.data, *urls(settings)):
                put_back(source, files, datetime.now(UTC), replace=replace)
        except ServerError as error:
            return complain(obstacle(error))
        except BackupError as error:
            return complain(_refused(error))
        except (OSError, sqlite3.Error):
            return complain(words.unreadable(source))
        print(words.put_back(source))
        return 0

    return with_settings(do)


def restored() -> int:
    """Mark the database as put back. Gives the exit code."""

    def do(settings: Settings) -> int:
        with opened(urls(settings)[0]) as engine:
            note_restored(engine, datetime.now(UTC))
        print(words.MARKED)
        return 0

    return with_settings(do)


def _refused(error: BackupError) -> str:
    match error:
        case DataStandsError():
            return words.data_stands(error.path)
        case BackupTooNewError():
            return words.too_new(error.path)
        case _:
            return words.no_backup(error.path)


def _files(settings: Settings) -> Files | None:
    """Where the files are; None where PostgreSQL keeps it all."""
    cases, engine = (sa.make_url(url) for url in urls(settings))
    if cases.get_backend_name() != "sqlite":
        return None
    return Files(Path(engine.database or ""), Path(cases.database or ""), settings.data / "installation.key")
