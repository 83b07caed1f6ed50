"""From a notification to its diagnoses. Pure: no clock, no files, the same answer every time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.diagnosis.diagnosis import Diagnosis, Match
from bot.diagnosis.flat import Flat
from bot.diagnosis.lasting import permanence
from bot.diagnosis.listing import listing_in
from bot.diagnosis.misspelt import meant
from bot.diagnosis.respelling import respelled
from bot.diagnosis.ruleset import RuleSet
from bot.diagnosis.talk import decides
from bot.diagnosis.taxonomy import CAUSES, QUESTIONS
from bot.diagnosis.trust import Trust
from bot.reading import as_bounce
from bot.reading.notification import Action, Failure, Kind, Notification

BY_KIND: Final = {
    Kind.AUTO_REPLY: "auto-reply",
    Kind.DELIVERED: "delivered",
    Kind.FEEDBACK_REPORT: "spam-complaint",
}
"""Where the form of the mail alone decides."""


MISTYPED: Final = frozenset({"mailbox-unavailable", "domain-not-found", "server-unreachable"})
"""Causes that a slip in the recipient's domain has."""


def diagnose(notification: Notification, rules: RuleSet) -> tuple[Diagnosis, ...]:
    """The conclusions for a notification, one per failure, in its order; empty for ordinary talk."""
    if notification.is_picture:
        notification = respelled(notification, rules)
    if notification.kind in BY_KIND:
        return tuple(_by_kind(notification, rules))
    if notification.kind is Kind.TEXT:
        return () if notification.is_mail else tuple(_talk(notification, rules))
    delayed = notification.kind is Kind.DELAY
    found = (_bounce(failure, rules, delayed=delayed) for failure in _failures(notification))
    return tuple(replace(each, looks_forged=True) for each in found) if notification.looks_forged else tuple(found)


def _failures(notification: Notification) -> tuple[Failure, ...]:
    return notification.failures or (Failure(diagnostic=notification.text),)


def _by_kind(notification: Notification, rules: RuleSet) -> Iterator[Diagnosis]:
    cause = BY_KIND[notification.kind]
    for failure in notification.failures or (Failure(diagnostic=""),):
        matches = rules.matches(failure) if failure.diagnostic else ()
        won = next((match for match in matches if match.cause == cause), None)
        yield Diagnosis(failure, cause, None, won, tuple(match for match in matches if match is not won))


def _talk(notification: Notification, rules: RuleSet) -> Iterator[Diagnosis]:
    """Chat without any sign of a bounce: only words that nobody says but a mail server, or a plain question."""
    for failure in _failures(notification):
        matches = rules.matches(failure)
        deciding = [m for m in matches if decides(m, rules.rule(m.rule), failure.diagnostic)]
        if any(match.cause in QUESTIONS for match in deciding):
            yield _concluded(failure, deciding)
        elif deciding[:1] and deciding[0].cause in CAUSES:  # so a server speaks, and all it says counts
            bounce = as_bounce(failure.diagnostic)
            yield from (_bounce(one, rules, delayed=bounce.kind is Kind.DELAY) for one in bounce.failures)
        elif deciding:
            yield _concluded(failure, deciding)


def _bounce(failure: Failure, rules: RuleSet, *, delayed: bool) -> Diagnosis:
    said = Flat(failure.diagnostic)
    matches = tuple(match for match in rules.matches(failure, said) if match.cause not in QUESTIONS)
    if not delayed and failure.action is not Action.DELAYED:
        return _concluded(failure, matches, said)
    named = tuple(match for match in matches if match.trust > Trust.WRAPPER)
    if named:
        others = (match for match in matches if match not in named)
        return _concluded(failure, (*named, *others), said, passes=True)
    return Diagnosis(failure, "delivery-delayed", permanent=False, lost=matches)


def _concluded(
    failure: Failure, matches: Sequence[Match], said: Flat | None = None, *, passes: bool = False
) -> Diagnosis:
    if not matches:
        return Diagnosis(failure, "unknown-bounce", permanence(failure, "unknown-bounce", said))
    won, *lost = matches
    permanent = permanence(failure, won.cause, said) if won.cause in CAUSES else None
    second = _second(won, lost)
    return Diagnosis(
        failure,
        won.cause,
        False if passes else permanent,
        won,
        tuple(lost),
        second,
        meant=meant(failure.recipient) if won.cause in MISTYPED and failure.recipient else None,
        listing=listing_in(failure.diagnostic) if "blacklisted" in {won.cause, second} else None,
    )


def _second(won: Match, lost: Sequence[Match]) -> str | None:
    """Another cause that the text names as plainly: words trusted as far, and not the very words that won."""
    if won.trust < Trust.VAGUE or won.cause not in CAUSES:
        return None
    for match in lost:
        if match.trust == won.trust and match.cause != won.cause and match.cause in CAUSES and _apart(won, match):
            return match.cause
    return None


def _apart(one: Match, other: Match) -> bool:
    return one.evidence.end <= other.evidence.start or other.evidence.end <= one.evidence.start
