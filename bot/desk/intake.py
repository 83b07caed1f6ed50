"""The intake: work is written down as it came in, done, and then only its outcome is kept."""

import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Final

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.answers.words import notices
from bot.desk.absence import is_away
from bot.desk.answering import MENTION
from bot.desk.chat import ChatError, ChatUnavailableError
from bot.desk.following import ended, failed, following, received
from bot.desk.handlers import HANDLERS
from bot.desk.line import FIRST, grown
from bot.desk.means import Means
from bot.desk.patience import Doing, doing
from bot.desk.posting import WorkLostError
from bot.desk.tables import Intake, Outcome, rows_of
from bot.desk.telling import tell
from bot.desk.thinking import mac
from bot.desk.work import WORK, Edited, Manner, Shown, Work

_log = structlog.get_logger(__name__)

_FRAMES: Final = 8

_ROWS: Final = rows_of(Intake).c
_THE_WORK: Final = _ROWS.key == sa.bindparam("work")
_READ: Final = sa.select(_ROWS.payload, _ROWS.manner, _ROWS.outcome, _ROWS.created_at).where(_THE_WORK)
_WRITE: Final = sa.insert(rows_of(Intake))
_DONE: Final = (
    sa.update(rows_of(Intake))
    .where(_THE_WORK)
    .values(outcome=sa.bindparam("became"), error=sa.bindparam("code"), payload=None, done_at=sa.bindparam("at"))
    .returning(_ROWS.key)
)


class WorkFailedError(Exception):
    """A piece of work ended in an error; `code` says which, in a word that holds nothing of anyone."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def store(work: Work, means: Means) -> Work | None:
    """Write work down, unless it is there. Gives what is to be queued; None where it was done already.

    A mention whose post came as a plain message before is kept beside it, under a key of its own.

    Raises:
        SQLAlchemyError: it is not written down. Where the database is away that is logged once.
    """
    try:
        stored = await _stored_once(work, means)
    except SQLAlchemyError as error:
        if is_away(error):
            means.absence.noticed(error)
        raise
    means.absence.over()
    return stored


async def unanswered(means: Means, *, before: datetime) -> list[tuple[str, str]]:
    """Key and partition of all work that is not done and was stored before a time, oldest first."""
    waiting = sa.select(Intake.key, Intake.partition).where(
        Intake.outcome == Outcome.WAITING, Intake.created_at <= before
    )
    oldest_first = waiting.order_by(Intake.created_at, Intake.key)
    rows = await means.database.run(lambda session: session.execute(oldest_first).all())
    return [(key, partition) for key, partition in rows]


async def perform(key: str, means: Means) -> None:
    """Do the work under a key and forget its text. May be run again at any time.

    Where the database is away it is done again, from its start, until the database is back.

    Raises:
        WorkFailedError: it could not be done; its payload is kept so that it can be run again.
    """
    growing = FIRST
    work = Doing(key, means.line(_platform(key)), means.hands)
    async with doing(work):
        while True:
            try:
                await _perform(key, means)
            except SQLAlchemyError as error:
                if not is_away(error):
                    raise
                means.absence.noticed(error)
                work.rest()
                await means.clock.pause(growing)
                await work.go_on()
                growing = grown(growing)
            else:
                means.absence.over()
                return


async def _perform(key: str, means: Means) -> None:
    row = await means.database.run(lambda session: session.execute(_READ, {"work": key}).one_or_none())
    if row is None or row.payload is None or row.outcome is Outcome.ANSWERED:
        return  # done by a former process that died before it could say so
    work = WORK.validate_json(row.payload)
    with following(work, row.created_at, means.metrics, means.clock):
        await _do(work, means)


async def _do(work: Work, means: Means) -> None:
    try:
        outcome = await HANDLERS[work.kind](work, means)
    except WorkLostError:
        _log.warning("work was taken over", kind=work.kind)
        return
    except ChatUnavailableError as error:
        await _fail(work, error.code, means)
        raise WorkFailedError(error.code) from None
    except ChatError as error:
        _log.warning("work was refused", kind=work.kind, code=error.code)
        await _done(work, Outcome.REFUSED, means, code=error.code)
        return
    except Exception as error:  # the outermost edge: what a stranger's text brought about ends here
        if is_away(error):
            raise
        code = type(error).__name__
        await _fail(work, code, means, where=_where(error))
        await tell(work, notices.TROUBLE, means)
        raise WorkFailedError(code) from None
    await _done(work, outcome, means)


async def _stored_once(work: Work, means: Means) -> Work | None:
    try:
        return await _stored(work, means)
    except IntegrityError:  # another replica stored it at the same moment
        return await _stored(work, means)


async def _stored(work: Work, means: Means) -> Work | None:
    stored, was = await means.database.run(lambda session: _once(session, work, means))
    received(stored, means.metrics, again=was is not None)
    return stored if was in {None, Outcome.WAITING} else None


def _once(session: Session, work: Work, means: Means) -> tuple[Work, Outcome | None]:
    """Write a row unless one stands. Gives the work as it stands there, and the outcome of what stood before."""
    row = session.execute(_READ, {"work": work.key}).one_or_none()
    if row is not None and row.manner is Manner.WATCHED and _is_mention(work):
        work = work.model_copy(update={"key": work.key + MENTION})
        row = session.execute(_READ, {"work": work.key}).one_or_none()
    if row is None:
        session.execute(_WRITE, _row(work, means))
    return work, row.outcome if row is not None else None


def _platform(key: str) -> str:
    """The platform in a work key."""
    return (*key.split(":", 2), "")[1]


def _is_mention(work: Work) -> bool:
    return isinstance(work, Shown) and work.manner is Manner.MENTION


def _row(work: Work, means: Means) -> dict[str, object]:
    shown = work if isinstance(work, Shown | Edited) else None
    return {
        "key": work.key,
        "event_id": work.event_id,
        "kind": work.kind,
        "manner": shown.manner if shown else None,
        "partition_key": work.partition,
        "payload": work.model_dump_json(),
        "text_mac": mac(means.secret, shown.text, shown.files) if shown else None,
        "outcome": Outcome.WAITING,
        "created_at": means.clock.now(),
    }


async def _done(work: Work, outcome: Outcome, means: Means, *, code: str | None = None) -> None:
    done = {"work": work.key, "became": outcome, "code": code, "at": means.clock.now()}
    if await means.database.run(lambda session: session.execute(_DONE, done).one_or_none()) is None:
        return  # whoever did it was forgotten meanwhile
    ended(outcome.value, code)


async def _fail(work: Work, code: str, means: Means, *, where: Sequence[str] = ()) -> None:
    ill = sa.update(Intake).where(Intake.key == work.key).values(outcome=Outcome.FAILED, error=code[:100])
    await means.database.run(lambda session: session.execute(ill))
    failed(code, where)


def _where(error: BaseException) -> list[str]:
    """The last places an error went through: names of our functions and lines, nothing that was in them."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
