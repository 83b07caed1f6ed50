"""How the bot is: told from before it can do anything until all is put away, also while a part of it hangs."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.answers import Knowledge
from bot.desk import Desk, Health
from bot.desk.database import DatabaseClosedError
from bot.desk.metrics import Metrics

PATIENCE: Final = 3.0
"""Seconds that whoever asks waits for the database; what takes longer counts as unreachable."""
_LOST: Final = 15.0
"""Seconds after which a question to the database is given up, and the next one is a new one."""

_log = structlog.get_logger(__name__)


class Status(StrEnum):
    """In one word; what stands first counts where several are true."""

    STARTING = "starting"
    DRAINING = "draining"
    NO_DATABASE = "no database"
    NO_CONNECTION = "no connection"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether events can be taken, and what an operator wants to know beside it. Holds nothing of anyone.

    `rules` in force; `knowledge_stale`: what stands on disk is not taken, for a mistake in it. The last three are
    None where the database does not say; `oldest_waiting` in seconds, 0 where nothing waits.
    """

    status: Status
    database: bool
    connected: bool
    rules: int
    knowledge_stale: bool
    waiting: int | None
    oldest_waiting: float | None
    failed: int | None


class Pulse:
    """Told by who puts the bot together what it has got so far; asked by whoever watches it."""

    def __init__(self) -> None:
        self._knowledge: Knowledge | None = None
        self._desk: Desk | None = None
        self._connected: Callable[[], Awaitable[bool]] | None = None
        self._draining = False
        self._looking: asyncio.Task[Health | None] | None = None
        self._last = Status.STARTING

    def knows(self, knowledge: Knowledge) -> None:
        """Rules and intents are loaded."""
        self._knowledge = knowledge

    def works(self, desk: Desk) -> None:
        """The desk is started."""
        self._desk = desk

    def hears(self, connected: Callable[[], Awaitable[bool]]) -> None:
        """The chat can reach us; `connected` tells whether it can now."""
        self._connected = connected

    async def drains(self) -> None:
        """Nothing new is taken from here on. The database is not asked any more."""
        self._draining = True
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    async def ready(self) -> Readiness:
        """How it is now; within some seconds, whatever hangs."""
        health = await self._look()
        connected = self._connected is not None and await self._connected()
        readiness = Readiness(
            status=self._status(health, connected=connected),
            database=health is not None,
            connected=connected,
            rules=len(self._knowledge.current().rules) if self._knowledge else 0,
            knowledge_stale=self._knowledge is not None and self._knowledge.is_stale,
            waiting=health.waiting if health else None,
            oldest_waiting=_age(health) if health else None,
            failed=health.failed if health else None,
        )
        self._tell(readiness.status)
        return readiness

    async def measure(self) -> Metrics | None:
        """The metrics with what stands in the database; None before there is a desk to measure."""
        if self._desk is None:
            return None
        metrics, now = self._desk.metrics, await self.ready()
        metrics.state(connected=now.connected, rules=now.rules, stale=now.knowledge_stale)
        if now.waiting is None or now.oldest_waiting is None or now.failed is None:
            metrics.no_stock()
        else:
            metrics.stock(waiting=now.waiting, oldest=now.oldest_waiting, failed=now.failed)
        return metrics

    def _status(self, health: Health | None, *, connected: bool) -> Status:
        if self._draining:
            return Status.DRAINING
        if self._desk is None or self._connected is None:
            return Status.STARTING
        if health is None:
            return Status.NO_DATABASE
        return Status.OK if connected else Status.NO_CONNECTION

    def _tell(self, status: Status) -> None:
        """Log what it changed to, once, and not that it starts or ends well: that is logged anyway."""
        if status is not self._last and Status.STARTING not in {status, self._last}:
            log = _log.info if status in {Status.OK, Status.DRAINING} else _log.error
            log("readiness changed", status=status.value, was=self._last.value)
        self._last = status

    async def _look(self) -> Health | None:
        """What the database says, asked once for all who want to know: one that hangs holds one connection."""
        if self._desk is None or self._draining:
            return None
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(_ask(self._desk))
        looking = self._looking
        await asyncio.wait([looking], timeout=PATIENCE)
        return looking.result() if looking.done() and not looking.cancelled() else None


async def _ask(desk: Desk) -> Health | None:
    try:
        async with asyncio.timeout(_LOST):
            return await desk.health()
    except (SQLAlchemyError, DatabaseClosedError, TimeoutError, OSError) as error:
        _log.debug("the database does not say", code=type(error).__name__)
        return None


def _age(health: Health) -> float:
    oldest = health.oldest
    return max((datetime.now(UTC) - oldest).total_seconds(), 0.0) if oldest else 0.0
