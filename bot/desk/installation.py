"""What is true of this installation as a whole: when its database was put back from a backup."""

from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.desk.database import Database
from bot.desk.tables import Installation

_RESTORED: Final = "restored_at"


async def restored_at(database: Database) -> datetime | None:
    """When the database was last put back; None where it never was.

    Work of before may have been done since the backup was made: what it says is looked for in the chat first.
    """
    fact = await database.run(lambda session: session.get(Installation, _RESTORED))
    return datetime.fromisoformat(fact.value) if fact is not None else None


def note_restored(engine: sa.Engine, now: datetime) -> None:
    """Note that the database was put back now. Blocks."""
    with Session(engine) as session, session.begin():
        session.merge(Installation(name=_RESTORED, value=now.isoformat()))
