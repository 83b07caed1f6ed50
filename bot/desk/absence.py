"""A database that is away (locked, full, read-only, restarted): said once when it goes, and once when it comes."""

from typing import Final

import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

_OUR_OWN_FAULT: Final = "SQLITE_ERROR"
"""SQLite's word for a statement that makes no sense: a table that is missing, say. That does not pass."""

_log = structlog.get_logger(__name__)


def is_away(error: BaseException) -> bool:
    """Whether an error says that the database cannot now, and may be able to later."""
    if isinstance(error, NoConnectionError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    passing = error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return passing and _code(error) != _OUR_OWN_FAULT


class Absence:
    """Whether the database is away, as far as anyone noticed."""

    def __init__(self) -> None:
        self._is_away = False

    def noticed(self, error: Exception) -> None:
        """The database could not. Logged the first time."""
        if not self._is_away:
            self._is_away = True
            _log.error("database_away", error=type(error).__name__, code=_code(error))

    def over(self) -> None:
        """The database did what it was asked."""
        if self._is_away:
            self._is_away = False
            _log.info("database_back")


def _code(error: Exception) -> str | None:
    """The database's own word for what is wrong (SQLITE_FULL, 57P01): it holds nothing of anyone."""
    cause = getattr(error, "orig", None)
    return getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
