"""What a handler has to work with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.answers import Knowledge
from bot.desk.chat import ChatPort
from bot.desk.clock import Clock
from bot.desk.database import Database
from bot.desk.metrics import Metrics
from bot.desk.posting import Postings
from bot.desk.work import Place


@dataclass(frozen=True, slots=True)
class Means:
    """The desk's parts. `helpdesk` is the helpdesk's conversation, None where there is none to go to."""

    database: Database
    knowledge: Knowledge
    ports: Mapping[str, ChatPort]
    postings: Postings
    helpdesk: Place | None
    clock: Clock
    secret: bytes
    metrics: Metrics = field(default_factory=Metrics)

    def port(self, place: Place) -> ChatPort:
        """The platform on which a place is."""
        return self.ports[place.platform]
