"""How a conversation is reached again where its platform gives no lasting address: what it last said of that."""

from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.desk.clock import Clock, SystemClock
from bot.desk.database import Database
from bot.desk.tables import ConversationReference


@dataclass(frozen=True, slots=True)
class Reference:
    """A conversation and the way to it.

    `service` is the address that it is spoken to at, `bot` who we are there. `person` is whose direct
    conversation it is; None where it is nobody's own.
    """

    platform: str
    team: str
    conversation: str
    service: str
    bot: str
    person: str | None = None


class KeptReferences:
    """The references of one platform in the desk's database, which must be open."""

    def __init__(self, database: Database, platform: str, clock: Clock | None = None) -> None:
        self._database = database
        self._platform = platform
        self._clock = clock or SystemClock()

    async def note(self, reference: Reference) -> None:
        """Keep a reference, in place of what was known of its conversation."""
        kept = replace(reference, platform=self._platform)

        def noted(session: Session) -> None:
            row = session.get(ConversationReference, (self._platform, kept.conversation))
            if row is None or _reference(row) != kept:
                session.merge(
                    ConversationReference(
                        platform=kept.platform,
                        team=kept.team,
                        conversation=kept.conversation,
                        service=kept.service,
                        bot=kept.bot,
                        person=kept.person,
                        noted_at=self._clock.now(),
                    )
                )

        try:
            await self._database.run(noted)
        except IntegrityError:  # the same conversation was heard from twice at once
            await self._database.run(noted)

    async def reference(self, conversation: str) -> Reference | None:
        """The way to a conversation, if it was ever noted."""
        key = (self._platform, conversation)
        row = await self._database.run(lambda session: session.get(ConversationReference, key))
        return _reference(row) if row is not None else None

    async def nearest(self, team: str, person: str) -> Reference | None:
        """The direct conversation with a person; else the last noted in their team: it leads there too."""
        row = ConversationReference
        whose = sa.case((row.person == person, 0), else_=1)
        wanted = sa.select(row).where(row.platform == self._platform, row.team == team)
        wanted = wanted.order_by(whose, row.noted_at.desc(), row.conversation).limit(1)
        found = await self._database.run(lambda session: session.scalars(wanted).first())
        return _reference(found) if found is not None else None


def _reference(row: ConversationReference) -> Reference:
    return Reference(
        platform=row.platform,
        team=row.team,
        conversation=row.conversation,
        service=row.service,
        bot=row.bot,
        person=row.person,
    )
