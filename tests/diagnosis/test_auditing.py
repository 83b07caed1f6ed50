"""What is weak about rules, found in rules that are weak in one way each."""

from pathlib import Path

import pytest

from bot.diagnosis import load_rules
from bot.diagnosis.auditing import Weakness, audit
from bot.diagnosis.mutating import mutants, survivors

RULE = """
- id: {id}
  cause: {cause}
  any: [{any}]
  {more}
  source: https://example.org/
  examples: [{examples}]
  not_examples: [nothing of the kind]
"""


def rule(
    name: str, any_: str, examples: str, cause: str = "mailbox-unavailable", more: str = "alone: false"
) -> str:
    return RULE.format(id=name, cause=cause, any=any_, more=more, examples=examples)


GOOD = rule("good", "{phrase: there is nobody here}, {phrase: gone fishing}", "there is nobody here, gone fishing")


def weaknesses(folder: Path, *texts: str) -> list[tuple[str, str, Weakness, str | None]]:
    (folder / "some.yml").write_text("".join(texts))
    return [(flaw.rule, flaw.field, flaw.weakness, flaw.other) for flaw in audit(load_rules(folder))]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param([GOOD], [], id="none"),
        pytest.param(
            [GOOD, rule("late", "{phrase: gone}", "gone fishing", "blacklisted")],
            [("late", "examples", Weakness.UNREACHABLE, "good")],
            id="wins-nothing",
        ),
        pytest.param(
            [GOOD, rule("longer", "{phrase: he has gone fishing}", "he has gone fishing")],
            [("longer", "any", Weakness.SHADOWED, "good")],
            id="says-what-another-says",
        ),
        pytest.param(
            [GOOD, rule("longer", "{phrase: he has gone fishing}", "he has gone fishing", "blacklisted")],
            [],
            id="refines-another-cause",
        ),
        pytest.param(
            [GOOD, rule("own", "{phrase: gone fishing}", "gone fishing", more="provider: Example Mail")],
            [("own", "any.1.phrase", Weakness.REPEATED, "good")],
            id="the-same-words-twice",
        ),
        pytest.param(
            [
                rule("one", "{phrase: gone away}", "gone away or long lost"),
                rule("two", "{phrase: long lost}", "long lost", "blacklisted"),
            ],
            [("one", "examples.1", Weakness.TIED, "two")],
            id="only-the-order-decides",
        ),
        pytest.param(
            [rule("one", "{phrase: gone away}, {phrase: long lost}", "gone away")],
            [("one", "any.2.phrase", Weakness.UNSHOWN, None)],
            id="a-clue-that-no-example-shows",
        ),
        pytest.param(
            [rule("one", r"{pattern: '\d+-\d+'}", "1-2")],
            [("one", "any.1.pattern", Weakness.SLOW, None)],
            id="nothing-to-filter-by",
        ),
        pytest.param([rule("one", r"{pattern: '^(?:1|2)-\d+'}", "1-2")], [], id="looks-at-the-beginning-only"),
        pytest.param(
            [rule("one", r"{pattern: '^\d-\d|\d+/\d'}", "1-2")],
            [("one", "any.1.pattern", Weakness.SLOW, None)],
            id="looks-at-the-beginning-or-anywhere",
        ),
    ],
)
def test_a_weak_rule_is_found(
    tmp_path: Path, texts: list[str], found: list[tuple[str, str, Weakness, str | None]]
) -> None:
    assert weaknesses(tmp_path, *texts) == found


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        pytest.param(GOOD, [], id="every-clue-is-needed"),
        pytest.param(
            rule("one", "{phrase: gone away}, {phrase: long lost}", "gone away and long lost"),
            ["any.1.phrase", "any.2.phrase"],
            id="one-example-for-two",
        ),
        pytest.param(
            rule("one", "{phrase: gone away}, {phrase: gone}", "gone, gone away"),
            ["any.1.phrase"],
            id="one-in-other",
        ),
        pytest.param(
            rule("one", "{phrase: a nobody lives here}, {phrase: nobody}", "nobody").replace(
                "  not_examples", "  chat_examples: [a nobody lives here]\n  not_examples"
            ),
            [],
            id="needed-in-chat",
        ),
        pytest.param(
            "- {id: one, cause: mailbox-full, status: [5.2.2, 4.2.2], source: 'https://example.org/', "
            "examples: ['550 5.2.2 x'], not_examples: ['550 5.1.1 x']}",
            ["status.2"],
            id="a-code-without-example",
        ),
        pytest.param(
            "- {id: one, cause: mailbox-full, reply: [552], source: 'https://example.org/', "
            "examples: ['552 x'], not_examples: ['550 x']}",
            [],
            id="the-only-code",
        ),
    ],
)
def test_a_clue_that_no_example_needs_survives(tmp_path: Path, text: str, missed: list[str]) -> None:
    (tmp_path / "some.yml").write_text(text)
    rules = load_rules(tmp_path)
    assert [mutant.field for mutant in survivors(rules)] == missed


def test_taking_a_clue_away_for_a_try_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "some.yml").write_text(GOOD)
    rules = load_rules(tmp_path)
    before = rules.clues_in("there is nobody here, gone fishing")
    assert [mutant.noticed for mutant in mutants(rules)] == [True, True]
    assert rules.clues_in("there is nobody here, gone fishing") == before == {0, 1}
    assert len(rules.rule("good").any or ()) == 2
