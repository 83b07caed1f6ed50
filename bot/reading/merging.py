"""What the report for machines and the text for people say of the same recipients, put together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.reading.codes import enhanced_status, reply_code
from bot.reading.errors import TooManyRecipientsError
from bot.reading.limits import Limits
from bot.reading.notification import Action, Failure
from bot.reading.prose import read_prose
from bot.reading.report import Report

_TOLD = frozenset({Action.FAILED, Action.DELAYED, None})


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a notification's own text.

    `to` are the people the original was addressed to, `senders` those who got the notification, in lower case,
    `failed` the recipients that headers name as failed; `subject` is the diagnostic where there is no other text.
    """

    to: Sequence[str] = ()
    senders: Collection[str] = ()
    failed: Sequence[str] = ()
    subject: str = "-"


def merged(report: Report, own: str, around: Around, limits: Limits) -> tuple[Failure, ...]:
    """The failures of a bounce or a delay: the report's, each with its prose, else the prose's own.

    Raises:
        TooManyRecipientsError: more recipients than `limits.recipients`.
    """
    said = read_prose(own, limits, around.senders)
    if not report.failures:
        return _named(said, around, limits)
    failed = [f for f in report.failures if f.action in _TOLD] or list(report.failures)
    by_address = {f.recipient.lower(): f.diagnostic for f in said if f.recipient}
    out = []
    for failure in failed:
        prose = own.strip()
        if len(failed) > 1:
            names = [name.lower() for name in (failure.recipient, failure.original_recipient) if name]
            prose = next((by_address[name] for name in names if name in by_address), prose)
        elif failure.recipient is None or "@" not in failure.recipient:
            failure = replace(failure, recipient=_one(said, around) or failure.recipient)  # noqa: PLW2901
        out.append(
            replace(
                failure,
                diagnostic=f"{failure.diagnostic}\n\n{prose}".strip() or around.subject,
                status=failure.status or enhanced_status(prose),
                reply=failure.reply or reply_code(prose),
            )
        )
    return tuple(out)


def _one(said: Sequence[Failure], around: Around) -> str | None:
    """The one recipient that another place names."""
    for names in ([f.recipient for f in said if f.recipient], list(around.failed), list(dict.fromkeys(around.to))):
        if len(names) == 1:
            return names[0]
    return None


def _named(said: tuple[Failure, ...], around: Around, limits: Limits) -> tuple[Failure, ...]:
    """Prose failures, where nobody is named with the recipients of the headers."""
    said = tuple(f if f.diagnostic else replace(f, diagnostic=around.subject) for f in said)
    failed = around.failed
    if len(failed) > limits.recipients:
        raise TooManyRecipientsError(limit=limits.recipients)
    by_address = {f.recipient.lower(): f for f in said if f.recipient}
    if len(failed) > max(1, len(by_address)) or (failed and not by_address):
        return tuple(replace(by_address.get(name.lower(), said[0]), recipient=name) for name in failed)
    if len(said) == 1 and said[0].recipient is None and len(set(around.to)) == 1:
        return (replace(said[0], recipient=around.to[0]),)
    return said
