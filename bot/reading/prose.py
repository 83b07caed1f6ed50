"""Recipients and their diagnostics in a notification written for people.

Two ways, most telling first: a line that begins with the recipient (Postfix, qmail, Exim, Sendmail,
Courier, Exchange, Gmail, Notes), then a sentence that names one ("RCPT TO:<…>", "wasn't delivered to …").
"""

import re

from bot.reading.addresses import addresses, is_machine
from bot.reading.codes import enhanced_status, reply_code
from bot.reading.errors import TooManyRecipientsError
from bot.reading.limits import Limits
from bot.reading.notification import Failure

_WIDTH = 2000
_ALONE = re.compile(
    r"^[ \t>*•-]{0,16}(?:(?:to|aan|failed recipient|recipient|ontvanger)s?:[ \t]*)?[<'\"(\[]{0,3}(?:mailto:|smtp:)?"
    r"([^\s<>:;,()\[\]\"]{1,100}@[^\s<>:;,()'\"]{1,253})[>'\")\]]{0,3}"
    r"(?:[ \t]{1,4}\(.{0,300}\)?)?(?:[ \t]+(?:on|op) .{0,60})?[ \t]*[:.;]?[ \t]*$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^[ \t>*]{0,12}<([^\s<>]{1,100}@[^\s<>]{1,253})>(?: \([^()]{0,300}\))?(?:[:,;]|\.\.\.|[ \t]+\S)"
)
_FIELD = re.compile(
    r"^[ \t>]{0,8}(?:final-recipient|original-recipient|x-failed-recipients)[ \t]*:(.*)$", re.IGNORECASE
)
_NAMED = re.compile(
    r"rcpt to:?|(?:was ?n[o']t|could not be|couldn't be|cannot be|can't be|not be) delivered to|deliver(?:y|ing)? (?:of .{0,40} )?to"
    r"|(?:user|recipient|mailbox|address)(?: address)?(?: is)? (?:unknown|rejected|not found|unavailable)|(?:unknown|no such|invalid) (?:user|recipient|address|mailbox)"
    r"|did not reach|reason:|could not be found|recipient|addressee|bezorgd bij|bezorgen (?:aan|bij)|bezorging (?:aan|bij)|^[ \t>]{0,8}(?:>>> )?[45]\d\d[ -]|<<< [45]\d\d|said: [45]\d\d|failed:",
    re.IGNORECASE,
)
_NOT_HIS = re.compile(
    r"^[ \t>]{0,8}(?:from|van|reply-to|sender|return-path|message-id|received|cc|x-[a-z-]{1,40}|references|in-reply-to|envelope-from)[ \t]*:"
    r"|mail from|sender|afzender|\bid=|contact|please (?:mail|send|forward)",
    re.IGNORECASE,
)


def read_prose(text: str, limits: Limits) -> tuple[Failure, ...]:
    """The failures in a human-readable notification, one per recipient, in the order of the text.

    Where one recipient or none is named, the diagnostic is the whole text; with several each has the lines
    that belong to it, and the lines that belong to nobody when it would have none.

    Raises:
        TooManyRecipientsError: more recipients than `limits.recipients`.
    """
    lines = text.split("\n")
    owned = _by_line(lines) or _by_sentence(lines)
    if len(owned) > limits.recipients:
        raise TooManyRecipientsError(limit=limits.recipients)
    if len(owned) < 2:
        return (failure_of(text.strip(), next(iter(owned.values()))[0] if owned else None),)
    return tuple(
        failure_of("\n".join(own).strip() if _telling(own) else _others(lines, owned, address), address)
        for address, own in owned.values()
    )


def failure_of(diagnostic: str, recipient: str | None) -> Failure:
    """A failure with the codes that its diagnostic names."""
    return Failure(diagnostic, recipient, status=enhanced_status(diagnostic), reply=reply_code(diagnostic))


def _by_line(lines: list[str]) -> dict[str, tuple[str, list[str]]]:
    owned: dict[str, tuple[str, list[str]]] = {}
    own: list[str] | None = None
    for line in lines:
        address = _leading(line[:_WIDTH])
        if address:
            own = owned.setdefault(address.lower(), (address, []))[1]
        if own is not None:
            own.append(line)
    return owned


def _leading(line: str) -> str | None:
    if "@" not in line:
        return None
    found = _LED.match(line) or _ALONE.match(line)
    if found is None:
        field = _FIELD.match(line)
        named = addresses(field[1]) if field else []
        return named[0] if named else None
    named = addresses(found[1])
    return named[0] if named and not is_machine(named[0]) else None


def _by_sentence(lines: list[str]) -> dict[str, tuple[str, list[str]]]:
    owned: dict[str, tuple[str, list[str]]] = {}
    before = ""
    for line in lines:
        part = line[:_WIDTH]
        if "@" in part and _NAMED.search(before + " " + part) and not _NOT_HIS.search(part):
            for address in addresses(part)[:1]:
                if not is_machine(address):
                    owned.setdefault(address.lower(), (address, []))[1].append(line)
        before = part[-200:]
    return owned


def _telling(own: list[str]) -> bool:
    return sum(len(line.strip()) for line in own[1:]) > 12 or len(own[0].strip()) > 80 or " " in own[0].strip()


def _others(lines: list[str], owned: dict[str, tuple[str, list[str]]], address: str) -> str:
    """The lines that name this recipient or nobody: a transcript that several share."""
    others = [key for key in owned if key != address.lower()]
    kept = [line for line in lines if "@" not in line or not any(key in line.lower() for key in others)]
    return "\n".join(kept).strip()
