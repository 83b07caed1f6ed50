"""Who is believed when several rules match: the order, and the reason for each place in it.

Only here does one rule win over another.
"""

from enum import IntEnum
from typing import Final

from bot.diagnosis.rule import Rule, Weight


class Trust(IntEnum):
    """How far a match is trusted; a higher one wins."""

    REPLY = 1
    """Three digits: 550 is said of a wrong address, of spam and of a full mailbox alike."""

    WRAPPER = 2
    """Words around a cause: "retry timeout exceeded", "message expired". They say that somebody gave up, and
    not why; even an enhanced status code tells more."""

    STATUS = 3
    """A standard's number, chosen by a server's author and often wrongly: 5.7.1 means everything."""

    VAGUE = 4
    """Words that name a cause, but are also said out of habit beside another: "mailbox unavailable" stands in
    the text of reply 550 itself (RFC 5321, 4.2.3), "access denied" before many a reason."""

    GENERAL = 5
    """A plain sentence that many servers say and mean."""

    PROVIDER = 6
    """A provider's own documented text: whoever wrote it also wrote down what it means."""


YIELDING: Final = {"temporarily-deferred": 1, "server-unreachable": 2}
"""Causes that make room between equals: "later" for a reason, and "none answered" for any answer. One host of
several is often down, and a server in between says "later" around what the last one said."""

_BY_WEIGHT = {Weight.VAGUE: Trust.VAGUE, Weight.WRAPPER: Trust.WRAPPER}


def trust_in(rule: Rule) -> Trust:
    """How far the words or codes of a rule are trusted."""
    if rule.is_code_rule:
        return Trust.STATUS if rule.status else Trust.REPLY
    if rule.trust is not None:
        return _BY_WEIGHT[rule.trust]
    return Trust.PROVIDER if rule.provider else Trust.GENERAL
