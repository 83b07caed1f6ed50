"""Who is in a channel: asked for once, then kept fresh by what Slack tells of joining and leaving.

Slack may tell of it late: nobody is taken for an outsider by an old list.
"""

import time
from collections.abc import Callable
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calling import calling

LIFE: Final = 60.0
"""Seconds after which a list is asked for anew: with several replicas only one hears of a change."""
_PAGE: Final = 1000
_MOST_PAGES: Final = 100


class Members:
    """The members of channels, as far as they were asked for."""

    def __init__(self, client: AsyncWebClient, now: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._now = now
        self._known: dict[str, tuple[float, set[str]]] = {}

    async def has(self, conversation: str, person: str) -> bool:
        """Whether someone is in a channel. Raises ChatError."""
        until, members = self._known.get(conversation, (0.0, set()))
        if until < self._now() or person not in members:
            members = await self._ask(conversation)
            self._known[conversation] = (self._now() + LIFE, members)
        return person in members

    def joined(self, conversation: str, person: str) -> None:
        """Someone joined a channel."""
        if conversation in self._known:
            self._known[conversation][1].add(person)

    def left(self, conversation: str, person: str) -> None:
        """Someone left a channel."""
        if conversation in self._known:
            self._known[conversation][1].discard(person)

    async def _ask(self, conversation: str) -> set[str]:
        members: set[str] = set()
        cursor = ""
        for _ in range(_MOST_PAGES):
            with calling():
                answer = await self._client.conversations_members(
                    channel=conversation, limit=_PAGE, cursor=cursor or None
                )
                members.update(answer.get("members") or ())
                cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return members
