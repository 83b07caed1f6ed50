"""Who is in a conversation, and what they are called: asked for one person at a time, kept for a moment."""

import time
from collections.abc import Callable
from typing import Final

from bot.desk.chat import ChatError
from bot.desk.references import Reference
from bot.teams.calling import NotThereError
from bot.teams.connector import Connector, Member

LIFE: Final = 60.0
"""Seconds in which someone is taken to be still there. Who was not is asked for anew: they may have joined."""
_KEPT: Final = 10_000


class Members:
    """The members of conversations, as far as they were asked for."""

    def __init__(self, connector: Connector, now: Callable[[], float] = time.monotonic) -> None:
        self._connector = connector
        self._now = now
        self._known: dict[tuple[str, str], tuple[float, Member]] = {}

    async def has(self, along: Reference, conversation: str, person: str) -> bool:
        """Whether someone is in a conversation. Raises ChatError."""
        return await self._member(along, conversation, person) is not None

    async def name(self, along: Reference, conversation: str, person: str) -> str | None:
        """What someone in a conversation is called; None where Teams does not say so now."""
        try:
            member = await self._member(along, conversation, person)
        except ChatError:
            return None
        return member.name or None if member is not None else None

    async def _member(self, along: Reference, conversation: str, person: str) -> Member | None:
        key, now = (conversation, person), self._now()
        until, known = self._known.get(key, (0.0, None))
        if known is not None and until > now:
            return known
        self._known.pop(key, None)
        try:
            member = await self._connector.member(along, conversation, person)
        except NotThereError:
            return None
        if len(self._known) >= _KEPT:
            self._known = {each: kept for each, kept in self._known.items() if kept[0] > now}
        self._known[key] = (now + LIFE, member)
        return member
