"""A mail becomes a Notification: the report for machines first, then the text for people."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.reading.addresses import addresses, is_machine
from bot.reading.errors import EmptyError, MailTooLargeError
from bot.reading.forgery import looks_forged
from bot.reading.kinds import is_from_system, kind_by_parts, kind_by_report, kind_by_words
from bot.reading.limits import Limits
from bot.reading.merging import Around, merged
from bot.reading.notification import Defect, Failure, Kind, Notification
from bot.reading.parts import Part, take_apart
from bot.reading.report import Report, read_report, report_in
from bot.reading.returned import original_headers, split_returned
from bot.reading.services import read_events

_STATUS_PARTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ORIGINALS = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_MAILS = frozenset({"message/rfc822", "message/global"})
_JSON = ("{", "[")
_MOST_ENCLOSED = 5
_TOLD = frozenset({Kind.BOUNCE, Kind.DELAY})


def read_mail(raw: bytes, limits: Limits = Limits()) -> Notification:  # noqa: B008 — frozen
    """Read the source of a mail.

    Gives a notification whose failures stand in the order of the report, else of the text.

    Raises:
        EmptyError: nothing but white space.
        MailTooLargeError, TooManyPartsError, TooDeepError, TooManyRecipientsError: past the limits.
    """
    if len(raw) > limits.mail_bytes:
        raise MailTooLargeError(size=len(raw), limit=limits.mail_bytes)
    if not raw.strip():
        raise EmptyError
    defects: list[Defect] = []
    root = take_apart(raw.lstrip(), limits, defects)
    read = _read(root, limits, defects)
    told = read.kind in _TOLD and is_from_system(root) and not _is_about_machines(read)
    if told and not _is_vague(read):
        return read
    for part in islice(_enclosed(root), _MOST_ENCLOSED):
        inner = _read(part, limits, defects)
        if inner.kind in _TOLD if told else inner.kind is not Kind.TEXT:
            return inner
    return read


def _enclosed(root: Part) -> Iterator[Part]:
    """The mails inside a mail: somebody forwarded a bounce, or a server returned one that it could not bring."""
    return (child for part in root.walk() if part.kind in _MAILS for child in part.children)


def _is_about_machines(read: Notification) -> bool:
    """A bounce of a bounce: it failed on its way to a mail system."""
    return all(failure.recipient is not None and is_machine(failure.recipient) for failure in read.failures)


def _is_vague(read: Notification) -> bool:
    """A bounce that names no code: what it returned may be the bounce of another server, which says why."""
    return all(failure.status is None and failure.reply is None for failure in read.failures)


def _read(root: Part, limits: Limits, defects: list[Defect]) -> Notification:
    text = _readable(root, defects)[: limits.text_chars]
    events = read_events(text, limits) if text.lstrip()[:1] in _JSON else None
    if events is not None:
        return replace(events, is_mail=True, subject=root.header("Subject") or None, defects=tuple(defects))
    from_system = is_from_system(root)
    own, inline = split_returned(text, from_system=from_system)
    report = _report(root, limits, defects)
    if not report.failures:
        report = report_in(own, limits)
    subject = root.header("Subject") or None
    original_subject, to = original_headers(root, inline)
    kind = kind_by_parts(root) or (
        kind_by_report(report.failures) if report.failures else kind_by_words(root, own, from_system=from_system)
    )
    if kind in _TOLD:
        senders = {name.lower() for name in addresses(root.header("To"))}
        failed = list(dict.fromkeys(addresses(root.header("X-Failed-Recipients"))))
        failures = merged(report, own, Around(to, senders, failed, subject or "-"), limits)
    else:
        failures = tuple(f for f in report.failures if f.diagnostic) or (
            (Failure(own.strip() or subject or "-"),) if own.strip() or subject else ()
        )
    return Notification(
        kind,
        text,
        failures,
        is_mail=True,
        subject=subject,
        original_subject=original_subject,
        looks_forged=kind in _TOLD and looks_forged(root, inline),
        reporting_host=report.reporting_host,
        defects=tuple(defects),
    )


def _readable(root: Part, defects: list[Defect]) -> str:
    """What a person would read: plain parts, or HTML where there is no plain text; not the returned mail."""
    plain: list[str] = []
    rich: list[str] = []
    pending = [root]
    while pending:
        part = pending.pop(0)
        if part.kind in _ORIGINALS or part.header("Content-Disposition").lower().startswith("attachment"):
            continue
        if part.kind == "text/html":
            rich.append(part.text(defects))
        elif part.kind.startswith("text/"):
            plain.append(part.text(defects))
        pending[:0] = part.children
    return "\n".join(plain) if any(text.strip() for text in plain) else "\n".join(rich)


def _report(root: Part, limits: Limits, defects: list[Defect]) -> Report:
    pending = [root]
    while pending:
        part = pending.pop(0)
        if part.kind in _STATUS_PARTS:
            return read_report(part.text(defects), limits, defects)
        if part.kind not in _ORIGINALS:
            pending.extend(part.children)
    return Report(None, ())
