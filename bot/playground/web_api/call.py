"""One call of a method: its arguments, and what handlers need to answer it."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.playground.facts import BOT_USER, Json
from bot.playground.validation import RefusedError
from bot.playground.workspace import Conversation, direct_id
from bot.playground.world import World

_HISTORY: Final = {"channel": "channels:history", "private_channel": "groups:history", "im": "im:history"}
READ: Final = {"channel": "channels:read", "private_channel": "groups:read", "im": "im:read"}
"""The scope to see a sort of conversation, by its kind."""
_TRUE: Final = {"1", "true", "True"}


@dataclass(slots=True)
class Call:
    """A call with its arguments, each a string (from a form) or JSON (from a JSON body)."""

    world: World
    method: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """An argument that is a string; None where it is missing. A number counts as one."""
        value = self.arguments.get(name)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        raise RefusedError("invalid_arguments", [f"[ERROR] must provide a string [json-pointer:/{name}]"])

    def needed(self, name: str) -> str:
        """An argument that has to be there.

        Raises:
            RefusedError: invalid_arguments, naming it.
        """
        value = self.text(name)
        if not value:
            raise RefusedError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def json(self, name: str, otherwise: str) -> Any:
        """An argument that is JSON, or a string that holds it; None where it is missing or empty.

        Raises:
            RefusedError: with the code `otherwise`: the string holds none.
        """
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise RefusedError(otherwise) from error

    def flag(self, name: str) -> bool:
        """An argument that is true or false; false where it is missing."""
        value = self.arguments.get(name)
        return value is True or value == 1 or value in _TRUE

    def number(self, name: str, default: int, *, most: int) -> int:
        """An argument that is a number, from 1 to `most`.

        Raises:
            RefusedError: invalid_limit.
        """
        value = self.text(name)
        if not value:
            return default
        if not value.isdecimal() or not 1 <= int(value) <= most:
            raise RefusedError("invalid_limit" if name == "limit" else "invalid_arguments")
        return int(value)

    def need_scope(self, *any_of: str) -> None:
        """Raise missing_scope where the manifest asks for none of these scopes."""
        scopes = self.world.manifest.scopes
        if scopes is not None and any_of and not scopes.intersection(any_of):
            raise RefusedError("missing_scope", needed=",".join(any_of), provided=",".join(sorted(scopes)))

    def has_scope(self, scope: str) -> bool:
        """Whether the manifest asks for a scope."""
        return self.world.manifest.may(scope)

    def conversation(self, name: str = "channel") -> Conversation:
        """The conversation that an argument names, by its id.

        Raises:
            RefusedError: channel_not_found, also for a private channel that the app is no member of.
        """
        return _seen(self.world.workspace.conversations.get(self.needed(name)))

    def addressee(self) -> Conversation:
        """The conversation to post in: by its id, a person's id or #name."""
        named = self.needed("channel")
        conversations = self.world.workspace.conversations
        found = conversations.get(named) or conversations.get(direct_id(named))
        if found is None:
            name = named.removeprefix("#")
            found = next(
                (each for each in conversations.values() if not each.is_direct and each.name == name), None
            )
        return _seen(found)

    def member_of(self, conversation: Conversation) -> None:
        """Raise not_in_channel where the app is no member."""
        if BOT_USER not in conversation.members:
            raise RefusedError("not_in_channel")

    def may_read(self, conversation: Conversation) -> None:
        """Raise missing_scope where the manifest does not let the app see this sort of conversation."""
        self.need_scope(READ[conversation.kind])

    def may_read_messages(self, conversation: Conversation) -> None:
        """Raise missing_scope or not_in_channel where the app may not read the messages here."""
        self.need_scope(_HISTORY[conversation.kind])
        self.member_of(conversation)


def _seen(conversation: Conversation | None) -> Conversation:
    if conversation is None or (conversation.is_private and BOT_USER not in conversation.members):
        raise RefusedError("channel_not_found")
    return conversation


Answering = Callable[[Call], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: who answers it, what it asks for, and how often it may be called.

    `scopes` are alternatives (empty: none is needed, or it depends on the conversation); `tier` is Slack's;
    `writes` says that it changes the workspace; `app_token` that it takes the app's token.
    """

    answer: Answering
    scopes: tuple[str, ...] = ()
    tier: int = 4
    writes: bool = False
    app_token: bool = False


def page_of(items: list[Any], call: Call, *, default: int, most: int) -> tuple[list[Any], str]:
    """The page of a list that the call asks for, and the cursor of the next one (empty: that was all).

    Raises:
        RefusedError: invalid_cursor, invalid_limit.
    """
    limit = call.number("limit", default, most=most)
    cursor = call.text("cursor") or "next:0"
    start = cursor.removeprefix("next:")
    if not cursor.startswith("next:") or not start.isdecimal():
        raise RefusedError("invalid_cursor")
    end = int(start) + limit
    return items[int(start) : end], f"next:{end}" if end < len(items) else ""
