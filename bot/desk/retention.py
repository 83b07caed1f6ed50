"""Texts of people go when they were kept long enough."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from bot.desk.means import Means
from bot.desk.tables import Case, Intake, Outcome, Turn

FINISHED: Final = timedelta(days=2)
"""How long the engine remembers finished work; our own row outlives it, so that nothing runs twice."""


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)


async def sweep(means: Means, now: datetime, *, days: int) -> None:
    """Empty the texts of cases that nobody changed for `days`, and of work that failed so long ago.

    On SQLite its write-ahead log is emptied then, in which texts of answered work stood too.
    """

    def emptied(session: Session) -> None:
        for each in _emptied(now - timedelta(days=days)):
            session.execute(each)
        session.execute(sa.delete(Turn).where(Turn.at_rest < now - timedelta(days=1)))

    await means.database.run(emptied)
    await means.database.empty_log()


def sweep_now(engine: sa.Engine, now: datetime, *, days: int) -> int:
    """The same for a command. Blocks. Gives how many cases and works lost their texts."""
    with Session(engine) as session, session.begin():
        emptied = [session.scalars(each).all() for each in _emptied(now - timedelta(days=days))]
        return sum(map(len, emptied))


def _emptied(before: datetime) -> tuple[ReturningUpdate[str], ...]:
    texts = (Case.findings, Case.remark, Case.resolution_sentence)
    cases = sa.update(Case).where(Case.changed_at < before, sa.or_(*(text.is_not(None) for text in texts)))
    works = sa.update(Intake).where(
        Intake.created_at < before, Intake.outcome == Outcome.FAILED, Intake.payload.is_not(None)
    )
    return (
        cases.values(findings=None, remark=None, resolution_sentence=None).returning(Case.id),
        works.values(payload=None).returning(Intake.key),
    )
