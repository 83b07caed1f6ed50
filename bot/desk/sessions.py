"""One transaction of the desk's tables at a time, or many beside each other, without blocking the loop.

What is done in a transaction is a plain function of a session. On a file it runs in a thread of its own, from
BEGIN to COMMIT: one hop instead of one for each statement, and the writers of this process never wait for a lock
of their own. On a server it runs in one of a few threads.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

T = TypeVar("T")

_AT_ONCE: Final = 8
"""Transactions on a server beside each other: each is short, and the server has other replicas to serve."""

_EMPTY_LOG: Final = "PRAGMA wal_checkpoint(TRUNCATE)"


class Sessions(Protocol):
    """The transactions of one database."""

    async def run(self, call: Callable[[Session], T]) -> T:
        """One transaction: committed at the end, rolled back on an error. What was read stays readable."""
        ...

    async def empty_log(self) -> None:
        """Where there is a write-ahead log of our own: empty its file, as far as nobody reads."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


class FileSessions:
    """Transactions on an SQLite file."""

    def __init__(self, engine: sa.Engine) -> None:
        sa.event.listen(engine, "begin", _begin)
        self._engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._thread = ThreadPoolExecutor(1, "desk")

    async def run(self, call: Callable[[Session], T]) -> T:
        """One transaction. Who is cancelled meanwhile does not hear whether it was done."""

        def transaction() -> T:
            with self._sessions.begin() as session:
                return call(session)

        return await self._beside(transaction)

    async def empty_log(self) -> None:
        """Move the write-ahead log into the database and empty its file, as far as nobody reads."""

        def empty() -> None:
            with self._engine.connect() as connection:
                connection.connection.cursor().execute(_EMPTY_LOG)  # past the transaction that would begin

        await self._beside(empty)

    async def close(self) -> None:
        """Close all connections, after the transaction that is under way."""
        await self._beside(self._engine.dispose)
        self._thread.shutdown(wait=False)

    async def _beside(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)


def _begin(connection: sa.Connection) -> None:
    """Take the write lock at once: what was read first would else be old by the time of the first write."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class ServerSessions:
    """Transactions on PostgreSQL.

    A connection that the server gave up while nobody used it is found by the first transaction that gets it, and
    that one is begun again: cheaper than asking before each.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._threads = ThreadPoolExecutor(_AT_ONCE, "desk")

    async def run(self, call: Callable[[Session], T]) -> T:
        """One transaction. Who is cancelled meanwhile does not hear whether it was done."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._transaction, call)

    def _transaction(self, call: Callable[[Session], T]) -> T:
        attempt = _Attempt(self._sessions)
        try:
            return attempt.make(call)
        except DBAPIError as error:
            if not error.connection_invalidated or attempt.may_be_done:
                raise
        return _Attempt(self._sessions).make(call)

    async def empty_log(self) -> None:
        """PostgreSQL keeps its own."""

    async def close(self) -> None:
        """Close all connections, after the transactions that are under way."""
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._engine.dispose)


class _Attempt:
    """One try at a transaction. `may_be_done` from where it was to be committed: what then fails is not known."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self.may_be_done = False

    def make(self, call: Callable[[Session], T]) -> T:
        with self._sessions.begin() as session:
            found = call(session)
            session.flush()
            self.may_be_done = True
            return found
