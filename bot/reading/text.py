"""A text from a chat becomes a Notification."""

import re

from bot.reading.addresses import addresses
from bot.reading.chat_text import clean
from bot.reading.errors import EmptyError, TextTooLongError
from bot.reading.heading import headings
from bot.reading.kinds import kind_by_report
from bot.reading.limits import Limits
from bot.reading.log_lines import read_log
from bot.reading.mail import read_mail
from bot.reading.merging import Around, merged
from bot.reading.notification import Failure, Kind, Notification
from bot.reading.report import report_in
from bot.reading.returned import headers_in, split_returned
from bot.reading.services import read_events
from bot.reading.signs import is_structured, tells_delay

_HEADERS = re.compile(
    r"^(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|Date|From|Content-Type|Subject|To):[ \t]",
    re.MULTILINE,
)
_ENOUGH = 2
_FIELDS = frozenset({"received", "message-id", "mime-version", "content-type", "return-path"})


def read_text(text: str, limits: Limits = Limits()) -> Notification:  # noqa: B008 — frozen
    """Read what someone typed or pasted.

    A pasted mail source is read as a mail, a log and a sending service's events as what they tell. A text
    with the signs of a mail system is a bounce or a delay with a failure per recipient; all else is TEXT with
    one failure that holds all of it.

    Raises:
        EmptyError: nothing visible.
        TextTooLongError: longer than `limits.text_chars`.
        ReadingError: what `read_mail` raises, for a pasted source.
    """
    if len(text) > limits.text_chars:
        raise TextTooLongError(size=len(text), limit=limits.text_chars)
    shown = clean(text)
    if not shown:
        raise EmptyError
    source = _source(shown)
    if source is not None:
        mail = read_mail(source.encode("utf-8", "replace"), limits)
        if mail.kind is not Kind.TEXT:
            return mail
    told = read_events(shown, limits) or read_log(shown, limits)
    if told is not None:
        return told
    if not is_structured(shown):
        return Notification(Kind.TEXT, shown, (Failure(shown),))
    return as_bounce(shown, limits)


def as_bounce(shown: str, limits: Limits = Limits()) -> Notification:  # noqa: B008 — frozen
    """A visible text read as a bounce or a delay: it has the signs, or somebody who knows more words saw some.

    Raises:
        TooManyRecipientsError: more recipients than `limits.recipients`.
    """
    own, inline = split_returned(shown)
    subject, to = headers_in(inline)
    report = report_in(own, limits)
    failures = merged(report, own, Around(to, _senders(own)), limits)
    kind = kind_by_report(report.failures) if report.failures else Kind.DELAY if tells_delay(own) else Kind.BOUNCE
    return Notification(kind, shown, failures, original_subject=subject, reporting_host=report.reporting_host)


def _senders(own: str) -> frozenset[str]:
    """Whom the headers above a pasted notification name as having got it."""
    lines = own.split("\n")
    return frozenset(
        name.lower()
        for block in headings(lines)
        if block.by_machine or is_structured("\n".join(lines[block.end :]))
        for name in (*block.to, *addresses(block.sender))
    )


def _source(shown: str) -> str | None:
    """The mail source in a text: a block of at least three header lines, two of a kind that only mails have."""
    first = _HEADERS.search(shown)
    if first is None:
        return None
    block = shown[first.start() : first.start() + 20_000].split("\n\n", 1)[0]
    names = {line.partition(":")[0].lower() for line in block.split("\n") if line[:1] not in " \t"}
    return shown[first.start() :] if len(names & _FIELDS) >= _ENOUGH else None
