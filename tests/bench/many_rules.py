"""More rules than there are: the project's own, said again with other words at the end of each clue."""

import random

from bot.diagnosis import RuleSet
from bot.diagnosis.rule import Clue


def many_rules(rules: RuleSet, count: int) -> RuleSet:
    """At least the project's rules, and so many copies that there are `count`; always the same."""
    chance = random.Random(1)  # noqa: S311 — nothing secret
    phrases = [clue.phrase for rule in rules.rules for clue in rule.any or () if clue.phrase]
    words = sorted({word for phrase in phrases for word in phrase.split() if word.isalpha()})
    many = list(rules.rules)
    copy = 0
    while len(many) < count:
        copy += 1
        for rule in rules.rules[: count - len(many)]:
            said = f"{chance.choice(words)} {chance.choice(words)}"
            clues = tuple(more for clue in rule.any or () if (more := _longer(clue, said)) is not None)
            if clues:
                many.append(rule.model_copy(update={"id": f"{rule.id}-{copy}", "any": clues}))
    return RuleSet(many)


def _longer(clue: Clue, said: str) -> Clue | None:
    if clue.phrase is not None:
        return Clue(phrase=f"{clue.phrase} {said}")
    pattern = clue.pattern or ""
    return None if pattern.endswith("$") else Clue(pattern=f"(?:{pattern}) {said}")
