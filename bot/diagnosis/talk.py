"""Chat that shows no sign of a bounce: which words decide there all the same.

A channel is full of talk about mail: "mijn mailbox is vol", "server down", a snippet of code that says
"user unknown". Only what a mail server says, and a colleague does not, may be answered.
"""

import re
from typing import Final

from bot.diagnosis.codes import any_means, statuses
from bot.diagnosis.diagnosis import Match
from bot.diagnosis.flat import flat
from bot.diagnosis.rule import Rule
from bot.diagnosis.taxonomy import QUESTIONS
from bot.diagnosis.trust import Trust
from bot.reading.speech import is_spoken

QUESTION_CHARS: Final = 300
"""A question is short; a longer text is about something else."""

SPECIFIC_CHARS: Final = 24
SPECIFIC_WORDS: Final = 4
"""A phrase of this length is a sentence, and sentences of servers are not said by chance."""

NEAR: Final = 40
"""Code points between words and the code that makes them a server's."""

FEW_WORDS: Final = 3
"""So many words may stand around a server's, if they are hardly more than half as many."""

WRAPPED: Final = 200
"""Code points before the words in which such a code is looked for."""

OF_MAIL_ALONE: Final = frozenset(
    {
        "mailbox-unavailable",
        "mailbox-inactive",
        "mailbox-full",
        "recipient-moved",
        "recipient-restricted",
        "looks-like-spam",
        "sender-not-authenticated",
        "sender-refused",
        "domain-not-found",
        "mail-loop",
        "message-too-large",
    }
)
"""Causes whose words are about mail. "Connection refused" and "disk full" are said of any computer."""

_OPENING_CODE: Final = re.compile(
    r"(?:^\W{0,8}|[:>] ?|\bsaid |\s['\"‘“])(?:421|45\d|501|5[2-57]\d)[ ,-]"
    r"|^\W{0,3}[245]\.\d{1,3}\.\d{1,3}\b",
    re.MULTILINE,
)
"""A code that opens a line or a server's saying. 500 and 503 are what web servers say."""

_ANOTHER_THOUGHT: Final = re.compile(r"\n[ \t]*(?:\n|[-*•])")
"""An empty line or the next item of a list."""

_ADDRESS: Final = re.compile(r"<?[^\s<>@]{1,100}+@[^\s<>@]{1,253}+>?:?")
_PROGRAM: Final = re.compile(r"^\s*[a-z][\w.-]{2,30}: ")
"""What stands around a server's words without being any: whom they are about, and which program says them."""

_FRAME: Final = re.compile(r"^[\W\d]+|[\W\d]+$")


def decides(match: Match, rule: Rule, written: str) -> bool:
    """Whether a match decides in a text that shows no other sign of a bounce."""
    if match.cause in QUESTIONS:
        return len(written.strip()) <= QUESTION_CHARS
    if match.trust in (Trust.STATUS, Trust.REPLY):
        return False
    return (
        rule.alone
        or _is_sentence(match, rule)
        or _after_a_code(match, written)
        or (match.trust >= Trust.GENERAL and _has_its_code(match, rule, written))
        or _is_all(match, written)
    )


def _is_sentence(match: Match, rule: Rule) -> bool:
    """A whole phrase of the rule. What a pattern finds may be anybody's words, with a gap between."""
    found = flat(match.evidence.text).casefold()
    if len(found) < SPECIFIC_CHARS or len(found.split()) < SPECIFIC_WORDS:
        return False
    return any(clue.phrase is not None and flat(clue.phrase).casefold() == found for clue in rule.any or ())


def _after_a_code(match: Match, written: str) -> bool:
    """What a reply says: it opens with its code."""
    before = written[: match.evidence.start + 1]
    lines = max(before.rfind("\n", 0, max(0, len(before) - WRAPPED)), 0)
    return any(
        match.evidence.start - code.end() <= NEAR and not _ANOTHER_THOUGHT.search(before, code.end())
        for code in _OPENING_CODE.finditer(before, lines)
    )


def _has_its_code(match: Match, rule: Rule, written: str) -> bool:
    """Words beside the very code that belongs to them."""
    beside = written[max(0, match.evidence.start - NEAR) : match.evidence.end + NEAR]
    return any_means(rule.status, statuses(beside))


def _is_all(match: Match, written: str) -> bool:
    """Somebody pasted these words and nothing else, or hardly anything else."""
    found = flat(match.evidence.text)
    if match.cause not in OF_MAIL_ALONE and (match.trust != Trust.WRAPPER or " " not in found):
        return False
    written = _PROGRAM.sub("", _ADDRESS.sub("", written))
    whole, words = _FRAME.sub("", flat(written)).casefold(), _FRAME.sub("", found).casefold()
    if whole == words:
        return True
    rest = len(whole.split()) - len(words.split())
    return (
        words.count(" ") > 0 and rest <= FEW_WORDS and rest * 2 <= len(words.split()) + 1 and not is_spoken(whole)
    )
