"""Whether a failure is permanent or passes: True, False, or None where both readings stand."""

from typing import Any, Final

from bot.diagnosis.flat import Flat
from bot.diagnosis.matching import Expression, compile_alone
from bot.reading.notification import Action, Failure

PASSES: Final = frozenset(
    {"rate-limited", "temporarily-deferred", "delivery-delayed"},
)
"""Causes that pass by themselves where nothing else is said."""

OPEN: Final = frozenset({"mailbox-full", "server-unreachable", "receiving-server-problem", "unknown-bounce"})
"""Causes that say nothing about it: a full mailbox is refused for good by one server, for now by another."""

LOOKED_AT: Final = 20_000
"""Code points of a diagnostic text in which these words are looked for."""


def _words(*patterns: str) -> Any:
    return compile_alone(Expression("|".join(patterns)))


_STILL_TRYING: Final = _words(
    r"will keep trying|has not (?:yet )?been delivered yet|not yet been delivered|will be retried",
    r"(?:will|to) (?:re-?try|continue to (?:try|retry))|will try again|still being retried",
    r"this is a warning message only|delivery (?:is|has been) delayed|do not need to resend",
)
_GIVEN_UP: Final = _words(
    r"giving up|given up|permanent(?:ly)? (?:fatal )?(?:error|failure|failed|rejected)|failed permanently",
    r"this is a permanent error|unrecoverable error|permanent fatal errors|no further attempts",
    r"will not be retried|could not be delivered for",
)
_EXPIRED: Final = _words(
    r"retry time(?:out)? (?:not reached|exceeded)|message expired|expired (?:in|from) (?:the )?queue",
    r"delivery time expired|too long in (?:the )?queue|queued? too long|been in the queue too long",
    r"could not be delivered for (?:more than )?\d",
)


def permanence(failure: Failure, cause: str, said: Flat | None = None) -> bool | None:
    """What the action and the words say, then the codes, then what such a cause usually is.

    `said` is the diagnostic text made flat, where it is at hand.
    """
    said = said or Flat(failure.diagnostic)
    text = said.text[:LOOKED_AT].encode()
    if failure.action is Action.DELAYED or _STILL_TRYING.search(text):
        return False
    codes = _classes(failure, said)
    if _EXPIRED.search(text):
        return None if "4" in codes else True
    if _GIVEN_UP.search(text):
        return True
    if codes:
        return codes[0] == "5"
    return _usually(cause)


def _usually(cause: str) -> bool | None:
    if cause in PASSES:
        return False
    return None if cause in OPEN else True


def _classes(failure: Failure, said: Flat) -> list[str]:
    """The first digits of the codes, the text's own first: around it another server tells of it."""
    found = [*said.statuses[:1], failure.status or "", said.reply or "", failure.reply or ""]
    return [code[0] for code in found if code]
