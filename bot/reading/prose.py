"""Recipients and their diagnostics in a notification written for people.

How lines name recipients is told in `naming.py`; here it is decided which naming counts, and which lines
belong to whom.
"""

import re
from collections.abc import Collection, Iterator

from bot.reading.addresses import is_machine
from bot.reading.codes import enhanced_status, reply_code
from bot.reading.errors import TooManyRecipientsError
from bot.reading.heading import headings
from bot.reading.limits import Limits
from bot.reading.naming import Named, Naming, named_in
from bot.reading.notification import Failure

_Owned = dict[str, tuple[str, list[str]]]
_REPLY_LINE = re.compile(r"^[ \t>]{0,8}[45]\d\d[ -]")
_NEXT_HOST = re.compile(r"^[ \t>.]{0,8}(?:\.\.\. )?while talking to ", re.IGNORECASE)
_PROTOCOL = re.compile(
    r"[ \t>*]{0,16}(?:rcpt to|(?:final|original|intended)[- ]recipient|x-failed-recipients)[ \t]*:", re.IGNORECASE
)
_PARAGRAPH = 200
_SENTENCE_END = re.compile(r"(?<=[.:;!?])[ \t]+(?=\S)")
_MOST_LINES = 5000
"""Lines in which recipients are looked for."""

_PLAINEST_FIRST = tuple(sorted(Naming, reverse=True))
_TELLING = 12
_TELLING_LINE = 80


def read_prose(text: str, limits: Limits, senders: Collection[str] = ()) -> tuple[Failure, ...]:
    """The failures in a human-readable notification, one per recipient, in the order of the text.

    Where one recipient or none is named, the diagnostic is the whole text; with several each has the lines
    that belong to it, and the lines that belong to nobody when it would have none. `senders` are addresses, in
    lower case, of whoever got the notification: they are recipients only where nobody else is named.

    Raises:
        TooManyRecipientsError: more recipients than `limits.recipients`.
    """
    lines = list(_lines(text))
    owned = _owned(lines, senders)
    if len(owned) > limits.recipients:
        raise TooManyRecipientsError(limit=limits.recipients)
    if len(owned) <= 1:
        return (failure_of(text.strip(), next(iter(owned.values()))[0] if owned else None),)
    return tuple(
        failure_of("\n".join(own).strip() if _telling(own) else _others(lines, owned, address), address)
        for address, own in owned.values()
    )


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; one as long as a paragraph (from HTML, or pasted from a phone) by its sentences."""
    for line in text.split("\n"):
        if len(line) > _PARAGRAPH and "@" in line:
            yield from _SENTENCE_END.split(line)
        else:
            yield line


def failure_of(diagnostic: str, recipient: str | None) -> Failure:
    """A failure with the codes that its diagnostic names."""
    return Failure(diagnostic, recipient, status=enhanced_status(diagnostic), reply=reply_code(diagnostic))


def _owned(lines: list[str], senders: Collection[str]) -> _Owned:
    """The recipients by their plainest naming, each with its lines.

    Mail systems and whoever got the notification count where they lead a line or nobody else is named: people
    also write to a postmaster, and to themselves.
    """
    named = _named(lines)
    if not named:
        return {}
    for how in _PLAINEST_FIRST:
        for likely in (True, False):
            chosen = {
                number: kept
                for number, one in named.items()
                if one.how is how and (kept := tuple(a for a in one.addresses if _is_likely(a, senders) is likely))
            }
            if not likely and how is not Naming.LEADING:  # people write to themselves, but sentences speak of them
                chosen = {number: kept for number, kept in chosen.items() if kept[0].lower() not in senders}
            if not chosen or (how is Naming.PRESENT and (not likely or _several(chosen))):
                continue
            return _following(lines, chosen) if how is Naming.LEADING else _around(lines, chosen)
    return {}


def _named(lines: list[str]) -> dict[int, Named]:
    lines = lines[:_MOST_LINES]
    in_heading = {number for block in headings(lines) for number in range(block.start, block.end)}
    named: dict[int, Named] = {}
    before = ""
    for number, line in enumerate(lines):
        if "@" in line and (number not in in_heading or _PROTOCOL.match(line)):
            found = named_in(line, before)
            if found:
                named[number] = found
        if line.strip():
            before = line[-200:]
    return named


def _is_likely(address: str, senders: Collection[str]) -> bool:
    return address.lower() not in senders and not is_machine(address) and "." in address.rpartition("@")[2]


def _several(chosen: dict[int, tuple[str, ...]]) -> bool:
    return len({name.lower() for names in chosen.values() for name in names}) > 1


def _following(lines: list[str], chosen: dict[int, tuple[str, ...]]) -> _Owned:
    """A recipient that leads a line owns it and what follows, up to the next."""
    owned: _Owned = {}
    current: list[list[str]] = []
    for number, line in enumerate(lines):
        if number in chosen:
            current = [owned.setdefault(name.lower(), (name, []))[1] for name in chosen[number]]
        for own in current:
            own.append(line)
    return owned


def _around(lines: list[str], chosen: dict[int, tuple[str, ...]]) -> _Owned:
    """A recipient in a sentence owns it; in a transcript also the replies before a line that sums them up."""
    owned: _Owned = {}
    waiting: list[str] = []
    for number, line in enumerate(lines):
        if _NEXT_HOST.match(line):
            waiting = []
        elif number in chosen:
            for name in chosen[number]:
                own = owned.setdefault(name.lower(), (name, []))[1]
                if _REPLY_LINE.match(line):
                    own.extend(waiting)
                own.append(line)
            waiting = []
        elif line.strip():
            waiting.append(line)
    return owned


def _telling(own: list[str]) -> bool:
    return (
        sum(len(line.strip()) for line in own[1:]) > _TELLING
        or len(own[0].strip()) > _TELLING_LINE
        or " " in own[0].strip()
    )


def _others(lines: list[str], owned: _Owned, address: str) -> str:
    """The lines that name this recipient or nobody: a transcript that several share."""
    others = [key for key in owned if key != address.lower()]
    kept = [line for line in lines if "@" not in line or not any(key in line.lower() for key in others)]
    return "\n".join(kept).strip()
