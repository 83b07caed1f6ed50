"""The machine's half of a delivery status notification (RFC 3464)."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from bot.reading.addresses import addresses
from bot.reading.codes import enhanced_status, reply_code
from bot.reading.errors import TooManyRecipientsError
from bot.reading.limits import Limits
from bot.reading.notification import Action, Defect, Failure

_FIELD = re.compile(r"[ \t]{0,8}([A-Za-z][A-Za-z0-9-]{1,60})[ \t]{0,8}:")
_OPENING = re.compile(
    r"^[ \t]{0,8}(?:reporting-mta|original-recipient|final-recipient|action|original-envelope-id"
    r"|arrival-date)[ \t]{0,8}:",
    re.IGNORECASE | re.MULTILINE,
)
_RECIPIENT_FIELD = re.compile(r"^[ \t]{0,8}final-recipient[ \t]{0,8}:", re.IGNORECASE | re.MULTILINE)
_TYPED = re.compile(r"^[ \t]*(?:[A-Za-z0-9-]{1,40})[ \t]*;[ \t]*")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Report:
    """What a delivery-status part says: who reports, and one failure per recipient."""

    reporting_host: str | None
    failures: tuple[Failure, ...]


def read_report(text: str, limits: Limits, defects: list[Defect]) -> Report:
    """Read the body of a message/delivery-status part.

    Gives one Failure per recipient in the report's order; a diagnostic may be empty here. A damaged block
    gives what was legible and a defect.

    Raises:
        TooManyRecipientsError: more blocks than `limits.recipients`.

    Source: RFC 3464, 2.1 to 2.3; RFC 6533 for the internationalised form.
    """
    host = None
    failures: dict[str | int, Failure] = {}
    for fields in _blocks(text):
        host = host or untyped(fields.get("reporting-mta", "")) or None
        if not ({"final-recipient", "original-recipient", "action", "status", "diagnostic-code"} & fields.keys()):
            continue
        failure = _failure(fields, defects)
        key: str | int = failure.recipient.lower() if failure.recipient else len(failures)
        if key not in failures or (failure.diagnostic and not failures[key].diagnostic):
            failures[key] = failure
        if len(failures) > limits.recipients:
            raise TooManyRecipientsError(limit=limits.recipients)
    return Report(host, tuple(failures.values()))


def report_in(text: str, limits: Limits) -> Report:
    """The report that stands in a text where its part was lost: pasted, or a mail without MIME."""
    opening = _OPENING.search(text)
    if opening is None or _RECIPIENT_FIELD.search(text) is None:
        return Report(None, ())
    report = read_report(text[opening.start() :], limits, [])
    return Report(report.reporting_host, tuple(f for f in report.failures if f.recipient and "@" in f.recipient))


def untyped(value: str) -> str:
    """A field's value without its type ("rfc822;", "smtp;", "dns;")."""
    return _TYPED.sub("", value, count=1).strip()


def _failure(fields: dict[str, str], defects: list[Defect]) -> Failure:
    final, original = (
        _recipient(fields.get("final-recipient", "")),
        _recipient(fields.get("original-recipient", "")),
    )
    if not final and not original:
        defects.append(Defect("Final-Recipient", "missing or without an address"))
    diagnostic = untyped(fields.get("diagnostic-code", ""))
    word = fields.get("action", "").split("(")[0].strip().lower()
    action = Action(word) if word in set(Action) else None
    if action is None:
        defects.append(Defect("Action", "missing or unknown"))
    found = _STATUS.search(fields.get("status", ""))
    return Failure(
        diagnostic=diagnostic,
        recipient=original if original and final and not _is_whole(final) else final or original,
        original_recipient=original or None,
        action=action,
        status=_sharper(enhanced_status(diagnostic), found[1] if found else None),
        reply=reply_code(diagnostic),
        host=untyped(fields.get("remote-mta", "")) or None,
        retry_until=_moment(fields.get("will-retry-until", "")),
    )


def _moment(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None


def _is_whole(address: str) -> bool:
    """Whether an address has a domain that the outside knows; "jan@server" is a route inside."""
    return "." in address.rpartition("@")[2]


def _sharper(said: str | None, field: str | None) -> str | None:
    """What the diagnostic says goes first, unless it only says "something" (5.0.0) and the field knows more."""
    if said and said.endswith(".0.0") and field:
        return field
    return said or field


def _recipient(value: str) -> str | None:
    bare = untyped(value).strip("<> \t\"'")
    found = addresses(bare)
    return found[0] if found else (bare or None)


def _blocks(text: str) -> list[dict[str, str]]:
    """The fields of each block between blank lines, names in lower case, folded lines put together."""
    blocks: list[dict[str, str]] = []
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in [*text.split("\n"), ""]:
        if not line.strip():
            if fields:
                blocks.append({name: "\n".join(lines).strip() for name, lines in fields.items()})
            fields, current = {}, None
        elif line[0] in " \t" and current is not None:
            current.append(line.strip())
        elif (name := _FIELD.match(line)) is not None:
            if name[1].lower() == "final-recipient" and "final-recipient" in fields:  # a lost blank line
                blocks.append({name: "\n".join(lines).strip() for name, lines in fields.items()})
                fields = {}
            current = fields.setdefault(name[1].lower(), [])
            current.append(line[name.end() :].strip())
        elif current is not None:  # a folded line that lost its blank
            current.append(line.strip())
    return blocks
