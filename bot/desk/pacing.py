"""Not too fast: one posting a second per conversation, after a short burst."""

from datetime import datetime, timedelta
from typing import Final

from bot.desk.clock import Clock
from bot.desk.work import Place

_INTERVAL: Final = timedelta(seconds=1)
_BURST: Final = 3
_KEPT: Final = 1000


class Pacing:
    """Gives turns, in the order they are asked for. It keeps when a conversation will be at rest again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at_rest: dict[tuple[str, str], datetime] = {}

    async def turn(self, place: Place) -> None:
        """Come back when it is this posting's turn in the conversation of `place`."""
        now = self._clock.now()
        conversation = (place.platform, place.conversation)
        at_rest = max(self._at_rest.get(conversation, now), now) + _INTERVAL
        self._at_rest[conversation] = at_rest
        if len(self._at_rest) > _KEPT:
            self._at_rest = {key: rest for key, rest in self._at_rest.items() if rest > now}
        wait = (at_rest - now - _BURST * _INTERVAL).total_seconds()
        if wait > 0:
            await self._clock.pause(wait)
