"""The key of a work: the same for every delivery of one thing, and in the order of time.

`{time stamp}:teams:{tenant}:{conversation}:{kind}:{rest}`; the time stamp is of seconds and a fraction, padded so
that keys sort as they happened. The id of a message in Teams is when it was posted, in milliseconds: an edit or a
deletion names it too, so that the key of the message follows from theirs. A message with another id sorts first.
"""

import hashlib
from datetime import UTC, datetime
from typing import Final

from bot.teams.names import PLATFORM

NO_TIME: Final = "0"
_SECONDS: Final = 10
_DIGITS: Final = 13
_LONGEST: Final = 500
"""A key of a work is no longer."""


def padded(milliseconds: str) -> str:
    """Milliseconds since 1970 ("1795424345000") as ten digits of seconds and six of a fraction."""
    told = milliseconds if milliseconds.isascii() and milliseconds.isdigit() else NO_TIME
    told = told.zfill(_DIGITS) if len(told) <= _DIGITS else NO_TIME.zfill(_DIGITS)
    return f"{told[:_SECONDS]}.{told[_SECONDS:]}000"


def milliseconds(at: datetime | None) -> str:
    """A time as milliseconds since 1970."""
    if at is None:
        return NO_TIME
    known = at if at.tzinfo else at.replace(tzinfo=UTC)
    return str(max(0, round(known.timestamp() * 1000)))


def work_key(at: str, tenant: str, conversation: str, kind: str, *rest: str) -> str:
    """The key of a work that was done at `at`, in milliseconds since 1970."""
    key = ":".join((padded(at), PLATFORM, tenant, conversation, kind, *rest))
    if len(key) <= _LONGEST:
        return key
    return ":".join((padded(at), PLATFORM, "", "", kind, hashlib.sha256(key.encode()).hexdigest()))


def message_key(tenant: str, conversation: str, message: str) -> str:
    """The key of a message."""
    return work_key(message, tenant, conversation, "message", message)
