"""Teams' ids: how a thread stands in a conversation's, and how they stand in an address.

A channel's conversation ends in `@thread.tacv2` (or the older `@thread.skype`) and has threads: each is written as
`conversation;messageid=root`. Group chats (`@thread.v2`) and personal ones (`a:…`) have none.
"""

from typing import Final
from urllib.parse import quote

from bot.desk.chat import ChatRefusedError
from bot.desk.work import Place

_CHANNELS: Final = ("@thread.tacv2", "@thread.skype")
_THREAD: Final = ";messageid="
_SAFE: Final = ":@;=-._~!$&'()*+,"


def conversation_of(written: str) -> str:
    """A conversation's id without the thread that Teams writes behind it."""
    return written.partition(";")[0]


def thread_of(written: str) -> str | None:
    """The message that a thread hangs on, out of a conversation's id as Teams writes it."""
    return written.partition(_THREAD)[2] or None


def is_channel(conversation: str) -> bool:
    """Whether a conversation is a channel, and so has threads."""
    return conversation_of(conversation).endswith(_CHANNELS)


def as_teams_writes(place: Place) -> str:
    """The conversation of a place, with its thread where it has one."""
    conversation = conversation_of(place.conversation)
    if place.thread is None or not is_channel(conversation):
        return conversation
    return f"{conversation}{_THREAD}{place.thread}"


def in_address(part: str) -> str:
    """An id as one part of an address. Raises ChatRefusedError for what would lead elsewhere."""
    if part in {"", ".", ".."}:
        raise ChatRefusedError("bad_id")
    return quote(part, safe=_SAFE)
