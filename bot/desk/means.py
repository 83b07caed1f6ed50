"""What a handler has to work with."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.answers import Knowledge
from bot.desk.absence import Absence
from bot.desk.chat import ChatPort, ChatRefusedError
from bot.desk.clock import Clock
from bot.desk.database import Database
from bot.desk.hands import Hands
from bot.desk.line import Line
from bot.desk.metrics import Metrics
from bot.desk.posting import Postings
from bot.desk.work import Place

_AT_ONCE: Final = 16
_FILES_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class Means:
    """The desk's parts. `helpdesk` is the helpdesk's conversation, None where there is none to go to.

    `files` is held while a file is in memory: so many, however many people drop one.
    """

    database: Database
    knowledge: Knowledge
    ports: Mapping[str, ChatPort]
    postings: Postings
    helpdesk: Place | None
    clock: Clock
    secret: bytes
    metrics: Metrics = field(default_factory=Metrics)
    hands: Hands = field(default_factory=lambda: Hands(_AT_ONCE), init=False)
    files: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_FILES_AT_ONCE), init=False)
    absence: Absence = field(default_factory=Absence, init=False)
    _lines: dict[str, Line] = field(default_factory=dict, init=False)

    def port(self, place: Place) -> ChatPort:
        """The platform on which a place is. Raises ChatRefusedError where it was connected once and is not now."""
        try:
            return self.ports[place.platform]
        except KeyError:
            raise ChatRefusedError("platform_is_off") from None

    def line(self, platform: str) -> Line:
        """The line of those who wait while a platform is away."""
        return self._lines.setdefault(platform, Line(platform, self.clock))
