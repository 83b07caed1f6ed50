"""Every rule's own proof, and the whole set together."""

from collections import Counter
from pathlib import Path

import pytest

from bot.diagnosis import RuleSet, load_rules
from bot.diagnosis.proving import winner_of
from bot.diagnosis.rule import Rule
from bot.diagnosis.taxonomy import NAMEABLE

ROOT = Path(__file__).parents[2]
RULES: RuleSet = load_rules(ROOT / "rules")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(rule, text, id=f"{rule.id}-{n}")
        for rule in RULES.rules
        for n, text in enumerate(rule.examples, 1)
    ],
)
def test_an_example_is_won_by_its_rule(rule: Rule, text: str) -> None:
    assert winner_of(text, rule, RULES) == rule.id


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(rule, text, id=f"{rule.id}-{n}")
        for rule in RULES.rules
        for n, text in enumerate(rule.not_examples, 1)
    ],
)
def test_a_neighbour_is_not(rule: Rule, text: str) -> None:
    assert winner_of(text, rule, RULES) != rule.id


@pytest.mark.parametrize("cause", NAMEABLE)
def test_every_cause_has_a_rule(cause: str) -> None:
    assert Counter(rule.cause for rule in RULES.rules)[cause]
