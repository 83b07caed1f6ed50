"""One event, followed from its arrival to its end.

Who does a piece of work need not know that it is followed: what is under way stands in the context of its task,
and so does the short id under which every log entry of it is found.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from structlog.contextvars import bound_contextvars

from bot.desk.clock import Clock
from bot.desk.metrics import OTHER, SLOTS, Metrics
from bot.desk.work import Edited, Manner, NotFound, Shown, ToHelpdesk, Work

LASTING: Final = timedelta(seconds=30)
"""Retries that go on for longer are warned of."""

_ID_DIGITS: Final = 12
_TIME: Final = re.compile(r"\d{1,11}(\.\d{1,9})?", re.ASCII)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Trail:
    """A piece of work under way: what counts it, when its event happened, and when it was begun."""

    metrics: Metrics
    clock: Clock
    kind: str
    platform: str
    happened: datetime
    begun: datetime


_trail: ContextVar[_Trail | None] = ContextVar("trail", default=None)


def short(key: str) -> str:
    """The id of a piece of work in the logs: 12 hex digits. Its key names people, and is never logged.

    The id of the case that it makes begins with it.
    """
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


def received(work: Work, metrics: Metrics, *, again: bool) -> None:
    """Work stands in the database, for the first time or again."""
    manner = work.manner if isinstance(work, Shown | Edited) else None
    with bound_contextvars(work=short(work.key), kind=work.kind):
        if again:
            metrics.delivered_again()
            _log.debug("delivered again")
        else:
            metrics.received(work.kind, manner)
            _log.info("received", **({"manner": manner.value} if manner else {}))


def not_stored(work: Work, error: BaseException, metrics: Metrics) -> None:
    """Work could not be stored or queued: it is not acknowledged."""
    metrics.not_stored()
    _log.error("not stored", work=short(work.key), kind=work.kind, code=type(error).__name__)


@contextmanager
def following(work: Work, stored: datetime, metrics: Metrics, clock: Clock) -> Iterator[None]:
    """While work is done. `stored` is when it was written down."""
    platform = (*work.key.split(":", 2), "")[1]
    trail = _Trail(metrics, clock, work.kind, platform, happened(work, stored), clock.now())
    token = _trail.set(trail)
    try:
        with bound_contextvars(work=short(work.key), kind=work.kind):
            _log.debug("started", waited_ms=_ms(trail.begun - stored))
            yield
    finally:
        _trail.reset(token)


def decided(causes: Iterable[str]) -> None:
    """It is known what is to be said: these causes, or nothing."""
    _log.debug("decided", causes=list(causes))


def told(causes: Iterable[str]) -> None:
    """An answer with these causes stands."""
    trail = _trail.get()
    if trail is not None:
        trail.metrics.told(causes)


def posted(slot: str) -> None:
    """What belongs into this slot stands."""
    trail = _trail.get()
    if trail is not None:
        slot = slot if slot in SLOTS else OTHER
        after = trail.clock.now() - trail.happened
        trail.metrics.posted(slot, after.total_seconds())
        _log.debug("posted", slot=slot, after_ms=_ms(after))


def retries(code: str, pause: float, lasted: timedelta) -> None:
    """A chat could not, and is asked again after `pause` seconds; that goes on since `lasted`."""
    trail = _trail.get()
    if trail is not None:
        trail.metrics.retried(trail.platform, code)
    log = _log.warning if lasted >= LASTING else _log.debug
    log("trying again", code=code, pause=pause, since=round(lasted.total_seconds()))


def whisper_expired(code: str) -> None:
    """A one-person route had come to its end."""
    trail = _trail.get()
    if trail is not None:
        trail.metrics.whisper_expired()
    _log.info("a whisper expired", code=code)


def ended(outcome: str, code: str | None = None) -> None:
    """The work came to an end, and that is written down."""
    trail = _trail.get()
    if trail is None:
        return
    now = trail.clock.now()
    since = now - trail.happened
    trail.metrics.done(trail.kind, outcome, since.total_seconds())
    facts = {"outcome": outcome, "ms": _ms(now - trail.begun), "since_event_ms": _ms(since)}
    _log.info("done", **facts, **({"code": code} if code else {}))


def failed(code: str, where: Sequence[str] = ()) -> None:
    """The work could not be done; that is written down, with what it needs to be done again.

    `where` are the places of our code that an error went through.
    """
    trail = _trail.get()
    if trail is None:
        return
    now = trail.clock.now()
    trail.metrics.done(trail.kind, "failed", 0)
    _log.error("work failed", code=code, ms=_ms(now - trail.begun), **({"where": list(where)} if where else {}))


def happened(work: Work, stored: datetime) -> datetime:
    """When it happened: a key begins with the platform's time stamp.

    A form's is of its opening, and a command has none: they count from when they were written down.
    """
    typed = isinstance(work, NotFound | ToHelpdesk) or (isinstance(work, Shown) and work.manner is Manner.COMMAND)
    stamp = work.key.partition(":")[0]
    if typed or not _TIME.fullmatch(stamp) or float(stamp) == 0:
        return stored
    return datetime.fromtimestamp(float(stamp), UTC)


def _ms(time: timedelta) -> int:
    return max(round(time.total_seconds() * 1000), 0)
