"""Where we work: as whom, in which channels. Known before the first activity comes."""

from dataclasses import dataclass, field
from typing import Final

from bot.desk.work import Manner, Place
from bot.teams.names import PLATFORM
from bot.teams.payloads import Account, Activity, Message

_BOT: Final = "28:"
"""What the ids of bots begin with."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are: the app as it is registered, and the tenant where we work."""

    app: str
    tenant: str

    @property
    def bot(self) -> str:
        """Our account."""
        return f"{_BOT}{self.app}"


@dataclass(frozen=True, slots=True)
class Workplace:
    """Who we are, and where we listen.

    `support` are the conversations that are watched; empty means all in which Teams lets us read along, except the
    helpdesk's. Each is the bare id of a channel or a group chat.
    """

    identity: Identity
    support: frozenset[str] = field(default_factory=frozenset)
    helpdesk: str | None = None

    def manner(self, message: Message) -> Manner | None:
        """How a message asks for us; None when it does not."""
        if message.conversation.is_direct:
            return Manner.DIRECT
        if self.mentioned(message):
            return Manner.MENTION
        return Manner.WATCHED if self.watches(message.conversation.bare) else None

    def mentioned(self, message: Message) -> bool:
        """Whether a message names us. Its text may say anything; what it mentions is told beside it."""
        named = (entity.mentioned for entity in message.entities or () if entity.type == "mention")
        return any(account is not None and self.is_us(account, message) for account in named)

    def watches(self, conversation: str) -> bool:
        """Whether we read along there without being asked."""
        if conversation == self.helpdesk:
            return False
        return not self.support or conversation in self.support

    def is_us(self, account: Account, activity: Activity) -> bool:
        """Whether an account is ours: an activity is addressed to us under the name that we have there."""
        return account.id == self.identity.bot or (
            activity.recipient is not None and account.id == activity.recipient.id
        )

    def is_by_a_person(self, activity: Activity) -> bool:
        """Whether a person did it: neither we nor another bot."""
        sender = activity.sender
        if sender is None or self.is_us(sender, activity):
            return False
        return not sender.id.startswith(_BOT) and sender.role != "bot"

    def tenant(self, activity: Activity) -> str:
        """The tenant of an activity; ours where it names none."""
        return activity.tenant or self.identity.tenant

    def place(self, conversation: str, message: str | None = None, thread: str | None = None) -> Place:
        """A place in our own tenant."""
        return _place(self.identity.tenant, conversation, message, thread)

    def place_of(self, activity: Activity, message: str | None, thread: str | None = None) -> Place:
        """A place in the conversation of an activity, in its thread where no other is given."""
        conversation = activity.conversation
        return _place(self.tenant(activity), conversation.bare, message, thread or conversation.thread)


def _place(tenant: str, conversation: str, message: str | None, thread: str | None) -> Place:
    """Teams calls the first message of a thread its own thread; for us it hangs on nothing."""
    return Place(
        platform=PLATFORM,
        team=tenant,
        conversation=conversation,
        thread=thread if thread != message else None,
        message=message,
    )
