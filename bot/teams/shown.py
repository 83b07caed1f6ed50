"""What people show us, as work of the desk: messages, mentions, edits, deletions, and that we were invited.

Ordinary talk elsewhere, other bots and our own messages are nobody's work: None.
"""

from typing import Final

from bot.desk.work import Deleted, Edited, Manner, Shown
from bot.teams.commands import without_command
from bot.teams.contents import files_in, text_in
from bot.teams.keys import message_key, milliseconds, work_key
from bot.teams.payloads import MembersChanged, Message
from bot.teams.workplace import Workplace

UNDONE: Final = "undeleteMessage"
"""How Teams calls it when a deletion is taken back."""


def posted(message: Message, workplace: Workplace) -> Shown | None:
    """A new message."""
    tenant, conversation = workplace.tenant(message), message.conversation.bare
    return _shown(message, workplace, message_key(tenant, conversation, message.id))


def changed(message: Message, workplace: Workplace) -> Edited | Shown | None:
    """A message that was edited. One whose deletion was taken back has lost its answer: it is shown anew."""
    manner = workplace.manner(message)
    if manner is None or not workplace.is_by_a_person(message):
        return None
    tenant, conversation = workplace.tenant(message), message.conversation.bare
    at = milliseconds(message.timestamp)
    if message.event_type == UNDONE:
        return _shown(message, workplace, work_key(at, tenant, conversation, "undelete", message.id))
    return Edited(
        key=work_key(at, tenant, conversation, "edit", message.id),
        person=message.person,
        shown=message_key(tenant, conversation, message.id),
        place=workplace.place_of(message, message.id),
        manner=manner,
        text=_text(message, manner),
        files=files_in(message),
    )


def deleted(message: Message, workplace: Workplace) -> Deleted | None:
    """A message that is gone."""
    if message.sender is not None and not workplace.is_by_a_person(message):
        return None
    tenant, conversation = workplace.tenant(message), message.conversation.bare
    return Deleted(
        key=work_key(milliseconds(message.timestamp), tenant, conversation, "delete", message.id),
        person=message.person,
        shown=message_key(tenant, conversation, message.id),
        place=workplace.place_of(message, message.id),
    )


def invited(change: MembersChanged, workplace: Workplace) -> Shown | None:
    """We were added to a conversation: we say what can be asked. Not to the helpdesk, which is not asking."""
    conversation = change.conversation.bare
    us = any(workplace.is_us(account, change) for account in change.members_added or ())
    if not us or conversation == workplace.helpdesk:
        return None
    direct = change.conversation.is_direct
    tenant, at = workplace.tenant(change), milliseconds(change.timestamp)
    return Shown(
        key=work_key(at, tenant, conversation, "invited"),
        event_id=change.id,
        person=change.person,
        place=workplace.place_of(change, None),
        manner=Manner.DIRECT if direct else Manner.MENTION,
    )


def _shown(message: Message, workplace: Workplace, key: str) -> Shown | None:
    manner = workplace.manner(message)
    if manner is None or not workplace.is_by_a_person(message):
        return None
    text, files = _text(message, manner), files_in(message)
    if not text.strip() and not files and manner is Manner.WATCHED:
        return None
    return Shown(
        key=key,
        person=message.person,
        place=workplace.place_of(message, message.id),
        manner=manner,
        text=text,
        files=files,
    )


def _text(message: Message, manner: Manner) -> str:
    """What a message says to us. Where nobody asked, what it quotes was seen already."""
    if manner is Manner.WATCHED:
        return text_in(message, quotes=False)
    return without_command(text_in(message))
