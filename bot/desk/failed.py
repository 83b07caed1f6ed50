"""Work that is not done: what there is, what became of it, and running it again. Blocks.

A piece of work is called by a short id in logs and commands: its key may hold who did it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.desk.answering import MENTION
from bot.desk.chat import State
from bot.desk.following import short
from bot.desk.tables import Audit, Case, Intake, Outcome, Posting
from bot.desk.work import Manner


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work, without anything of anyone."""

    id: str
    kind: str
    manner: Manner | None
    outcome: Outcome
    error: str | None
    since: datetime
    done: datetime | None
    kept: bool
    """Whether its text is still there, without which it cannot be done again."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that it said, or tried to say."""

    slot: str
    attempted: datetime
    done: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of one piece of work. `text` (text of people) is the work as it came in, as JSON."""

    piece: Piece
    said: tuple[Said, ...]
    state: State | None
    text: str | None


def undone(engine: sa.Engine, *, waiting: bool = False) -> list[Piece]:
    """Failed work, and where that is asked for waiting work too; oldest first."""
    outcomes = (Outcome.FAILED, Outcome.WAITING) if waiting else (Outcome.FAILED,)
    rows = sa.select(Intake).where(Intake.outcome.in_(outcomes)).order_by(Intake.created_at, Intake.key)
    with Session(engine) as session:
        return [_piece(row) for row in session.scalars(rows)]


def story(engine: sa.Engine, wanted: str) -> Story | None:
    """The work of that short id; None where there is none."""
    with Session(engine) as session:
        found = _keys(session, {wanted})
        if not found:
            return None
        row = session.get_one(Intake, found[wanted])
        case = session.scalar(_case_of(row.key))
        keys = {row.key, row.key.removesuffix(MENTION), *([case.key] if case else ())}
        said = session.scalars(sa.select(Posting).where(Posting.key.in_(keys)).order_by(Posting.attempted_at))
        return Story(
            piece=_piece(row),
            said=tuple(Said(each.slot, each.attempted_at, each.done_at) for each in said),
            state=case.state if case else None,
            text=row.payload,
        )


def retry(engine: sa.Engine, wanted: Sequence[str] | None) -> dict[str, bool]:
    """Let failed work wait again; None: all of it. A running bot takes it up, a stopped one at its start.

    Gives, by short id, whether it waits now: not what is unknown, has not failed, or whose text is gone.
    """
    with Session(engine) as session, session.begin():
        failed = sa.select(Intake.key).where(Intake.outcome == Outcome.FAILED)
        if wanted is None:
            keys = {short(key): key for key in session.scalars(failed)}
        else:
            keys = _keys(session, set(wanted), failed)
        asked = list(keys) if wanted is None else list(dict.fromkeys(wanted))
        return {each: each in keys and _waits(session, keys[each]) for each in asked}


def _waits(session: Session, key: str) -> bool:
    again = (
        sa.update(Intake)
        .where(Intake.key == key, Intake.outcome == Outcome.FAILED, Intake.payload.is_not(None))
        .values(outcome=Outcome.WAITING, error=None)
        .returning(Intake.key)
    )
    return session.scalar(again) is not None


def _keys(session: Session, wanted: set[str], among: sa.Select[str] | None = None) -> dict[str, str]:
    """The keys of short ids. Only a look at all keys tells: nothing leads back from a hash."""
    keys = session.scalars(among if among is not None else sa.select(Intake.key))
    named = ((short(key), key) for key in keys)
    return {name: key for name, key in named if name in wanted}


def _case_of(key: str) -> sa.Select[Case]:
    changed = sa.select(Audit.case_id).where(Audit.key == key)
    mine = sa.or_(Case.key == key.removesuffix(MENTION), Case.made_by == key, Case.id.in_(changed))
    return sa.select(Case).where(mine).order_by(Case.created_at).limit(1)


def _piece(row: Intake) -> Piece:
    return Piece(
        id=short(row.key),
        kind=row.kind,
        manner=row.manner,
        outcome=row.outcome,
        error=row.error,
        since=row.created_at,
        done=row.done_at,
        kept=row.payload is not None,
    )
