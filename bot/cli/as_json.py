"""An explanation for other programs. These shapes are held on to: see `SCHEMA`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from bot.diagnosis import Diagnosis, Match
from bot.reading.notification import Notification

SCHEMA: Final = 1
"""Goes up when a field of `whole` changes its meaning or leaves; a new field is no change."""

Json = dict[str, Any]


def whole(notification: Notification, diagnoses: Sequence[Diagnosis]) -> Json:
    """Everything that is known: what was read, what was concluded, and why.

    `start` and `end` of evidence count code points of `diagnostic`.
    """
    return {
        "schema": SCHEMA,
        "kind": notification.kind.value,
        "is_mail": notification.is_mail,
        "subject": notification.subject,
        "original_subject": notification.original_subject,
        "reporting_host": notification.reporting_host,
        "defects": [{"place": defect.place, "problem": defect.problem} for defect in notification.defects],
        "diagnoses": [_diagnosis(diagnosis) for diagnosis in diagnoses],
    }


def results(diagnoses: Sequence[Diagnosis]) -> list[Json]:
    """One result per recipient and no more, in the order of the mail.

    A recipient that a mail names twice keeps its first cause; another cause goes into `also`.
    """
    found: dict[str, Json] = {}
    for number, diagnosis in enumerate(diagnoses):
        recipient = diagnosis.failure.recipient
        key = recipient.strip("<> ").rstrip(".").lower() if recipient else f"<{number}>"
        if key not in found:
            found[key] = _result(diagnosis)
        elif found[key]["also"] is None and found[key]["cause"] != diagnosis.cause:
            found[key]["also"] = diagnosis.cause
    return list(found.values())


def _result(diagnosis: Diagnosis) -> Json:
    won = diagnosis.won
    return {
        "recipient": diagnosis.failure.recipient,
        "cause": diagnosis.cause,
        "permanent": diagnosis.permanent,
        "also": diagnosis.also,
        "rule": won.rule if won else None,
        "evidence": won.evidence.text if won else None,
    }


def _diagnosis(diagnosis: Diagnosis) -> Json:
    failure = diagnosis.failure
    return {
        "recipient": failure.recipient,
        "original_recipient": failure.original_recipient,
        "action": failure.action.value if failure.action else None,
        "status": failure.status,
        "reply": failure.reply,
        "host": failure.host,
        "diagnostic": failure.diagnostic,
        "cause": diagnosis.cause,
        "permanent": diagnosis.permanent,
        "also": diagnosis.also,
        "meant": diagnosis.meant,
        "looks_forged": diagnosis.looks_forged,
        "listing": asdict(diagnosis.listing) if diagnosis.listing else None,
        "won": _match(diagnosis.won) if diagnosis.won else None,
        "lost": [_match(match) for match in diagnosis.lost],
    }


def _match(match: Match) -> Json:
    evidence = match.evidence
    return {
        "rule": match.rule,
        "cause": match.cause,
        "provider": match.provider,
        "trust": match.trust,
        "evidence": {"start": evidence.start, "end": evidence.end, "text": evidence.text},
    }
