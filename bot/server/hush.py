"""Libraries that say the same again and again while something is away: the first time is enough for a while."""

import logging
import time
from collections.abc import Callable
from typing import Final

EVERY: Final = 600.0
"""Seconds after which the same is said once more."""

_CHATTER: Final = ("dbos", "bot.slack.sdk")
"""They try several times a second, or every ten seconds, and complain each time."""


class Hush(logging.Filter):
    """Lets what such a library says at one place of its code through once in a while."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._said: dict[tuple[str, str, int], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this is said."""
        if not record.name.startswith(_CHATTER):
            return True
        place = (record.name, record.module, record.lineno)
        before = self._said.get(place)
        if before is not None and self._now() - before < EVERY:
            return False
        self._said[place] = self._now()
        return True
