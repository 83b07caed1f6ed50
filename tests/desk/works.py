"""What colleagues do, as work: built the way a listener builds it."""

from itertools import count

from bot.desk.work import (
    Claim,
    Deleted,
    Edited,
    FileRef,
    Found,
    Manner,
    NotFound,
    Place,
    Resolve,
    Shown,
    ToHelpdesk,
)
from tests.desk.chat import ANNA, BRAM, HELLA, HELPDESK, SUPPORT, TEAM

FULL = "Iemand een idee? 550 5.2.2 <jan@klant.example>: mailbox is full"
GONE = "550 5.1.1 <piet@klant.example>: User unknown"
LISTED = "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org"
ODD = "554 5.0.0 <kees@klant.example>: frobnication of the flux failed"
TALK = "Wie heeft de sleutel van de vergaderzaal?"

_count = count(1)


def _key(kind: str, ts: str | None = None, conversation: str = SUPPORT) -> str:
    return f"{ts or f'2000.{next(_count):04}'}:test:{TEAM}:{conversation}:{kind}"


def place(ts: str | None, *, thread: str | None = None, conversation: str = SUPPORT) -> Place:
    return Place(platform="test", team=TEAM, conversation=conversation, thread=thread, message=ts)


def shown(
    text: str = FULL,
    *,
    ts: str = "1000.0001",
    manner: Manner = Manner.WATCHED,
    files: tuple[FileRef, ...] = (),
    whisper: str | None = None,
    thread: str | None = None,
    conversation: str = SUPPORT,
    person: str = ANNA,
) -> Shown:
    message = None if manner is Manner.COMMAND else ts
    kind = "shortcut" if manner is Manner.SHORTCUT else "command" if manner is Manner.COMMAND else "message"
    return Shown(
        key=_key(kind, ts, conversation),
        person=person,
        place=place(message, thread=thread, conversation=conversation),
        manner=manner,
        text=text,
        files=files,
        whisper=whisper,
    )


def edited(text: str, *, ts: str = "1000.0001", manner: Manner = Manner.WATCHED) -> Edited:
    return Edited(
        key=_key("edit"), shown=_key("message", ts), person=ANNA, place=place(ts), manner=manner, text=text
    )


def deleted(*, ts: str = "1000.0001") -> Deleted:
    return Deleted(key=_key("delete"), shown=_key("message", ts), person=ANNA, place=place(ts))


def found(case: str, packed: str = "", *, person: str = BRAM, whisper: str | None = None) -> Found:
    return Found(key=_key("found"), person=person, case=case, packed=packed, whisper=whisper)


def not_found(
    case: str,
    packed: str = "",
    *,
    missing: str = "",
    to_helpdesk: bool = True,
    person: str = BRAM,
    whisper: str | None = None,
) -> NotFound:
    return NotFound(
        key=_key("not-found"),
        person=person,
        case=case,
        packed=packed,
        missing=missing,
        to_helpdesk=to_helpdesk,
        whisper=whisper,
    )


def to_helpdesk(
    case: str,
    packed: str = "",
    *,
    remark: str = "",
    urgent: bool = False,
    person: str = BRAM,
    whisper: str | None = None,
) -> ToHelpdesk:
    return ToHelpdesk(
        key=_key("to-helpdesk"),
        person=person,
        case=case,
        packed=packed,
        remark=remark,
        urgent=urgent,
        whisper=whisper,
    )


def claim(case: str, *, person: str = HELLA) -> Claim:
    return Claim(key=_key("claim"), person=person, case=case, place=HELPDESK)


def resolve(case: str, *, person: str = HELLA) -> Resolve:
    return Resolve(key=_key("resolve"), person=person, case=case, place=HELPDESK)
