"""Saying a thing exactly once, whatever dies in between.

mark → (had it stood already: look in the chat, adopt) → still ours? → post → note the place

After a backup was put back a mark may be missing: what was stored before then is always looked for.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from bot.desk.chat import ChatPort, ChatRefusedError, Drawing
from bot.desk.clock import Clock
from bot.desk.database import Database
from bot.desk.following import posted
from bot.desk.marking import THE_POSTING, Marking
from bot.desk.pacing import pacing_for
from bot.desk.patience import LIMIT, patiently, within
from bot.desk.tables import Posting, rows_of
from bot.desk.work import Place

if TYPE_CHECKING:
    from datetime import datetime

_log = structlog.get_logger(__name__)

_NOTE: Final = (
    sa.update(rows_of(Posting))
    .where(THE_POSTING)
    .values(place=sa.bindparam("stands", type_=rows_of(Posting).c.place.type), done_at=sa.bindparam("at"))
)

Noting = Callable[[Session, Place | None], None]
"""What else is written down when it is noted where something stands; None for what stands nowhere."""


def nothing_more(_session: Session, _place: Place | None) -> None:
    """The place says it all."""


class WorkLostError(Exception):
    """The work was taken over by another process while this one slept: stop, and touch nothing more."""


class Postings:
    """What was said, by the key of the work and a slot ("answer", "helpdesk").

    `owns` tells whether a work key is still this process's. `look_up=False` posts without looking for an
    earlier attempt: only to show that a harness finds the doubles which that makes. `restored_at` is when the
    database was put back from a backup.
    """

    def __init__(
        self, database: Database, clock: Clock, owns: Callable[[str], Awaitable[bool]], *, look_up: bool = True
    ) -> None:
        self._database = database
        self._clock = clock
        self._owns = owns
        self._look_up = look_up
        self.restored_at: datetime | None = None
        self._pacing = pacing_for(database, clock)

    def marking(self, key: str, slot: str, work: str) -> Marking:
        """The mark of something to say under `key` and `slot`, for the piece of work `work`."""
        return Marking(key, slot, work, self._clock, self.restored_at)

    async def post(
        self, port: ChatPort, place: Place, drawing: Drawing, marking: Marking, *, noting: Noting = nothing_more
    ) -> Place:
        """Post under a mark, unless that was done; give where it stands.

        `noting` is done in the transaction that notes the place: once for each call, so it may be done again.

        Raises:
            ChatRefusedError: the platform will not have it.
            ChatUnavailableError: it could not, for as long as the answer was worth giving.
            WorkLostError: another process does this work now.
        """
        if not marking.stands:
            await self._database.run(marking.put)
        noted, mark = marking.noted, f"{marking.key}#{marking.slot}"
        if noted is not None:
            await self._database.run(lambda session: noting(session, noted))
            return noted

        async def attempt() -> Place:
            if marking.attempted and self._look_up:
                found = await self._find(port, place, mark)
                if found is not None:
                    return found
            marking.attempted = True
            await self._pacing.turn(place)
            if not await self._owns(marking.work):
                raise WorkLostError
            return await within(LIMIT, port.post(place, drawing, mark))

        stands = await patiently(self._clock, attempt)
        posted(marking.slot)
        await self._note(marking.key, marking.slot, stands, noting)
        return stands

    async def whisper(  # noqa: PLR0913 — as post
        self,
        port: ChatPort,
        route: str,
        drawing: Drawing,
        *,
        key: str,
        slot: str,
        noting: Noting = nothing_more,
    ) -> None:
        """Answer one person, once as far as anyone can tell: nobody but the reader can find such a message again.

        `noting` as in `post`. Raises as `post` does, and RouteExpiredError.
        """
        row = await self._row(key, slot)
        if row is not None and row.done_at is not None:
            await self._database.run(lambda session: noting(session, None))
            return
        await patiently(self._clock, lambda: within(LIMIT, port.whisper(route, drawing, replace=False)))
        posted(slot)
        await self._database.run(self.marking(key, slot, key).put)
        await self._note(key, slot, None, noting)

    async def place(self, key: str, slot: str) -> Place | None:
        """Where it stands, if it was said and noted."""
        row = await self._row(key, slot)
        return Place.model_validate(row.place) if row is not None and row.place else None

    async def forget(self, key: str, slot: str) -> None:
        """What stood under this key was taken away: it may be said anew."""
        row = sa.delete(Posting).where(Posting.key == key, Posting.slot == slot)
        await self._database.run(lambda session: session.execute(row))

    async def _row(self, key: str, slot: str) -> Posting | None:
        return await self._database.run(lambda session: session.get(Posting, (key, slot)))

    async def _note(self, key: str, slot: str, place: Place | None, noting: Noting) -> None:
        stands = place.model_dump() if place else None
        note = {"work": key, "what": slot, "stands": stands, "at": self._clock.now()}

        def noted(session: Session) -> None:
            session.execute(_NOTE, note)  # nothing where it was of someone who was forgotten meanwhile
            noting(session, place)

        await self._database.run(noted)

    async def _find(self, port: ChatPort, place: Place, mark: str) -> Place | None:
        try:
            return await within(LIMIT, port.find(place, mark))
        except ChatRefusedError as error:  # no right to read here: better twice than never
            _log.warning("posting without a look", platform=port.platform, code=error.code)
            return None
