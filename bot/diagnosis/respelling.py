"""What a reader of pictures misread, spelled again as the rules spell it.

A reader of pictures takes 0 for O and l for 1 or I, sees m in rn, and drops spaces or adds them. First each word
is spelled as the rules know it (`spelling.py`). Then the text is folded: all that is mixed up becomes one
character, and no space is left. So are the phrases of the rules. Where a phrase is found in the folded text, its
own spelling takes the place of what was read there, and all that follows works as for any text. Nothing else is
forgiven, and no text that was not read from a picture.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Final

from bot.diagnosis.flat import flat
from bot.diagnosis.matching import Expression, Hit, Matcher, phrase_expression
from bot.diagnosis.ruleset import RuleSet
from bot.diagnosis.spelling import Spelling
from bot.reading import read_text
from bot.reading.notification import Notification
from bot.reading.screenshot.looks import alike

SHORTEST: Final = 10
"""Folded characters of a phrase. Shorter ones are words that stand by chance in a text without spaces."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without what is mixed up. Character n of it was read at `[starts[n], ends[n])`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def folded(written: str) -> Folded:
    """Fold a text."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(written):
        if character.isspace():
            continue
        seen = alike(character)
        if seen == "n" and characters and characters[-1] == "r":
            characters[-1], ends[-1] = "m", at + 1
            continue
        characters.append(seen)
        starts.append(at)
        ends.append(at + 1)
    return Folded("".join(characters), tuple(starts), tuple(ends))


def respelled(notification: Notification, rules: RuleSet) -> Notification:
    """What was read from a picture, read again with the phrases of the rules spelled as they are.

    Raises:
        ReadingError: what `read_text` raises.
    """
    text = _respelled(_spelling(rules).corrected(notification.text), *_phrases(rules))
    return notification if text == notification.text else replace(read_text(text), is_picture=True)


@lru_cache(maxsize=2)
def _spelling(rules: RuleSet) -> Spelling:
    clues = (clue.phrase or "" for rule in rules.rules for clue in rule.any or ())
    return Spelling(chain(clues, (example for rule in rules.rules for example in rule.examples)))


@lru_cache(maxsize=2)
def _phrases(rules: RuleSet) -> tuple[tuple[str, ...], Matcher]:
    """The phrases that are forgiven, and what finds them folded."""
    spelled = {
        folded(phrase).text: phrase
        for rule in rules.rules
        for clue in rule.any or ()
        if clue.phrase is not None and (phrase := flat(clue.phrase))
    }
    kept = {fold: phrase for fold, phrase in spelled.items() if len(fold) >= SHORTEST}
    return tuple(kept.values()), Matcher([Expression(phrase_expression(fold).text, literal=True) for fold in kept])


def _respelled(written: str, phrases: tuple[str, ...], matcher: Matcher) -> str:
    fold = folded(written)
    out: list[str] = []
    at = 0
    for hit in _apart(matcher.search(fold.text)):
        start, end = fold.starts[hit.start], fold.ends[hit.end - 1]
        phrase = phrases[hit.index]
        read = written[start:end]
        if flat(read).casefold() == phrase.casefold():
            continue
        before = " " if written[max(0, start - 1) : start].isalnum() else ""
        after = " " if written[end : end + 1].isalnum() else ""
        out += [written[at:start], before, phrase, after]
        at = end
    return "".join([*out, written[at:]])


def _apart(hits: list[Hit]) -> list[Hit]:
    """The longest of those that overlap, in the order of the text."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.start - hit.end):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.start)
