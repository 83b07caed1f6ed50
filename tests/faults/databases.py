"""What can befall a database of SQLite, for as long as one is entered. Entering may wait: not on a busy loop."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another process writes to both databases, and does not end."""
    files = (folder / "desk.db", folder / "engine.db")
    others = [sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False) for file in files]
    for each in others:
        each.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        for each in others:
            each.execute("ROLLBACK")
            each.close()


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """There is no room: no file of this process may grow."""
    del folder
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
