"""The desk: work comes in, is stored, and is done exactly once. Where the parts are put together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.answers import Knowledge
from bot.desk import installation, intake, ledger, retention
from bot.desk.case import MOVES, Move
from bot.desk.chat import AnswerCard, ChatPort, State
from bot.desk.clock import Clock, SystemClock
from bot.desk.database import Database
from bot.desk.drawing import answer_card, findings_of
from bot.desk.engine import Engine
from bot.desk.following import not_stored
from bot.desk.means import Means
from bot.desk.posting import Postings
from bot.desk.tables import Intake, Outcome
from bot.desk.work import Place, Work

_log = structlog.get_logger(__name__)

_SWEEP_EVERY: Final = 3600.0
_GATHER_EVERY: Final = 15.0
_GATHERED: Final = 500
_FORGOTTEN: Final = timedelta(seconds=30)
"""How long stored work may wait without a look at whether it is queued at all."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as a form needs it: does it still take the move that the form is for?"""

    id: str
    state: State
    helpdesk: bool

    def takes(self, move: Move) -> bool:
        """Whether the case takes this move where it stands."""
        return (self.state, move) in MOVES and (self.helpdesk or move is not Move.ESCALATE)


@dataclass(frozen=True, slots=True)
class Health:
    """Facts for whoever runs it: work that waits, since when the oldest does, and work that failed."""

    waiting: int
    oldest: datetime | None
    failed: int


class Desk:
    """One per process. See docs/house.md for what its parts are given.

    `helpdesk` is the helpdesk's conversation; None: no helpdesk button, no escalation. `secret` keys the hash of
    texts. `polling` in seconds, `retention_days` for texts of escalated and unknown cases. `metrics` counts what
    it does.
    """

    def __init__(  # noqa: PLR0913 — what a desk is made of
        self,
        *,
        database: Database,
        engine_url: str,
        knowledge: Knowledge,
        ports: Sequence[ChatPort],
        helpdesk: Place | None,
        secret: bytes,
        executor_id: str = "local",
        retention_days: int = 30,
        clock: Clock | None = None,
        polling: float = 0.2,
        look_up: bool = True,
    ) -> None:
        clock = clock or SystemClock()
        self.metrics = database.metrics
        self.metrics.speaks_to(port.platform for port in ports)
        self._database = database
        self._engine = Engine(engine_url, self._perform, executor_id=executor_id, polling=polling)
        self._retention_days = retention_days
        self._means = Means(
            database=self._database,
            knowledge=knowledge,
            ports={port.platform: port for port in ports},
            postings=Postings(self._database, clock, self._engine.owns, look_up=look_up),
            helpdesk=helpdesk,
            clock=clock,
            secret=secret,
            metrics=self.metrics,
        )
        self._tasks: set[asyncio.Task[None]] = set()
        self._last: dict[str, asyncio.Task[None]] = {}
        self._chores: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Migrate, launch the engine, and queue what a former process left unanswered."""
        await self._database.open()
        try:
            self._means.postings.restored_at = await installation.restored_at(self._database)
            await self._engine.start()
        except BaseException:
            await self._database.close()
            raise
        await self.gather()
        self._chores = [
            asyncio.create_task(self._for_ever(self.sweep, _SWEEP_EVERY)),
            asyncio.create_task(self._for_ever(partial(self.gather, _FORGOTTEN), _GATHER_EVERY)),
        ]

    async def stop(self, patience: float = 10) -> None:
        """Finish what is being stored and, for `patience` seconds, what is being done; then close everything.

        What is not done by then is done by the next start.
        """
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        self._chores = []
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._engine.stop(patience)
        await self._database.close()

    async def accept(self, work: Work) -> None:
        """Store work, queue it, and return: it may be acknowledged then. Called twice it is done once.

        Work of one partition is stored one at a time, in the order of the calls: what a crash leaves out is always
        the last of it. Cancelling the caller does not stop it half-way.
        """
        task = asyncio.create_task(self._accept(work, after=self._last.get(work.partition)))
        self._tasks.add(task)
        self._last[work.partition] = task
        task.add_done_callback(partial(self._accepted, work))
        await asyncio.shield(task)

    async def open_case(self, case_id: str) -> OpenCase | None:
        """The case as it stands; None where there is none."""
        case = await ledger.load(self._means, case_id)
        if case is None:
            return None
        return OpenCase(id=case.id, state=case.state, helpdesk=self._means.helpdesk is not None)

    async def drawing(self, case_id: str, packed: str = "") -> AnswerCard | None:
        """The asker's card of a case as it stands; None where there is none.

        `packed` are its findings as one of its buttons carried them.
        """
        case = await ledger.load(self._means, case_id)
        return answer_card(case, findings_of(case, packed), self._means) if case else None

    async def health(self) -> Health:
        """How the work stands."""
        waiting = sa.select(sa.func.count(), sa.func.min(Intake.created_at)).where(
            Intake.outcome == Outcome.WAITING
        )
        failed = sa.select(sa.func.count()).where(Intake.outcome == Outcome.FAILED)

        def counted(session: Session) -> Health:
            count, oldest = session.execute(waiting).one()
            return Health(waiting=count, oldest=oldest, failed=session.scalar(failed) or 0)

        return await self._database.run(counted)

    async def sweep(self) -> None:
        """Forget texts that were kept long enough, and the engine's finished work."""
        now = self._means.clock.now()
        await retention.sweep(self._means, now, days=self._retention_days)
        await self._engine.sweep(now - retention.FINISHED, now - retention.days(self._retention_days))

    async def gather(self, older: timedelta = timedelta()) -> None:
        """Queue all work that waits and is not queued: a store that was cut off, or work to be run again.

        `older`: only what was stored so long ago; who stores at this moment queues too.
        """
        waiting = await intake.unanswered(self._means, before=self._means.clock.now() - older)
        for first in range(0, len(waiting), _GATHERED):
            revived = await self._engine.revive(dict(waiting[first : first + _GATHERED]))
            if revived:
                _log.info("work that waited is queued again", works=revived)

    async def _accept(self, work: Work, *, after: asyncio.Task[None] | None) -> None:
        if after is not None:
            await asyncio.wait([after])
        queued = await intake.store(work, self._means)
        if queued is not None:
            await self._engine.enqueue(queued.key, queued.partition)

    def _accepted(self, work: Work, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._last.get(work.partition) is task:
            del self._last[work.partition]
        if not task.cancelled() and (error := task.exception()) is not None:
            not_stored(work, error, self.metrics)

    async def _perform(self, key: str) -> None:
        await intake.perform(key, self._means)

    async def _for_ever(self, chore: Callable[[], Awaitable[None]], pause: float) -> None:
        while True:
            try:
                await chore()
            except SQLAlchemyError as error:  # a database that is away comes back
                _log.warning("a chore failed", error=type(error).__name__)
            await asyncio.sleep(pause)
