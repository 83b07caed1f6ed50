"""Texts of people go when they were kept long enough."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from bot.desk.means import Means
from bot.desk.tables import Case, Intake, Outcome, Turn

FINISHED: Final = timedelta(days=2)
"""How long the engine remembers finished work; our own row outlives it, so that nothing runs twice."""


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)


async def sweep(means: Means, now: datetime, *, days: int) -> None:
    """Empty the texts of cases that nobody changed for `days`, and of work that failed so long ago."""
    before = now - timedelta(days=days)
    async with means.database.begin() as session:
        await session.execute(
            sa.update(Case)
            .where(Case.changed_at < before, sa.or_(Case.findings.is_not(None), Case.remark.is_not(None)))
            .values(findings=None, remark=None, resolution_sentence=None)
        )
        await session.execute(
            sa.update(Intake)
            .where(Intake.created_at < before, Intake.outcome == Outcome.FAILED, Intake.payload.is_not(None))
            .values(payload=None)
        )
        await session.execute(sa.delete(Turn).where(Turn.at_rest < now - timedelta(days=1)))
