"""The project's own rules are strong: no flaw, no clue without its proof, enough examples of every cause."""

from collections import Counter
from pathlib import Path

import pytest

from bot.diagnosis import RuleSet, load_rules
from bot.diagnosis.auditing import audit
from bot.diagnosis.mutating import survivors
from bot.diagnosis.proving import winner_in_chat
from bot.diagnosis.taxonomy import NAMEABLE

RULES: RuleSet = load_rules(Path(__file__).parents[2] / "rules")


def test_no_rule_is_weak(rules: RuleSet) -> None:
    assert audit(rules) == ()


def test_every_clue_has_an_example_that_needs_it(rules: RuleSet) -> None:
    assert survivors(rules) == (), "add an example that only this clue makes the rule win, or take the clue out"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(rule.id, text, id=f"{rule.id}-{number}")
        for rule in RULES.rules
        for number, text in enumerate(rule.chat_examples, 1)
    ],
)
def test_an_example_from_chat_is_won_in_chat(rule: str, text: str) -> None:
    assert winner_in_chat(text, RULES) == rule


@pytest.mark.parametrize("cause", NAMEABLE)
def test_every_cause_has_three_examples(cause: str, rules: RuleSet) -> None:
    assert Counter(rule.cause for rule in rules.rules for _ in rule.examples)[cause] >= 3


def test_every_rule_says_where_it_is_documented(rules: RuleSet) -> None:
    assert [rule.id for rule in rules.rules if not rule.source.startswith(("https://", "http://"))] == []
