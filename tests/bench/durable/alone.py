"""DBOS alone: a workflow with two empty steps, on a queue partitioned as ours, until all are done."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID

from bot.desk.database import open_sync

_QUEUE = "alone"


@DBOS.step(name="first")
async def first() -> None: ...


@DBOS.step(name="second")
async def second() -> None: ...


@DBOS.workflow(name="alone")
async def alone(key: str) -> None:
    del key
    await first()
    await second()


def enqueue(number: int) -> None:
    with SetWorkflowID(f"1000.{number:06}"), SetEnqueueOptions(queue_partition_key=f"P{number}"):
        DBOS.enqueue_workflow(_QUEUE, alone, str(number))


@asynccontextmanager
async def launched(url: str, *, polling: float) -> AsyncIterator[None]:
    """DBOS with its queue, until the end of the block."""
    database = open_sync(url)
    config = DBOSConfig(
        name="alone",
        system_database_engine=database,
        application_version="1",
        executor_id="local",
        serializer=DBOSPortableJSONSerializer(),
        log_level="WARNING",
        max_executor_threads=8,
    )
    DBOS(config=config)
    await asyncio.to_thread(DBOS.launch)
    await asyncio.to_thread(
        lambda: DBOS.register_queue(
            _QUEUE, partition_concurrency=1, worker_concurrency=16, polling_interval_sec=polling
        )
    )
    yield
    await asyncio.to_thread(lambda: DBOS.destroy(workflow_completion_timeout_sec=1))
    database.dispose()


async def seconds(url: str, events: int, *, at_once: int) -> float:
    """From the first that is queued to the last that is done; `at_once` are queued side by side."""
    numbers = iter(range(events))

    async def bring() -> None:
        for number in numbers:
            await asyncio.to_thread(enqueue, number)

    async with launched(url, polling=0.02):
        started = time.perf_counter()
        await asyncio.gather(*(bring() for _ in range(at_once)))
        while await asyncio.to_thread(_left):  # noqa: ASYNC110 — what is waited for is in a database
            await asyncio.sleep(0.02)
        return time.perf_counter() - started


def _left() -> bool:
    left = DBOS.list_workflows(status=["ENQUEUED", "PENDING"], limit=1, load_input=False, load_output=False)
    return bool(left)
