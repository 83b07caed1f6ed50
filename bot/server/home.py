"""Where a bot keeps its things: in a data folder of its own, or with other replicas on one PostgreSQL."""

import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from bot.desk.database import is_shared
from bot.server.errors import AlreadyRunningError, DatabaseError, DataFolderError

_KEY_BYTES: Final = 32
_ONE: Final = "local"
"""The name of a bot that is alone with its SQLite files: one name, so that it finds what it left half-way."""


@dataclass(frozen=True, slots=True)
class Home:
    """The databases of the cases and of the engine, the key that hashes texts, and the name to work under."""

    database_url: str
    engine_url: str
    key: bytes
    executor_id: str


@contextmanager
def at_home(folder: Path, database_url: str | None, *, executor_id: str, token: str) -> Iterator[Home]:
    """Move in: on PostgreSQL beside others, with nothing in the folder; else as the only process.

    Replicas hash texts alike, because their key is made of the token that they share.

    Raises:
        DataFolderError: the folder cannot be made, written or read.
        AlreadyRunningError: another process works on these SQLite files. One that was killed does not.
        DatabaseError: the address is none.
    """
    if database_url is not None and _is_shared(database_url):
        key = hmac.new(token.encode(), b"bouncewijzer installation key", hashlib.sha256).digest()
        yield Home(database_url, database_url, key, executor_id)
        return
    cases, engine = database_urls(folder, database_url)
    with alone(folder, cases, engine):
        yield Home(cases, engine, secret_of(folder), _ONE)


@contextmanager
def alone(folder: Path, *urls: str) -> Iterator[None]:
    """Be the only process that works in a data folder and on these SQLite files.

    Raises:
        DataFolderError: a folder cannot be made or written.
        AlreadyRunningError: another process works there.
    """
    with ExitStack() as doors:
        doors.enter_context(moved_in(folder, _ONE))
        for file in map(_file, urls):
            if file is not None:
                doors.enter_context(moved_in(file.parent, file.name))
        yield


def _is_shared(url: str) -> bool:
    try:
        return is_shared(url)
    except SQLAlchemyError as error:
        raise DatabaseError(type(error).__name__) from error


def _file(url: str) -> Path | None:
    """The file of an SQLite address; None for one in memory."""
    path = url.partition(":///")[2].partition("?")[0]
    return Path(path).absolute() if path and path != ":memory:" else None


@contextmanager
def moved_in(folder: Path, name: str) -> Iterator[None]:
    """Work in a data folder, made where it is missing, as the only process of this name.

    Raises:
        DataFolderError: it cannot be made or written.
        AlreadyRunningError: another process of this name is in it. One that was killed is not.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DataFolderError(folder) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(folder) from error
        yield
    finally:
        os.close(lock)


def secret_of(folder: Path) -> bytes:
    """The key with which this installation hashes texts: made once, readable by its owner only.

    Raises:
        DataFolderError: it cannot be written or read, or what stands there is no key.
    """
    path = folder / "installation.key"
    fresh = folder / f"installation.key.{os.getpid()}"
    try:
        if not path.exists():
            opened = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(opened, "wb") as file:
                file.write(secrets.token_bytes(_KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        key = path.read_bytes()
    except OSError as error:
        raise DataFolderError(folder) from error
    if len(key) != _KEY_BYTES:
        raise DataFolderError(path)
    return key


def database_urls(folder: Path, database_url: str | None) -> tuple[str, str]:
    """Where the cases are, and where the engine keeps its work.

    Without a setting both are SQLite files in the data folder. PostgreSQL holds both in one database; beside
    an SQLite file of the operator's choice the engine's stays in the data folder.
    """
    engine = f"sqlite:///{folder.absolute() / 'engine.sqlite'}"
    if database_url is None:
        return f"sqlite:///{folder.absolute() / 'cases.sqlite'}", engine
    return database_url, engine if database_url.startswith("sqlite") else database_url
