"""What is weak about rules that load: what never wins, what is said twice, what a tie decides, what is slow."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.diagnosis.judging import diagnose
from bot.diagnosis.matching import is_filtered
from bot.diagnosis.proving import as_notification, winner_of
from bot.diagnosis.rule import Clue, Rule
from bot.diagnosis.ruleset import Place, RuleSet, expression_of
from bot.diagnosis.taxonomy import CAUSES
from bot.diagnosis.trust import trust_in
from bot.reading.notification import Failure


class Weakness(StrEnum):
    """The kinds of flaws."""

    UNREACHABLE = "wins none of its examples"
    SHADOWED = "says nothing that another rule of its cause does not say"
    REPEATED = "has a clue that another rule of its cause has too"
    TIED = "wins an example from another cause only by the order of the files"
    UNSHOWN = "has a clue that none of its examples shows"
    SLOW = "has a pattern without any literal, which is tried on every text"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw: of which rule, where, in which field, and what is `there`; `other` is the other rule's id."""

    rule: str
    place: Place
    field: str
    weakness: Weakness
    there: str
    other: str | None = None


def audit(rules: RuleSet) -> tuple[Flaw, ...]:
    """Every flaw of every rule, in the order of the files."""
    places = rules.places or (Place("", 1),) * len(rules)
    owners = [rule for rule in rules.rules for _ in rule.any or ()]
    first: dict[str, Rule] = {}
    flaws: list[Flaw] = []
    number = 0
    for rule, place in zip(rules.rules, places, strict=True):
        flaws.extend(_unreachable(rule, place, rules))
        flaws.extend(_ties(rule, place, rules))
        clues = rule.any or ()
        shown = [rules.clues_in(text) for text in (*rule.examples, *rule.chat_examples)]
        for index, clue in enumerate(clues):
            flaws.extend(_of_clue(rule, place, index, clue, first))
            if not any(number + index in found for found in shown):
                flaws.append(_flaw(rule, place, index, Weakness.UNSHOWN))
        flaws.extend(_shadowed(rule, place, rules, owners))
        number += len(clues)
    return tuple(flaws)


def _flaw(rule: Rule, place: Place, index: int, weakness: Weakness, other: str | None = None) -> Flaw:
    clue = (rule.any or ())[index]
    kind = "phrase" if clue.phrase is not None else "pattern"
    return Flaw(rule.id, place, f"any.{index + 1}.{kind}", weakness, clue.phrase or clue.pattern or "", other)


def _unreachable(rule: Rule, place: Place, rules: RuleSet) -> Iterator[Flaw]:
    winners = [winner_of(text, rule, rules) for text in rule.examples]
    if rule.id not in winners:
        yield Flaw(rule.id, place, "examples", Weakness.UNREACHABLE, rule.examples[0], winners[0])


def _of_clue(rule: Rule, place: Place, index: int, clue: Clue, first: dict[str, Rule]) -> Iterator[Flaw]:
    expression = expression_of(clue)
    if not is_filtered(expression) and not _is_anchored(expression.text):
        yield _flaw(rule, place, index, Weakness.SLOW)
    owner = first.setdefault(f"{rule.cause} {expression.text.casefold()}", rule)
    if owner is not rule:
        yield _flaw(rule, place, index, Weakness.REPEATED, owner.id)


def _is_anchored(pattern: str) -> bool:
    """Whether it looks at the beginning of a text only: `^`, and no choice beside it."""
    depth = 0
    for character in re.sub(r"\\.|\[[^\]]*\]", "", pattern):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            return False
    return pattern.startswith("^")


def _ties(rule: Rule, place: Place, rules: RuleSet) -> Iterator[Flaw]:
    """Examples that another cause loses only because its rule stands further down."""
    for number, text in enumerate(rule.examples, 1):
        for diagnosis in diagnose(as_notification(text, is_bounce=rule.cause in CAUSES), rules):
            if diagnosis.won is None or diagnosis.won.rule != rule.id or rule.is_code_rule:
                continue
            second = next((match for match in diagnosis.lost if match.cause != rule.cause), None)
            if second is not None and rules.ties(diagnosis.won, second, diagnosis.failure):
                yield Flaw(rule.id, place, f"examples.{number}", Weakness.TIED, text, second.rule)


def _shadowed(rule: Rule, place: Place, rules: RuleSet, owners: Sequence[Rule]) -> Iterator[Flaw]:
    """A rule of the same cause, trusted as far, that finds its own words wherever this one finds its."""
    if not rule.any:
        return
    others: set[str] | None = None
    for clue in rule.any:
        said = [clue.phrase] if clue.phrase is not None else _found(rule, rules)
        for text in said:
            found = {owners[number].id for number in rules.clues_in(text)}
            others = found if others is None else others & found
        if not said or not others:
            return
    for other in sorted(others or ()):
        twin = rules.rule(other)
        as_far = trust_in(twin) >= trust_in(rule) and (twin.alone or not rule.alone)
        same = twin.cause == rule.cause and twin.provider in (None, rule.provider)
        if other != rule.id and same and as_far:
            yield Flaw(rule.id, place, "any", Weakness.SHADOWED, f"{len(rule.any)}", other)


def _found(rule: Rule, rules: RuleSet) -> list[str]:
    """What the rule finds in its examples: what its patterns are likely to find."""
    return [
        match.evidence.text
        for text in rule.examples
        for match in rules.matches(Failure(diagnostic=text))
        if match.rule == rule.id
    ]
