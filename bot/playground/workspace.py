"""The workspace: people, conversations, messages, files, and what was told to the app but not acknowledged.

Messages are kept as Slack's own JSON, with one field of ours that no answer shows: `_person`, an ephemeral
message's only reader.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.playground.facts import (
    ANNA,
    BOT_USER,
    BRAM,
    GENERAL,
    HELLA,
    HELPDESK,
    PEOPLE,
    PRIVATE,
    SLACKBOT,
    SUPPORT,
    Json,
)
from bot.playground.identity import Stamps


@dataclass(slots=True)
class Conversation:
    """A channel, a private channel, or one person's direct conversation with the app (`kind` as the page has it).

    `messages` stand in the order of their `ts`.
    """

    id: str
    name: str
    kind: str
    members: list[str]
    messages: list[Json] = field(default_factory=list)

    @property
    def is_direct(self) -> bool:
        """Whether this is a direct conversation."""
        return self.kind == "im"

    @property
    def is_private(self) -> bool:
        """Whether only its members know that it is there."""
        return self.kind != "channel"

    @property
    def partner(self) -> str:
        """The person at the other end of a direct conversation."""
        return next(member for member in self.members if member != BOT_USER)

    def find(self, ts: str) -> Json | None:
        """The message with this time stamp, ephemeral ones too."""
        return next((message for message in self.messages if message["ts"] == ts), None)

    def public(self) -> Iterator[Json]:
        """The messages that everybody here sees."""
        return (message for message in self.messages if "_person" not in message)

    def replies(self, ts: str) -> list[Json]:
        """The replies under a message, without itself."""
        return [each for each in self.public() if each.get("thread_ts") == ts and each["ts"] != ts]


class Workspace:
    """Everything that a restart of the playground must not lose, and who is told when it changes."""

    def __init__(self, channels: Iterable[str] = ()) -> None:
        self.origin = ""
        """The server's own address, without a slash at its end."""
        self.stamps = Stamps()
        self.conversations = {each.id: each for each in _furnish(channels)}
        self.files: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.unacknowledged: list[Json] = []
        self.revision = 0
        self._changed = asyncio.Event()

    def touch(self) -> None:
        """Say that something changed: the page reads anew, and the file is written."""
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed_since(self, revision: int) -> int:
        """Wait until the workspace is past a revision; gives the present one."""
        while self.revision <= revision:
            await self._changed.wait()
        return self.revision

    def direct_with(self, person: str) -> Conversation:
        """The direct conversation of a person with the app."""
        return self.conversations[direct_id(person)]

    def person_name(self, user: str) -> str | None:
        """What a user is called; None for a user who does not exist. The app's own name is the manifest's."""
        return PEOPLE.get(user) or ("Slackbot" if user == SLACKBOT else None)

    def add(self, conversation: Conversation, message: Json) -> Json:
        """Put a new message in its place, with its time stamp, and count it in its thread."""
        message = {"type": "message", "ts": self.stamps.next(), **message}
        conversation.messages.append(message)
        self.count_replies(conversation, message.get("thread_ts"))
        self.touch()
        return message

    def remove(self, conversation: Conversation, message: Json) -> None:
        """Take a message away for good."""
        conversation.messages.remove(message)
        self.count_replies(conversation, message.get("thread_ts"))
        self.touch()

    def count_replies(self, conversation: Conversation, ts: str | None) -> None:
        """Bring a thread's counters, which stand on its first message, up to date."""
        parent = conversation.find(ts) if ts else None
        if parent is None or "_person" in parent:
            return
        replies = conversation.replies(parent["ts"])
        for name in ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply"):
            parent.pop(name, None)
        if replies:
            users = list(dict.fromkeys(reply["user"] for reply in replies))
            parent.update(
                thread_ts=parent["ts"],
                reply_count=len(replies),
                reply_users=users,
                reply_users_count=len(users),
                latest_reply=replies[-1]["ts"],
            )

    def dump(self) -> Json:
        """What is kept, as JSON. Ephemeral messages are not: Slack forgets them too."""
        return {
            "version": 1,
            "origin": self.origin,
            "last_ts": self.stamps.last,
            "conversations": {
                each.id: {"members": each.members, "messages": list(each.public())}
                for each in self.conversations.values()
            },
            "files": self.files,
            "homes": self.homes,
            "unacknowledged": self.unacknowledged,
        }

    def load(self, kept: Json) -> None:
        """Take up what an earlier run kept.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: it is none of ours.
        """
        if kept["version"] != 1:
            raise ValueError(f"version {kept['version']} is not known here")
        self.stamps = Stamps(int(kept["last_ts"]))
        for conversation in self.conversations.values():
            if conversation.id not in kept["conversations"]:
                continue  # one that there was not yet
            its = kept["conversations"][conversation.id]
            conversation.members = [str(member) for member in its["members"]]
            conversation.messages = [_message(each) for each in its["messages"]]
        self.files = {str(name): dict(file) for name, file in kept["files"].items()}
        self.homes = {str(person): dict(view) for person, view in kept["homes"].items()}
        self.unacknowledged = [dict(event) for event in kept["unacknowledged"]]


def direct_id(person: str) -> str:
    """The id of a person's direct conversation with the app."""
    return "D" + person[1:]


def shown(message: Json) -> dict[str, Any]:
    """A message as Slack gives it out: without what only we know."""
    return {name: value for name, value in message.items() if not name.startswith("_") and name != "metadata"}


def _message(kept: Json) -> Json:
    if not isinstance(kept["ts"], str) or not isinstance(kept["user"], str):
        raise TypeError("a message without time stamp or sender")
    return dict(kept)


def _furnish(channels: Iterable[str]) -> Iterator[Conversation]:
    yield Conversation(SUPPORT, "support", "channel", [ANNA, BRAM, HELLA, BOT_USER])
    yield Conversation(HELPDESK, "helpdesk", "channel", [HELLA, BOT_USER])
    yield Conversation(GENERAL, "algemeen", "channel", [ANNA, BRAM, HELLA])
    yield Conversation(PRIVATE, "directie", "private_channel", [ANNA, HELLA])
    for person, name in PEOPLE.items():
        yield Conversation(direct_id(person), name, "im", [person, BOT_USER])
    for name in channels:
        yield Conversation(f"C0{name.upper()}", name, "channel", [*PEOPLE, BOT_USER])
