"""One file with all that an SQLite installation keeps, made while the bot runs, and put back. Blocks.

The engine's database is copied first: work that came in between is in the cases only, and is queued at the next
start. What was put back is marked so, and what waits in it looks in the chat before it speaks (`posting.py`).

BackupError
├── BackupStandsError       there is a file of that name already
├── DataStandsError         there is a database where one is to be put back
├── NoBackupError           the file is none of ours, or is damaged
└── BackupTooNewError       it was made by a newer version
"""

import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from bot.desk.books import is_known, reached, schema
from bot.desk.database import migrate
from bot.desk.installation import note_restored

_ENGINE: Final = "engine.sqlite"
_CASES: Final = "cases.sqlite"
_KEY: Final = "installation.key"
_NAMES: Final = (_ENGINE, _CASES, _KEY)
_KEY_BYTES: Final = 32
_LOGS: Final = ("-wal", "-shm", "-journal")


class BackupError(Exception):
    """A backup cannot be made or put back."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{type(self).__name__}: {path}")
        self.path = path


class BackupStandsError(BackupError):
    """There is a file of that name already."""


class DataStandsError(BackupError):
    """There is a database already where one is to be put back."""


class NoBackupError(BackupError):
    """The file is no backup of ours, or is damaged."""


class BackupTooNewError(BackupError):
    """The backup was made by a version that is newer than this one."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where the three files of an installation are."""

    engine: Path
    cases: Path
    key: Path

    def named(self) -> Iterator[tuple[str, Path]]:
        """Each by the name that it has in a backup, in the order in which it is copied."""
        yield _ENGINE, self.engine
        yield _CASES, self.cases
        yield _KEY, self.key


def back_up(files: Files, target: Path) -> None:
    """Copy all of an installation into one file that only its owner reads. The bot may be running.

    Raises:
        BackupStandsError: the file is there already; it stays as it is.
        FileNotFoundError: nothing was ever stored here.
        OSError, sqlite3.Error: it cannot be read or written.
    """
    if not files.cases.is_file():
        raise FileNotFoundError(files.cases)
    _claim(target)
    try:
        _pack(files, target)
    except BaseException:
        target.unlink()
        raise


def _pack(files: Files, target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        packed = Path(folder) / "packed"
        with _private(packed) as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
            for name, path in files.named():
                if path.is_file():
                    archive.add(_copied(path, Path(folder) / name), arcname=name, filter=_nobodys)
        _synced(packed)
        packed.replace(target)
        _synced(target.parent)


def put_back(source: Path, files: Files, now: datetime, *, replace: bool = False) -> None:
    """Put a backup where an installation keeps its files, migrated and marked as put back at `now`.

    Killed half-way it leaves no cases; done again it finishes. Nobody else may be using the files.

    Raises:
        BackupError: see above; then everything stays as it was.
        OSError: a file cannot be read or written.
    """
    if files.cases.exists() and not replace:
        raise DataStandsError(files.cases)
    files.cases.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=files.cases.parent) as folder:
        unpacked = _unpacked(source, Path(folder))
        _made_ready(unpacked[_CASES], source, now)
        _remove(files.cases)  # first out and last in: a bot that starts between the two finds nothing half
        for name, path in files.named():
            if name != _CASES:
                _moved(unpacked.get(name), path)
        _moved(unpacked[_CASES], files.cases)
        _synced(files.cases.parent)


def _copied(path: Path, copy: Path) -> Path:
    if path.suffix == ".key":
        copy.write_bytes(path.read_bytes())
        return copy
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # a file of its own, without a log beside it
    return copy


def _unpacked(source: Path, folder: Path) -> dict[str, Path]:
    """The files of a backup: no other names, nothing but plain files, none of them damaged."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            members = archive.getmembers()
            names = [member.name for member in members if member.isfile() and member.name in _NAMES]
            if len(names) != len(members) or len(set(names)) != len(names) or _CASES not in names:
                raise NoBackupError(source)
            for member in members:  # its content only: no right, owner or link of it counts
                with closing(_content(archive, member)) as content, _private(folder / member.name) as file:
                    shutil.copyfileobj(content, file)
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise NoBackupError(source) from error
    unpacked = {name: folder / name for name in names}
    for name, path in unpacked.items():
        if not (_is_key(path) if name == _KEY else _is_sound(path)):
            raise NoBackupError(source)
    return unpacked


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member)
    if content is None:
        raise tarfile.ReadError(member.name)
    return content


def _made_ready(cases: Path, source: Path, now: datetime) -> None:
    url = f"sqlite:///{cases}"
    with reached(url) as engine:
        found = schema(engine)
    if found is None:
        raise NoBackupError(source)
    if not is_known(found):
        raise BackupTooNewError(source)
    migrate(url)
    with reached(url) as engine:
        note_restored(engine, now)
    with closing(sqlite3.connect(cases)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _is_key(path: Path) -> bool:
    return path.stat().st_size == _KEY_BYTES


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _moved(new: Path | None, path: Path) -> None:
    _remove(path)
    if new is not None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = Path(shutil.copy2(new, f"{path}.new"))  # it may come from another disk
        _synced(beside)
        beside.replace(path)


def _remove(path: Path) -> None:
    for ending in (*_LOGS, ""):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _claim(target: Path) -> None:
    """Take the name, so that no other file of that name is ever written over."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise BackupStandsError(target) from None


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _synced(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
