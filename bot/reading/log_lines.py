"""Lines of a mail server's own log: Postfix, Sendmail, Exim, qmail, Exchange's message tracking.

The text is read as one line, because chat wraps long ones; an entry ends where the next begins. Whoever is named
in several entries gets what the last of them says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.reading.codes import enhanced_status, reply_code
from bot.reading.errors import TooManyRecipientsError
from bot.reading.limits import Limits
from bot.reading.notification import Action, Failure, Kind, Notification

LOOKED_AT: Final = 200_000
MOST_CHARS: Final = 2000
"""Code points of a text that are looked at, and of what one entry says."""

_ADDRESS = r"([^\s<>,]{1,100}@[^\s<>,]{1,253})"
_POSTFIX = re.compile(
    rf"\bto=<{_ADDRESS}>,(?: orig_to=<[^<>]{{0,320}}>,)?"
    r"(?P<middle>[^<>]{0,400}?) status=(?P<verb>[a-z-]{3,20}) \("
)
_SENDMAIL = re.compile(rf"\bto=<?{_ADDRESS}>?,(?P<middle>.{{0,600}}?) stat=(?P<verb>[A-Za-z]{{3,20}})")
_EXIM = re.compile(
    rf"(?:^| )(?P<verb>\*\*|==|=>|->|>>) <?{_ADDRESS}>?(?= (?:<|\(|[A-Z]{{1,3}}=|routing|defer|R=|:))"
)
_QMAIL = re.compile(r"\bdelivery \d{1,12}: (?P<verb>failure|deferral|success): (\S{1,2000})")
_QMAIL_START = re.compile(rf"\bstarting delivery \d{{1,12}}: msg \d{{1,20}} to (?:remote|local) {_ADDRESS}")
_EXCHANGE = re.compile(
    r",(?P<verb>FAIL|DEFER),(?:[^,]{0,300},){2,3}?(?P<names>[^\s<>,;@\"]{1,100}@[^\s<>,\"]{1,2000}),"
)
"""event-id, internal-message-id, message-id, in later versions network-message-id, recipient-address.

Source: learn.microsoft.com, "Fields in the message tracking log files".
"""
_LAST_ERROR = re.compile(r"\{LED=([^{}]{1,2000})\}")
_NEXT_ENTRY = re.compile(r"\)? (?=(?:[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d)\S* )")
_FIELD = re.compile(r"\b(relay|dsn)=([^\s,]{1,300})")

_ACTIONS: Final = {
    "bounced": Action.FAILED, "expired": Action.FAILED, "undeliverable": Action.FAILED, "failure": Action.FAILED,
    "FAIL": Action.FAILED, "DEFER": Action.DELAYED,
    "**": Action.FAILED, "deferred": Action.DELAYED, "deferral": Action.DELAYED, "==": Action.DELAYED,
    "sent": Action.DELIVERED, "success": Action.DELIVERED, "=>": Action.DELIVERED, "->": Action.DELIVERED,
    ">>": Action.DELIVERED, "deliverable": Action.DELIVERED, "filtered": Action.FAILED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    recipient: str | None
    action: Action
    said: str
    status: str | None = None
    host: str | None = None


def read_log(text: str, limits: Limits) -> Notification | None:
    """The entries of a log as a notification: one failure per recipient; None where the text is no log.

    Raises:
        TooManyRecipientsError: more recipients than `limits.recipients`.
    """
    flat = " ".join(text[:LOOKED_AT].split())
    entries = list(_postfix(flat) or _sendmail(flat) or _exim(flat) or _qmail(flat) or _exchange(flat))
    if not entries:
        return None
    last: dict[str, _Entry] = {}
    for number, entry in enumerate(entries):
        last[entry.recipient.lower() if entry.recipient else str(number)] = entry
        if len(last) > limits.recipients:
            raise TooManyRecipientsError(limit=limits.recipients)
    told = [entry for entry in last.values() if entry.action is not Action.DELIVERED] or list(last.values())
    return Notification(_kind(told), text, tuple(_failure(entry) for entry in told))


def _kind(entries: list[_Entry]) -> Kind:
    actions = {entry.action for entry in entries}
    if Action.FAILED in actions:
        return Kind.BOUNCE
    return Kind.DELAY if Action.DELAYED in actions else Kind.DELIVERED


def _failure(entry: _Entry) -> Failure:
    return Failure(
        diagnostic=entry.said or "-",
        recipient=entry.recipient,
        action=entry.action,
        status=entry.status or enhanced_status(entry.said),
        reply=reply_code(entry.said),
        host=entry.host,
    )


def _spans(pattern: re.Pattern[str], flat: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each entry with what it says: up to the next entry, or the next line's time."""
    found = list(pattern.finditer(flat))
    ends = [following.start() for following in found[1:]] + [len(flat)]
    for entry, next_start in zip(found, ends, strict=False):
        end = min(next_start, entry.end() + MOST_CHARS)
        said = flat[entry.end() : end]
        cut = _NEXT_ENTRY.search(said)
        yield entry, said[: cut.start()] if cut else said


def _postfix(flat: str) -> list[_Entry]:
    out = []
    for entry, said in _spans(_POSTFIX, flat):
        action = _ACTIONS.get(entry["verb"])
        if action:
            fields = dict(_FIELD.findall(entry["middle"]))
            host = fields.get("relay", "none").split("[")[0]
            known = None if host == "none" else host
            out.append(_Entry(entry[1], action, said.removesuffix(")"), fields.get("dsn"), known))
    return out


def _sendmail(flat: str) -> list[_Entry]:
    out = []
    for entry, said in _spans(_SENDMAIL, flat):
        verb = entry["verb"].lower()
        if verb == "queued":
            continue
        action = _ACTIONS.get(verb, Action.FAILED)
        fields = dict(_FIELD.findall(entry["middle"]))
        out.append(_Entry(entry[1], action, f"{entry['verb']}{said}", fields.get("dsn"), fields.get("relay")))
    return out


def _exim(flat: str) -> list[_Entry]:
    return [_Entry(entry[2], _ACTIONS[entry["verb"]], said.strip()) for entry, said in _spans(_EXIM, flat)]


def _qmail(flat: str) -> list[_Entry]:
    started = [start[1] for start in _QMAIL_START.finditer(flat)]
    found = list(_QMAIL.finditer(flat))
    names: list[str | None] = [*started] if len(started) == len(found) else [None] * len(found)
    return [
        _Entry(name, _ACTIONS[entry["verb"]], entry[2].replace("_", " "))
        for name, entry in zip(names, found, strict=True)
    ]


def _exchange(flat: str) -> list[_Entry]:
    out = []
    for entry, told in _spans(_EXCHANGE, flat):
        error = _LAST_ERROR.search(told)
        said = error[1] if error else told.partition(",")[0]
        out += [_Entry(name, _ACTIONS[entry["verb"]], said) for name in entry["names"].split(";") if "@" in name]
    return out
