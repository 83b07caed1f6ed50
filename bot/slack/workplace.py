"""Where we work: as whom, in which channels. Known before the first event comes."""

from dataclasses import dataclass, field

from bot.desk.work import Manner, Place
from bot.slack.names import PLATFORM


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are in Slack, as auth.test says: the team, our bot user, and the bot that our messages carry."""

    team: str
    user: str
    bot: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """Who we are, and where we listen.

    `support` are the channels that are watched; empty means every channel that we were invited to, except the
    helpdesk's.
    """

    identity: Identity
    support: frozenset[str] = field(default_factory=frozenset)
    helpdesk: str | None = None

    def manner(self, conversation: str, text: str, *, direct: bool) -> Manner | None:
        """How a text there asks for us; None when it does not."""
        if direct:
            return Manner.DIRECT
        if self.mentioned(text):
            return Manner.MENTION
        return Manner.WATCHED if self.watches(conversation) else None

    def mentioned(self, text: str) -> bool:
        """Whether a text (as Slack writes it) names us."""
        return f"<@{self.identity.user}>" in text or f"<@{self.identity.user}|" in text

    def watches(self, conversation: str) -> bool:
        """Whether we read along there without being asked."""
        if conversation == self.helpdesk:
            return False
        return not self.support or conversation in self.support

    def place(self, conversation: str, message: str | None = None, thread: str | None = None) -> Place:
        """A place here. Slack calls the first message of a thread its own thread; for us it hangs on nothing."""
        return Place(
            platform=PLATFORM,
            team=self.identity.team,
            conversation=conversation,
            thread=thread if thread != message else None,
            message=message,
        )
