"""Durable work: the one module that knows DBOS.

Work is a key. It is put on one queue, partitioned so that work of one partition runs one at a time and in order;
its key is the id of its workflow, so that it exists once. What the work does is asked of a callable that may be
run again from the start at any time; the workflow itself has no steps.

DBOS allows one engine per process, and so does this module.
"""

import asyncio
import contextlib
import contextvars
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final

import sqlalchemy as sa
import structlog
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID
from dbos import error as dbos_errors
from sqlalchemy.exc import DBAPIError

from bot.desk.database import is_shared, open_sync
from bot.desk.seat import Seat

Perform = Callable[[str], Awaitable[None]]

SCHEMA: Final = "dbos"
"""Where the engine's tables are on PostgreSQL."""

_NAME: Final = "bouncewijzer"
_VERSION: Final = "1"  # ours: rows of another version are never touched
_QUEUE: Final = "work"
_AT_ONCE: Final = 2000
"""Work that waits for its turn or for its platform counts too, and must keep nothing from being done. What is left
in the queue is taken from it in any order; what was taken goes oldest first."""
_THREADS: Final = 8
_LEFTOVERS: Final = 200
_LAST_LOOK: Final = 1
"""Seconds for what is under way at a stop: a look at the queue, and writing down that work has ended."""
_FINISHED: Final = ["SUCCESS", "CANCELLED"]
_FAILED: Final = ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
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
                await asyncio.to_thread(self._seat.keep)
            await asyncio.to_thread(self._launch)
        except BaseException:
            await asyncio.to_thread(self._destroy)
            _engine = None
            raise
        if self._seat is not None:
            self._rounds = asyncio.create_task(self._make_rounds(self._seat))

    def _launch(self) -> None:
        self._database = open_sync(self._url)
        config = DBOSConfig(
            name=_NAME,
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
            _QUEUE, partition_concurrency=1, worker_concurrency=_AT_ONCE, polling_interval_sec=self._polling
        )

    async def enqueue(self, key: str, partition: str) -> None:
        """Put work on the queue, unless it was put there before."""
        await asyncio.to_thread(_enqueue, key, partition)

    async def revive(self, works: Mapping[str, str]) -> int:
        """See that work is queued or under way, given as keys with their partitions; gives how much was not.

        Work that had ended, because it failed or because someone lost it, is run again from its start.
        """
        return await asyncio.to_thread(_revive, works)

    async def owns(self, key: str) -> bool:
        """Whether the work is still this process's to do: a process that slept may have lost it to another."""
        status = await asyncio.to_thread(DBOS.get_workflow_status, key)
        return status is not None and status.status == "PENDING" and status.executor_id == self._executor_id

    async def sweep(self, finished_before: datetime, failed_before: datetime) -> None:
        """Forget finished work, and failed work, of before those times."""
        for statuses, before in ((_FINISHED, finished_before), (_FAILED, failed_before)):
            while await asyncio.to_thread(_forget, statuses, before) == _LEFTOVERS:
                pass

    async def stop(self, patience: float) -> None:
        """Take no new work, let running work end for `patience` seconds, then leave the rest to the next start.

        Takes a second more, but none at all for no patience: then nothing should be queued.
        """
        global _engine  # noqa: PLW0603 — see start
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
        await asyncio.to_thread(self._destroy, _LAST_LOOK if patience else 0)
        _engine = None

    async def _drained(self) -> None:
        while self._running:
            await asyncio.wait(self._running.values())

    def _destroy(self, seconds: int = 0) -> None:
        DBOS.destroy(workflow_completion_timeout_sec=seconds)
        if self._database is not None:
            self._database.dispose()
            self._database = None
        if self._seat is not None:
            self._seat.leave()

    async def _make_rounds(self, seat: Seat) -> None:
        while True:
            await asyncio.sleep(_ROUND)
            await asyncio.to_thread(self._round, seat)

    def _round(self, seat: Seat) -> None:
        try:
            if not seat.keep():
                return
            at_work = _at_work() - {self._executor_id}
            self._gone = {other: self._gone.get(other, 0) for other in at_work}
            for other in at_work:
                with seat.of_the_dead(other) as dead:
                    self._gone[other] = self._gone[other] + 1 if dead else 0
                    if self._gone[other] >= _MOURNING:
                        _log.warning("the work of a replica that died is taken over", works=_take_over(other))
        except DBAPIError as error:
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


def erase(engine: sa.Engine, is_meant: Callable[[tuple[object, ...]], bool]) -> int:
    """Take work out of the engine's own tables, also from under a process that has it in hand. Blocks.

    `is_meant` is asked with the id, the input and the partition of each. Gives how many there were.
    """
    if not sa.inspect(engine).has_table("workflow_status", schema=_schema(engine)):
        return 0
    names = ("workflow_uuid", "inputs", "queue_partition_key")
    columns: list[sa.ColumnClause[str]] = [sa.column(name) for name in names]
    standing = sa.select(*columns).select_from(sa.table("workflow_status", schema=_schema(engine)))
    with engine.connect() as connection:
        meant = [str(row[0]) for row in connection.execute(standing) if is_meant(tuple(row))]
    client = DBOSClient(
        system_database_engine=engine,
        serializer=DBOSPortableJSONSerializer(),
        application_name=_NAME,
        lazy=True,
        retry_connection_errors=False,
    )
    try:
        client.delete_workflows(meant)
    finally:
        client.destroy()
    return len(meant)


def _schema(engine: sa.Engine) -> str | None:
    return SCHEMA if engine.dialect.name == "postgresql" else None


def _enqueue(key: str, partition: str) -> None:
    with SetWorkflowID(key), SetEnqueueOptions(queue_partition_key=partition):
        DBOS.enqueue_workflow(_QUEUE, _work, key)


def _revive(works: Mapping[str, str]) -> int:
    found = DBOS.list_workflows(workflow_ids=list(works), load_input=False, load_output=False)
    ended = {each.workflow_id for each in found if each.status in {*_FINISHED, *_FAILED}}
    missing = works.keys() - {each.workflow_id for each in found}
    for key in works:  # in the order that was given
        if key in ended:
            with contextlib.suppress(dbos_errors.DBOSException):  # another replica was first
                DBOS.rewind_workflow(key, queue_name=_QUEUE, queue_partition_key=works[key])
        elif key in missing:
            _enqueue(key, works[key])
    return len(ended) + len(missing)


def _at_work() -> set[str]:
    """The executor ids under which there is work half-way."""
    pending = DBOS.list_workflows(status="PENDING", queue_name=_QUEUE, load_input=False, load_output=False)
    return {each.executor_id for each in pending if each.executor_id is not None}


def _take_over(executor_id: str) -> int:
    """Queue again, in its old place, what was half-way under an id."""
    left = DBOS.list_workflows(
        status="PENDING", queue_name=_QUEUE, executor_id=executor_id, load_input=False, load_output=False
    )
    if left:
        DBOS.resume_workflows([each.workflow_id for each in left], queue_name=_QUEUE)
    return len(left)


def _forget(statuses: list[str], before: datetime) -> int:
    found = DBOS.list_workflows(
        status=statuses,
        completed_before=before.isoformat(),
        limit=_LEFTOVERS,
        load_input=False,
        load_output=False,
    )
    DBOS.delete_workflows([workflow.workflow_id for workflow in found])
    return len(found)
