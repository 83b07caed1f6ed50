"""The attempt mark: that something was about to be said stands in the books before it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.desk.clock import Clock
from bot.desk.tables import Intake, Posting, rows_of
from bot.desk.work import Place

_ROWS: Final = rows_of(Posting).c
THE_POSTING: Final = sa.and_(_ROWS.key == sa.bindparam("work"), _ROWS.slot == sa.bindparam("what"))
"""The row of a posting, by the names under which a statement is given its key and slot."""

_READ: Final = sa.select(_ROWS.place).where(THE_POSTING)
_WRITE: Final = sa.insert(rows_of(Posting))


@dataclass(slots=True)
class Marking:
    """The mark of one thing to say: put in a transaction of its own, or in one that is made anyway.

    Once it `stands`, `attempted` says whether the thing was, or may have been, said before, and `noted` where it
    stands in the chat if that was noted.
    """

    key: str
    slot: str
    work: str
    clock: Clock
    restored_at: datetime | None
    stands: bool = False
    attempted: bool = False
    noted: Place | None = None

    def put(self, session: Session) -> None:
        """Put the mark, or find the one that was put before."""
        row = session.execute(_READ, {"work": self.key, "what": self.slot}).one_or_none()
        if row is None:
            session.execute(_WRITE, {"key": self.key, "slot": self.slot, "attempted_at": self.clock.now()})
            self.attempted, self.noted = self._is_older(session), None
        else:
            self.attempted, self.noted = True, Place.model_validate(row.place) if row.place else None
        self.stands = True

    def _is_older(self, session: Session) -> bool:
        """Whether the work was stored before the database was put back, and so perhaps done since."""
        if self.restored_at is None:
            return False
        stored = session.get(Intake, self.work)
        return stored is not None and stored.created_at <= self.restored_at
