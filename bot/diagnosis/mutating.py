"""Rules with one clue less: does an example notice? A clue whose loss nobody notices has no proof.

Every clue of every rule is taken away in turn, and every code of a code rule. Nothing is compiled again: the
compiled rules are made deaf to one clue.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.diagnosis.proving import winner_in_chat, winner_of
from bot.diagnosis.rule import Rule
from bot.diagnosis.ruleset import Place, RuleSet


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule that lost something: `field` is what (`any.2.phrase`, `status.1`), `lost` what stood there.

    `noticed` says whether an example of the rule is no longer won by it.
    """

    rule: str
    place: Place
    field: str
    lost: str
    noticed: bool


def mutants(rules: RuleSet) -> Iterator[Mutant]:
    """Every mutant of every rule, in the order of the files."""
    places = rules.places or (Place("", 1),) * len(rules)
    number = 0
    for rule, place in zip(rules.rules, places, strict=True):
        if rule.is_code_rule:
            yield from _without_codes(rule, place, rules)
            continue
        heard = {text: rules.clues_in(text) for text in (*rule.examples, *rule.chat_examples)}
        clues = rule.any or ()
        for index, clue in enumerate(clues):
            telling = {
                name: tuple(text for text in getattr(rule, name) if number in heard[text])
                for name in ("examples", "chat_examples")
            }
            smaller = rule.model_copy(update={"any": clues[:index] + clues[index + 1 :], **telling})
            noticed = _is_noticed(smaller, rules.with_less(smaller, number))
            kind = "phrase" if clue.phrase is not None else "pattern"
            yield Mutant(rule.id, place, f"any.{index + 1}.{kind}", clue.phrase or clue.pattern or "", noticed)
            number += 1


def survivors(rules: RuleSet) -> tuple[Mutant, ...]:
    """The mutants that no example notices."""
    return tuple(mutant for mutant in mutants(rules) if not mutant.noticed)


def _without_codes(rule: Rule, place: Place, rules: RuleSet) -> Iterator[Mutant]:
    name = "status" if rule.status else "reply"  # where both stand, only status decides
    codes: tuple[str, ...] = getattr(rule, name)
    for index, code in enumerate(codes):
        smaller = rule.model_copy(update={name: codes[:index] + codes[index + 1 :]})
        noticed = len(codes) == 1 or _is_noticed(smaller, rules.with_less(smaller))
        yield Mutant(rule.id, place, f"{name}.{index + 1}", code, noticed)


def _is_noticed(rule: Rule, rules: RuleSet) -> bool:
    """Whether one of its examples is won by another rule, or by none."""
    return any(winner_of(text, rule, rules) != rule.id for text in rule.examples) or any(
        winner_in_chat(text, rules) != rule.id for text in rule.chat_examples
    )
