"""Not too fast: one posting a second per conversation, after a short burst."""

from datetime import datetime, timedelta
from typing import Final, Protocol

import sqlalchemy as sa

from bot.desk.clock import Clock
from bot.desk.database import Database, is_shared
from bot.desk.work import Place

_INTERVAL: Final = timedelta(seconds=1)
_BURST: Final = 3
_KEPT: Final = 1000
_LONGEST: Final = timedelta(hours=1)
"""No turn is given further ahead: a clock that was wrong for a while must not silence a conversation."""


class Pacing(Protocol):
    """Gives turns, in the order they are asked for."""

    async def turn(self, place: Place) -> None:
        """Come back when it is this posting's turn in the conversation of `place`."""
        ...


def pacing_for(database: Database, clock: Clock) -> Pacing:
    """The pacing of a database: where replicas share it they share the turns too."""
    return SharedPacing(database, clock) if is_shared(database.url) else OwnPacing(clock)


class OwnPacing:
    """The turns of one process. It keeps when a conversation will be at rest again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at_rest: dict[tuple[str, str], datetime] = {}
        self._seen = clock.now()

    async def turn(self, place: Place) -> None:
        """Come back when it is this posting's turn in the conversation of `place`."""
        now = self._clock.now()
        if now < self._seen:  # the clock was put back, and all turns with it
            behind = self._seen - now
            self._at_rest = {key: rest - behind for key, rest in self._at_rest.items()}
        self._seen = now
        conversation = (place.platform, place.conversation)
        at_rest = min(max(self._at_rest.get(conversation, now), now) + _INTERVAL, now + _LONGEST)
        self._at_rest[conversation] = at_rest
        if len(self._at_rest) > _KEPT:
            self._at_rest = {key: rest for key, rest in self._at_rest.items() if rest > now}
        await _wait(self._clock, at_rest - now)


class SharedPacing:
    """The turns of all replicas on one PostgreSQL, by its clock: theirs may differ."""

    _TURN: Final = sa.text(
        """
        insert into turns as t (conversation, at_rest) values (:conversation, clock_timestamp() + :interval)
        on conflict (conversation) do update set at_rest =
            least(greatest(t.at_rest, clock_timestamp()) + :interval, clock_timestamp() + :longest)
        returning at_rest - clock_timestamp()
        """
    ).bindparams(interval=_INTERVAL, longest=_LONGEST)

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def turn(self, place: Place) -> None:
        """Come back when it is this posting's turn in the conversation of `place`."""
        conversation = {"conversation": f"{place.platform}:{place.conversation}"}
        ahead = await self._database.run(lambda session: session.scalar(self._TURN, conversation))
        await _wait(self._clock, ahead or timedelta())


async def _wait(clock: Clock, ahead: timedelta) -> None:
    wait = (ahead - _BURST * _INTERVAL).total_seconds()
    if wait > 0:
        await clock.pause(wait)
