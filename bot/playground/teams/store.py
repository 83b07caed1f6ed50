"""What there is in Teams: conversations, messages, files, and what the app was not told yet."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.playground.facts import ANNA, BRAM, HELLA
from bot.playground.teams.facts import ACCOUNTS, BOT, GROUP, HELPDESK, NAMES, SUPPORT, Json, personal


@dataclass(slots=True)
class Conversation:
    """A channel, a group chat, or one person's chat with the app. `key` is what the page calls it.

    `messages` stand in the order of their ids, which are milliseconds since 1970.
    """

    id: str
    key: str
    name: str
    kind: str
    members: list[str]
    messages: list[Json] = field(default_factory=list)

    @property
    def is_channel(self) -> bool:
        """Whether it has threads; chats have none."""
        return self.kind == "channel"

    @property
    def is_personal(self) -> bool:
        """Whether it is one person's chat with the app."""
        return self.kind == "personal"

    @property
    def has_app(self) -> bool:
        """Whether the app is installed here."""
        return BOT in self.members

    def find(self, message_id: str) -> Json | None:
        """The message with this id."""
        return next((message for message in self.messages if message["id"] == message_id), None)


class Store:
    """Everything that a restart must not lose, and who is told when it changes.

    Cards that one person sees are not kept: Teams forgets them too.
    """

    def __init__(self) -> None:
        self.origin = ""
        """The server's own address, without a slash at its end."""
        self.conversations = {each.id: each for each in _furnish()}
        self.files: dict[str, Json] = {}
        self.undelivered: list[Json] = []
        self.own_cards: dict[tuple[str, str, str], Json] = {}
        """Instead of a message's card, by conversation, message and person: what a press was answered with."""
        self.notices: dict[str, Json] = {}
        """What was last said to a person about something that they did, each under an id of its own."""
        self.installed = False
        self.revision = 0
        self._last = 0
        self._changed = asyncio.Event()

    def touch(self) -> None:
        """Say that something changed: the page reads anew, and the file is written."""
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed_since(self, revision: int) -> int:
        """Wait until there is something newer than a revision; gives the present one."""
        while self.revision <= revision:
            await self._changed.wait()
        return self.revision

    def next_id(self) -> str:
        """The id of a new message: the time, and later than the one before."""
        self._last = max(self._last + 1, time.time_ns() // 1_000_000)
        return str(self._last)

    def seen_by(self, account: str, key: str) -> Conversation | None:
        """What a person calls so on the page: everyone has a chat with the app of their own."""
        found = (each for each in self.conversations.values() if each.key == key)
        return next((each for each in found if not each.is_personal or account in each.members), None)

    def add(self, conversation: Conversation, message: Json) -> Json:
        """Put a new message in its place."""
        message = {"id": self.next_id(), "root": None, **message}
        conversation.messages.append(message)
        self.touch()
        return message

    def forget_own_cards(self, conversation: Conversation, message_id: str) -> None:
        """A message was drawn anew: everybody sees that."""
        for key in [each for each in self.own_cards if each[:2] == (conversation.id, message_id)]:
            del self.own_cards[key]

    def say(self, account: str, notice: str) -> None:
        """Tell a person something about what they did."""
        self.touch()
        self.notices[account] = {"id": self.revision, "text": notice}

    def dump(self) -> Json:
        """What is kept, as JSON."""
        return {
            "version": 1,
            "origin": self.origin,
            "last_id": self._last,
            "conversations": {
                each.id: {"members": each.members, "messages": each.messages}
                for each in self.conversations.values()
            },
            "files": self.files,
            "undelivered": self.undelivered,
            "installed": self.installed,
        }

    def load(self, kept: Json) -> None:
        """Take up what an earlier run kept.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: it is none of ours.
        """
        if kept["version"] != 1:
            raise ValueError(f"version {kept['version']} is not known here")
        self._last = int(kept["last_id"])
        for conversation in self.conversations.values():
            its = kept["conversations"].get(conversation.id)
            if its is None:
                continue  # one that there was not yet
            conversation.members = [str(member) for member in its["members"]]
            conversation.messages = [_message(each) for each in its["messages"]]
        self.files = {str(name): dict(file) for name, file in kept["files"].items()}
        self.undelivered = [dict(activity) for activity in kept["undelivered"]]
        self.installed = bool(kept["installed"])


def bare(written: str) -> str:
    """The id of a conversation without the thread that stands behind it."""
    return written.partition(";")[0]


def _message(kept: Json) -> Json:
    if not isinstance(kept["id"], str) or not isinstance(kept["from"], str):
        raise TypeError("a message without id or sender")
    return dict(kept)


def _furnish() -> Iterator[Conversation]:
    anna, bram, hella = (ACCOUNTS[each] for each in (ANNA, BRAM, HELLA))
    yield Conversation(SUPPORT, "support", "support", "channel", [anna, bram, hella, BOT])
    yield Conversation(HELPDESK, "helpdesk", "helpdesk", "channel", [hella, BOT])
    yield Conversation(GROUP, "overleg", "Overleg", "groupChat", [anna, bram, hella, BOT])
    for account, name in NAMES.items():
        yield Conversation(personal(account), "chat", name, "personal", [account, BOT])
