"""What was asked of the bot, and what has to stand on the page for it in the end."""

from dataclasses import dataclass, field
from enum import StrEnum

from tests.crash.page import HELLA, Json, names

View = tuple[str, str]
"""A person, and a conversation as that person sees it."""


class Stand(StrEnum):
    """How an answer stands; GONE: there is none, or none any more. The words are those of the asker's card."""

    GONE = ""
    ANSWERED = "answered"
    FOUND = "heeft het antwoord gevonden"
    MISSED = "heeft het antwoord niet gevonden"
    ESCALATED = "doorgestuurd naar de Carerix Helpdesk"
    CLAIMED = "van de Carerix Helpdesk pakt dit op"
    RESOLVED = "van de Carerix Helpdesk heeft dit opgelost"


WITH_THE_HELPDESK = {
    Stand.ESCALATED: "Nog niemand heeft dit opgepakt",
    Stand.CLAIMED: "pakt dit op",
    Stand.RESOLVED: "heeft dit opgelost",
}
"""What the helpdesk's card says then."""

MOVED = "verder in een privébericht"
"""What a whispered card says whose case went to the helpdesk."""

_LAST_FIRST = (Stand.RESOLVED, Stand.CLAIMED, Stand.ESCALATED, Stand.MISSED, Stand.FOUND)


@dataclass(slots=True, eq=False)
class Ask:
    """One thing that was asked.

    `token` shows in its answer, which stands in `thread` of `conversation`; whispered to `person` where there is
    no thread. `may` is how it may stand: several ways where the bot died before it said that it had heard. `busy`:
    nobody does anything more to it in this round. `bare` is the place of the card where its message was deleted
    while it was with the helpdesk: then its token shows nowhere.
    """

    token: str
    conversation: str
    thread: str | None
    person: str
    ts: str = ""
    may: frozenset[Stand] = frozenset({Stand.ANSWERED})
    busy: bool = False
    bare: str | None = None

    @property
    def whispered(self) -> bool:
        """Whether its answer is for one person only."""
        return self.thread is None

    @property
    def view(self) -> View:
        """Who sees its answer, and where."""
        private = self.whispered or self.conversation.startswith("D")
        return (self.person if private else HELLA), self.conversation

    @property
    def moved_view(self) -> View:
        """The asker's direct conversation, where a whispered case goes on that the helpdesk has."""
        return self.person, f"D{self.person[1:]}"

    @property
    def is_bounce(self) -> bool:
        """Whether it is one: its token is a recipient then."""
        return "@" in self.token

    @property
    def named(self) -> bool:
        """Whether it was for the bot by name, or in its direct conversation: then talk is answered too."""
        return self.token.startswith("noem") or self.conversation.startswith("D")

    def stands(self, stand: Stand) -> bool:
        """Whether it is known to stand so."""
        return self.may == {stand}

    def moves(self, stand: Stand, *, sure: bool) -> None:
        """Someone did something to it; without an acknowledgement it may stand as before."""
        self.may = frozenset({stand}) if sure else self.may | {stand}


@dataclass(slots=True)
class Asked:
    """All that was asked since a workspace was new, and the talk to which silence is the answer."""

    asks: list[Ask] = field(default_factory=list)
    talk: list[str] = field(default_factory=list)

    def alone(self, ask: Ask) -> bool:
        """Whether nothing else hangs on its message."""
        return ask.thread == ask.ts and sum(each.thread == ask.thread for each in self.asks) == 1


def stand_of(card: Json) -> Stand:
    """How the asker's card says that it stands."""
    return next((stand for stand in _LAST_FIRST if names(card, stand)), Stand.ANSWERED)


def at_helpdesk(card: Json) -> Stand:
    """How the helpdesk's card says that it stands."""
    said = [stand for stand, words in WITH_THE_HELPDESK.items() if names(card, words)]
    return said[-1] if said else Stand.GONE
