"""The data folder: who works in it, the key of this installation, and where the databases are."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.server.errors import AlreadyRunningError, DataFolderError

_KEY_BYTES: Final = 32


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
