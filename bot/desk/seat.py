"""Who of several replicas is alive: each holds an executor id, which is a lock that dies with its session.

A process that is killed loses its session at once, one whose machine is gone within seconds (keepalives), and one
that hangs when the server has not heard of it for as long (`idle_session_timeout`). Whoever gets the lock of
another id therefore knows that nobody works under it any more.

Advisory locks belong to one session: a pooler between us and PostgreSQL has to be in session mode.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError

from bot.desk.database import open_session

SILENCE: Final = 10
"""Seconds after which the server gives up a session of which it hears nothing."""

_SETTINGS: Final = {
    "tcp_keepalives_idle": "4",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "idle_session_timeout": f"{SILENCE}s",
}
_TAKE: Final = sa.text("select pg_try_advisory_lock(hashtextextended('bouncewijzer executor ' || :id, 0))")
_LEAVE: Final = sa.text("select pg_advisory_unlock(hashtextextended('bouncewijzer executor ' || :id, 0))")

_log = structlog.get_logger(__name__)


class Seat:
    """An executor id that no other process ever has, held as long as `keep` is called every few seconds.

    Everything here blocks, and is called by one thread at a time.
    """

    def __init__(self, url: str, name: str) -> None:
        self.executor_id = f"{name}.{secrets.token_hex(4)}"
        self._url = url
        self._session: sa.Connection | None = None

    def keep(self) -> bool:
        """Show that we live. Gives whether the id is held; False where the database is not to be had just now."""
        try:
            if self._session is not None:
                self._session.execute(sa.text("select 1"))
                return True
            return self._sit_down()
        except DBAPIError:
            _log.warning("the executor id is not held: the database does not answer")
            self._drop()
            return False

    @contextmanager
    def of_the_dead(self, executor_id: str) -> Iterator[bool]:
        """Enter with the id of another process; True where it is dead, and nobody else takes its work over.

        Raises:
            DBAPIError: the database does not answer.
        """
        if self._session is None or executor_id == self.executor_id:
            yield False
            return
        dead = self._session.scalar(_TAKE, {"id": executor_id}) is True
        try:
            yield dead
        finally:
            if dead:
                self._session.execute(_LEAVE, {"id": executor_id})

    def leave(self) -> None:
        """Give the id up: whatever was left half-way under it may be taken over from now on."""
        if self._session is not None:
            with suppress(DBAPIError):  # the lock goes with the session, a moment later
                self._session.execute(_LEAVE, {"id": self.executor_id})
        self._drop()

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.invalidate()
            session.close()
            session.engine.dispose()

    def _sit_down(self) -> bool:
        self._session = open_session(self._url)
        known = set(self._session.scalars(sa.text("select name from pg_settings")))
        for name, value in _SETTINGS.items():
            if name in known:  # PostgreSQL 13 knows no idle_session_timeout
                self._session.execute(
                    sa.text("select set_config(:name, :value, false)"), {"name": name, "value": value}
                )
        if self._session.scalar(_TAKE, {"id": self.executor_id}) is True:
            return True
        self._drop()  # somebody is taking our work over at this moment
        return False
