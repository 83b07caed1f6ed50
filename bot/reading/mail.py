"""A mail becomes a Notification: the report for machines first, then the text for people."""

from dataclasses import replace

from bot.reading.addresses import addresses
from bot.reading.codes import enhanced_status, reply_code
from bot.reading.errors import EmptyError, MailTooLargeError, TooManyRecipientsError
from bot.reading.kinds import kind_by_parts, kind_by_report, kind_by_words
from bot.reading.limits import Limits
from bot.reading.notification import Action, Defect, Failure, Kind, Notification
from bot.reading.parts import Part, take_apart
from bot.reading.prose import read_prose
from bot.reading.report import Report, read_report
from bot.reading.returned import original_headers, split_returned

_STATUS_PARTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ORIGINALS = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
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
    text = _readable(root, defects)[: limits.text_chars]
    own, inline = split_returned(text)
    report = _report(root, limits, defects)
    subject = root.header("Subject") or None
    original_subject, to = original_headers(root, inline)
    kind = kind_by_parts(root) or (
        kind_by_report(report.failures) if report.failures else kind_by_words(root, own)
    )
    if kind in _TOLD:
        failures = _merged(report, own, root, to, limits)
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


def _merged(report: Report, own: str, root: Part, to: list[str], limits: Limits) -> tuple[Failure, ...]:
    """The report's failures with the prose that belongs to each; without a report, the prose's own."""
    said = read_prose(own, limits)
    subject = root.header("Subject") or "-"
    if not report.failures:
        return _named(said, root, to, subject, limits)
    failed = [f for f in report.failures if f.action in {Action.FAILED, Action.DELAYED, None}] or list(
        report.failures
    )
    by_address = {f.recipient.lower(): f.diagnostic for f in said if f.recipient}
    merged = []
    for failure in failed:
        prose = own.strip()
        if len(failed) > 1:
            names = [name.lower() for name in (failure.recipient, failure.original_recipient) if name]
            prose = next((by_address[name] for name in names if name in by_address), prose)
        diagnostic = f"{failure.diagnostic}\n{prose}".strip() or subject
        merged.append(
            replace(
                failure,
                diagnostic=diagnostic,
                status=failure.status or enhanced_status(prose),
                reply=failure.reply or reply_code(prose),
            )
        )
    return tuple(merged)


def _named(
    said: tuple[Failure, ...], root: Part, to: list[str], subject: str, limits: Limits
) -> tuple[Failure, ...]:
    """Prose failures, where nobody is named with the recipients of the headers."""
    said = tuple(f if f.diagnostic else replace(f, diagnostic=subject) for f in said)
    header = list(dict.fromkeys(addresses(root.header("X-Failed-Recipients"))))
    if len(header) > limits.recipients:
        raise TooManyRecipientsError(limit=limits.recipients)
    if header:
        by_address = {f.recipient.lower(): f for f in said if f.recipient}
        return tuple(replace(by_address.get(name.lower(), said[0]), recipient=name) for name in header)
    if len(said) == 1 and said[0].recipient is None and len(set(to)) == 1:
        return (replace(said[0], recipient=to[0]),)
    return said
