"""Durable work: with workflows.py all that knows DBOS.

Work is a key. It is put on one queue, partitioned so that work of one partition runs one at a time and in order;
its key is the id of its workflow, so that it exists once. What the work does is asked of a callable that may be
run again from the start at any time; the workflow itself has no steps.

DBOS allows one engine per process, and so does this module.
"""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import structlog
from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    SetEnqueueOptions,
    SetWorkflowID,
    WorkflowStatus,
)
from dbos import error as dbos_errors
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import workflows
from bot.desk.database import close_sync, is_shared, open_sync
from bot.desk.seat import Seat

if TYPE_CHECKING:
    import sqlalchemy as sa

T = TypeVar("T")
Perform = Callable[[str], Awaitable[None]]

_VERSION: Final = "1"  # ours: rows of another version are never touched
_AT_ONCE: Final = 2000
"""Work that waits for its turn or for its platform counts too, and must keep nothing from being done. What is left
in the queue is taken from it in any order; what was taken goes oldest first."""
_THREADS: Final = 8
_LAST_LOOK: Final = 1
"""Seconds for what is under way at a stop: a look at the queue, and writing down that work has ended."""
_ROUND: Final = 2.0
"""Seconds between two rounds of a replica: it shows that it lives, and looks who does not."""
_MOURNING: Final = 3
"""Rounds in which another has to be gone before its work is taken over: a database that was away for a moment
takes all locks with it, and whoever lives has its own back by then."""

_log = structlog.get_logger(__name__)


class EngineBusyError(RuntimeError):
    """There is an engine in this process already."""


class Engine:
    """The queue and its worker. `perform` runs on the loop that called `start`.

    `polling` in seconds: how often the queue is looked at, and so how long work waits at most. At 0.2 an idle
    engine takes some 3 % of a core. On PostgreSQL `executor_id` is the first part of the id of this process, and
    work that another one left half-way when it died is taken over; on SQLite there is one process.
    """

    def __init__(self, url: str, perform: Perform, *, executor_id: str, polling: float) -> None:
        self._url = url
        self._perform = perform
        self._seat = Seat(url, executor_id) if is_shared(url) else None
        self._executor_id = self._seat.executor_id if self._seat else executor_id
        self._rounds: asyncio.Task[None] | None = None
        self._gone: dict[str, int] = {}
        self._astray: set[str] = set()
        self._threads = ThreadPoolExecutor(_THREADS, "engine")
        self._round_thread = ThreadPoolExecutor(1, "rounds")  # the seat knows one thread only
        self._polling = polling
        self._database: sa.Engine | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context = contextvars.Context()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    async def start(self) -> None:
        """Launch. What a former process of the same executor id left half-way is taken up again.

        Raises:
            EngineBusyError: an engine of this process was not stopped.
        """
        global _engine  # noqa: PLW0603 — DBOS has one instance per process; its workflow finds ours here
        if _engine is not None:
            raise EngineBusyError
        _engine = self
        self._loop = asyncio.get_running_loop()
        self._stopping = False
        try:
            if self._seat is not None:
                await self._beside(self._seat.keep, self._round_thread)
            await self._beside(self._launch)
        except BaseException:
            await self._put_away(0)
            raise
        if self._seat is not None:
            self._rounds = asyncio.create_task(self._make_rounds(self._seat))

    def _launch(self) -> None:
        self._database = open_sync(self._url)
        config = DBOSConfig(
            name=workflows.NAME,
            system_database_engine=self._database,
            application_version=_VERSION,
            executor_id=self._executor_id,
            serializer=DBOSPortableJSONSerializer(),
            log_level="WARNING",
            max_executor_threads=_THREADS,
            notification_listener_polling_interval_sec=5 * self._polling,  # ours never come; a stop waits for it
        )
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(
            workflows.QUEUE,
            partition_concurrency=1,
            worker_concurrency=_AT_ONCE,
            polling_interval_sec=self._polling,
        )

    async def enqueue(self, key: str, partition: str) -> None:
        """Put work on the queue, unless it was put there before."""
        await self._beside(partial(_enqueue, key, partition))

    async def revive(self, works: Mapping[str, str]) -> int:
        """See that work is queued or under way, given as keys with their partitions; gives how much was not.

        Work that had ended, because it failed or because someone lost it, is run again from its start.
        """
        return await self._beside(partial(self._revive, works))

    async def owns(self, key: str) -> bool:
        """Whether the work is still this process's to do: a process that slept may have lost it to another."""
        database = self._database
        if database is None:
            return False
        return await self._beside(partial(workflows.holder, database, key)) == self._executor_id

    async def sweep(self, finished_before: datetime, failed_before: datetime) -> None:
        """Forget finished work, and failed work, of before those times."""
        await self._beside(partial(workflows.forget, finished_before, failed_before))

    async def stop(self, patience: float) -> None:
        """Take no new work, let running work end for `patience` seconds, then leave the rest to the next start.

        Takes a second more, but none at all for no patience: then nothing should be queued.
        """
        if _engine is not self:
            return
        self._stopping = True
        if self._rounds is not None:
            self._rounds.cancel()
            await asyncio.gather(self._rounds, return_exceptions=True)
            self._rounds = None
        try:
            async with asyncio.timeout(patience):
                await self._drained()
        except TimeoutError:
            left = tuple(self._running.values())
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
        await self._put_away(_LAST_LOOK if patience else 0)

    async def _drained(self) -> None:
        while self._running:
            await asyncio.wait(self._running.values())

    async def _put_away(self, seconds: int) -> None:
        global _engine  # noqa: PLW0603 — see start
        await self._beside(partial(self._destroy, seconds))
        if self._seat is not None:
            await self._beside(self._seat.leave, self._round_thread)
        self._threads.shutdown(wait=False)
        self._round_thread.shutdown(wait=False)
        _engine = None

    def _destroy(self, seconds: int) -> None:
        DBOS.destroy(workflow_completion_timeout_sec=seconds)
        if self._database is not None:
            close_sync(self._database)
            self._database = None

    async def _beside(self, call: Callable[[], T], thread: ThreadPoolExecutor | None = None) -> T:
        """Do what blocks in a thread of our own: DBOS fills the loop's while its database is away."""
        in_context = partial(contextvars.copy_context().run, call)
        return await asyncio.get_running_loop().run_in_executor(thread or self._threads, in_context)

    def _revive(self, works: Mapping[str, str]) -> int:
        found = {each.workflow_id: each for each in workflows.standing(works)}
        revived = 0
        for key, partition in works.items():  # in the order that was given
            if key not in found:
                _enqueue(key, partition)
            elif workflows.has_ended(found[key]):
                workflows.run_again(key, partition)
            else:
                continue
            revived += 1
        idle = {key for key, work in found.items() if self._is_idle(work)}
        astray, self._astray = idle & self._astray, idle
        workflows.queue_again(astray)  # given to us, and we never heard of it: the database's answer was lost
        return revived + len(astray)

    def _is_idle(self, work: WorkflowStatus) -> bool:
        """Whether work is ours to do and nobody does it, now or a moment ago."""
        mine = work.status == "PENDING" and work.executor_id == self._executor_id
        return mine and work.workflow_id not in self._running

    async def _make_rounds(self, seat: Seat) -> None:
        while True:
            await asyncio.sleep(_ROUND)
            await self._beside(partial(self._round, seat), self._round_thread)

    def _round(self, seat: Seat) -> None:
        try:
            if not seat.keep():
                return
            at_work = workflows.at_work() - {self._executor_id}
            self._gone = {other: self._gone.get(other, 0) for other in at_work}
            for other in at_work:
                with seat.of_the_dead(other) as dead:
                    self._gone[other] = self._gone[other] + 1 if dead else 0
                    if self._gone[other] >= _MOURNING:
                        _log.warning(
                            "the work of a replica that died is taken over", works=workflows.take_over(other)
                        )
        except (SQLAlchemyError, dbos_errors.DBOSException) as error:
            _log.warning("a round of this replica failed", error=type(error).__name__)

    async def run(self, key: str) -> None:
        """Perform work that the queue gave, on our own loop. Called on DBOS's."""
        if self._loop is None:
            raise EngineBusyError
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._run(key), self._loop))

    async def _run(self, key: str) -> None:
        if self._stopping:
            await asyncio.Event().wait()  # until DBOS is gone, and its workflow with it: the next start does it
        # Outside the workflow's context: there DBOS would take every question asked of it for a step.
        task = asyncio.get_running_loop().create_task(self._performed(key), context=self._context.copy())
        self._running[key] = task
        try:
            await task
        finally:
            del self._running[key]

    async def _performed(self, key: str) -> None:
        await self._perform(key)


_engine: Engine | None = None


@DBOS.workflow(name="work")
async def _work(key: str) -> None:
    if _engine is not None:
        await _engine.run(key)


def _enqueue(key: str, partition: str) -> None:
    with SetWorkflowID(key), SetEnqueueOptions(queue_partition_key=partition):
        DBOS.enqueue_workflow(workflows.QUEUE, _work, key)
