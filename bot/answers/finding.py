"""Diagnoses become findings: recipients that share one cause stand together."""

from collections.abc import Sequence
from typing import Final

from bot.answers.answer import Finding
from bot.answers.quoting import one_line, quote_of, shortened
from bot.diagnosis.codes import first_reply, statuses, tells
from bot.diagnosis.diagnosis import Diagnosis
from bot.diagnosis.taxonomy import QUESTIONS

LONGEST_ADDRESS: Final = 254
"""Code points of an address (RFC 5321, 4.5.3.1.3) or of a host; what is longer is cut."""


def findings(diagnoses: Sequence[Diagnosis]) -> tuple[Finding, ...]:
    """One finding for all diagnoses that share all but recipient and quote.

    They stand in the order of their first diagnosis, each recipient once. The quote is the first one's.
    """
    found: dict[Finding, Finding] = {}
    for diagnosis in diagnoses:
        one = _finding(diagnosis)
        shared = one.model_copy(update={"recipients": (), "quote": None})
        if shared in found:
            first = found[shared]
            recipients = tuple(dict.fromkeys((*first.recipients, *one.recipients)))
            found[shared] = first.model_copy(update={"recipients": recipients})
        else:
            found[shared] = one
    return tuple(found.values())


def _finding(diagnosis: Diagnosis) -> Finding:
    if diagnosis.cause in QUESTIONS:
        return Finding(cause=diagnosis.cause, rule=diagnosis.won.rule if diagnosis.won else None)
    failure = diagnosis.failure
    quote = quote_of(diagnosis)
    status, reply = _codes(diagnosis, quote or "")
    recipient = _address(failure.recipient or failure.original_recipient)
    until = failure.retry_until
    return Finding(
        cause=diagnosis.cause,
        permanent=diagnosis.permanent,
        also=diagnosis.also,
        rule=diagnosis.won.rule if diagnosis.won else None,
        recipients=(recipient,) if recipient else (),
        status=status,
        reply=reply,
        host=_address(failure.host),
        quote=quote,
        meant=_address(diagnosis.meant),
        listing=diagnosis.listing,
        looks_forged=diagnosis.looks_forged,
        retry_until=until.date() if until and not diagnosis.permanent else None,
    )


def _codes(diagnosis: Diagnosis, quote: str) -> tuple[str | None, str | None]:
    """Those beside the deciding words where they tell anything: a report's own are often 5.0.0."""
    beside = next((code for code in statuses(quote) if tells(code)), None)
    failure = diagnosis.failure
    return beside or failure.status, first_reply(quote) or failure.reply


def _address(text: str | None) -> str | None:
    return shortened(one_line(text), LONGEST_ADDRESS) or None if text else None
