"""What people show us, as work of the desk: messages, mentions, edits, deletions.

Ordinary talk elsewhere, other bots and our own messages are nobody's work: None.
"""

from typing import Final

from bot.desk.work import Deleted, Edited, Manner, Shown
from bot.slack.contents import files_in, text_in
from bot.slack.keys import message_key, work_key
from bot.slack.payloads import ChangeEvent, DeletionEvent, Message, MessageEvent
from bot.slack.workplace import Workplace

SAID: Final = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages that say something."""

_SLACKBOT: Final = "USLACKBOT"
_TOMBSTONE: Final = "tombstone"


def posted(event: MessageEvent, workplace: Workplace, event_id: str | None) -> Shown | None:
    """A new message, or the same one as app_mention: both have one key."""
    text = text_in(event)
    manner = workplace.manner(event.channel, text, direct=event.is_direct)
    return _shown(event, manner, text, workplace, event_id) if manner else None


def mentioned(event: MessageEvent, workplace: Workplace, event_id: str | None) -> Shown | None:
    """A message in which we are named, as app_mention."""
    return _shown(event, Manner.MENTION, text_in(event), workplace, event_id)


def changed(event: ChangeEvent, workplace: Workplace, event_id: str | None) -> Edited | Deleted | None:
    """A changed message: an edit, or a deletion after which a tombstone stays because there are replies."""
    if event.message.subtype == _TOMBSTONE:
        return _deleted(event, event.message.ts, event.previous_message, workplace, event_id)
    return _edited(event, workplace, event_id)


def deleted(event: DeletionEvent, workplace: Workplace, event_id: str | None) -> Deleted | None:
    """A message that is gone."""
    return _deleted(event, event.deleted_ts, event.previous_message, workplace, event_id)


def _edited(event: ChangeEvent, workplace: Workplace, event_id: str | None) -> Edited | None:
    """A message that says something else than before; previews and thread counters change no word."""
    message, before = event.message, event.previous_message
    text = text_in(message)
    manner = workplace.manner(
        event.channel, text if before is None else f"{text_in(before)} {text}", direct=event.is_direct
    )
    if manner is None or not _is_by_a_person(message, workplace) or message.user is None:
        return None
    files = files_in(message)
    if before is not None and text == text_in(before) and _ids(message) == _ids(before):
        return None
    team, ts = workplace.identity.team, message.ts
    at = message.edited.ts if message.edited else event.event_ts
    return Edited(
        key=work_key(event.event_ts, team, event.channel, "edit", ts, at),
        event_id=event_id,
        person=message.user,
        shown=message_key(team, event.channel, ts),
        place=workplace.place(event.channel, ts, message.thread_ts),
        manner=manner,
        text=text,
        files=files,
    )


def _shown(
    event: MessageEvent, manner: Manner, text: str, workplace: Workplace, event_id: str | None
) -> Shown | None:
    if event.user is None or event.subtype not in SAID or not _is_by_a_person(event, workplace):
        return None
    files = files_in(event)
    if not text.strip() and not files and manner is Manner.WATCHED:
        return None
    return Shown(
        key=message_key(workplace.identity.team, event.channel, event.ts),
        event_id=event_id,
        person=event.user,
        place=workplace.place(event.channel, event.ts, event.thread_ts),
        manner=manner,
        text=text,
        files=files,
    )


def _deleted(
    event: DeletionEvent | ChangeEvent,
    ts: str,
    before: Message | None,
    workplace: Workplace,
    event_id: str | None,
) -> Deleted | None:
    if before is not None and not _is_by_a_person(before, workplace):
        return None
    team = workplace.identity.team
    thread = before.thread_ts if before else None
    return Deleted(
        key=work_key(event.event_ts, team, event.channel, "delete", ts),
        event_id=event_id,
        person=(before.user if before else None) or "",
        shown=message_key(team, event.channel, ts),
        place=workplace.place(event.channel, ts, thread),
    )


def _is_by_a_person(message: Message, workplace: Workplace) -> bool:
    """Also an e-mail that came in at the channel's address: Slack's own bot posts it for whoever sent it."""
    if message.user == workplace.identity.user:
        return False
    if message.bot_id is None:
        return message.user != _SLACKBOT
    return message.user == _SLACKBOT and any(file.is_email for file in message.files or ())


def _ids(message: Message) -> list[str]:
    return [file.id for file in files_in(message)]
