"""What stands in the engine's own tables: looked at, queued again, forgotten. Knows DBOS, as engine.py does."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, WorkflowStatus
from dbos import error as dbos_errors
from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter

NAME: Final = "bouncewijzer"
QUEUE: Final = "work"
SCHEMA: Final = "dbos"
"""Where the engine's tables are on PostgreSQL."""

_FINISHED: Final = ["SUCCESS", "CANCELLED"]
_FAILED: Final = ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_LEFTOVERS: Final = 200

_STATUS: Final = sa.Table(
    "workflow_status",
    sa.MetaData(),
    sa.Column("workflow_uuid", sa.Text),
    sa.Column("status", sa.Text),
    sa.Column("executor_id", sa.Text),
    sa.Column("inputs", sa.Text),
    sa.Column("queue_partition_key", sa.Text),
)


def _holder(status: sa.Table) -> sa.Select[str]:
    return sa.select(status.c.executor_id).where(
        status.c.workflow_uuid == sa.bindparam("key"), status.c.status == "PENDING"
    )


_HOLDER_IN_FILE: Final = _holder(_STATUS)
_HOLDER_ON_SERVER: Final = _holder(_STATUS.to_metadata(sa.MetaData(), schema=SCHEMA))


def standing(keys: Mapping[str, str]) -> list[WorkflowStatus]:
    """What the engine knows of work under these keys; less than there are keys where some never came to it."""
    return DBOS.list_workflows(workflow_ids=list(keys), load_input=False, load_output=False)


def holder(engine: sa.Engine, key: str) -> str | None:
    """The executor id under which work is half-way; None where it is not. Asked before each posting: one row."""
    with engine.connect() as connection:
        if _schema(engine) is None:
            return connection.scalar(_HOLDER_IN_FILE, {"key": key})
        connection.execution_options(isolation_level="AUTOCOMMIT")  # one question, one answer
        return connection.scalar(_HOLDER_ON_SERVER, {"key": key})


def has_ended(work: WorkflowStatus) -> bool:
    """Whether the engine is done with it, well or badly."""
    return work.status in {*_FINISHED, *_FAILED}


def run_again(key: str, partition: str) -> None:
    """Queue again what has ended, unless another replica just did."""
    with contextlib.suppress(dbos_errors.DBOSException):
        DBOS.rewind_workflow(key, queue_name=QUEUE, queue_partition_key=partition)


def queue_again(keys: set[str]) -> None:
    """Queue again, in its old place, what is half-way."""
    if keys:
        DBOS.resume_workflows(sorted(keys), queue_name=QUEUE)


def at_work() -> set[str]:
    """The executor ids under which there is work half-way."""
    pending = DBOS.list_workflows(status="PENDING", queue_name=QUEUE, load_input=False, load_output=False)
    return {each.executor_id for each in pending if each.executor_id is not None}


def take_over(executor_id: str) -> int:
    """Queue again what was half-way under an id; gives how much that was."""
    left = DBOS.list_workflows(
        status="PENDING", queue_name=QUEUE, executor_id=executor_id, load_input=False, load_output=False
    )
    queue_again({each.workflow_id for each in left})
    return len(left)


def forget(finished_before: datetime, failed_before: datetime) -> None:
    """Forget finished work, and failed work, of before those times."""
    for statuses, before in ((_FINISHED, finished_before), (_FAILED, failed_before)):
        while _forget_some(statuses, before) == _LEFTOVERS:
            pass


def erase(engine: sa.Engine, is_meant: Callable[[tuple[object, ...]], bool]) -> int:
    """Take work out of the engine's own tables, also from under a process that has it in hand. Blocks.

    `is_meant` is asked with the id, the input and the partition of each. Gives how many there were.
    """
    if not sa.inspect(engine).has_table(_STATUS.name, schema=_schema(engine)):
        return 0
    columns = _STATUS.c
    standing = sa.select(columns.workflow_uuid, columns.inputs, columns.queue_partition_key)
    with engine.connect() as connection:
        rows = connection.execute(standing, execution_options=_where(engine))
        meant = [str(row[0]) for row in rows if is_meant(tuple(row))]
    client = DBOSClient(
        system_database_engine=engine,
        serializer=DBOSPortableJSONSerializer(),
        application_name=NAME,
        lazy=True,
        retry_connection_errors=False,
    )
    try:
        client.delete_workflows(meant)
    finally:
        client.destroy()
    return len(meant)


def _where(engine: sa.Engine) -> CoreExecuteOptionsParameter:
    return {"schema_translate_map": {None: _schema(engine)}}


def _schema(engine: sa.Engine) -> str | None:
    return SCHEMA if engine.dialect.name == "postgresql" else None


def _forget_some(statuses: list[str], before: datetime) -> int:
    found = DBOS.list_workflows(
        status=statuses,
        completed_before=before.isoformat(),
        limit=_LEFTOVERS,
        load_input=False,
        load_output=False,
    )
    DBOS.delete_workflows([workflow.workflow_id for workflow in found])
    return len(found)
