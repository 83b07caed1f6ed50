"""The page on rules shows a rule that works."""

import re
from pathlib import Path

from bot.diagnosis import load_rules, prove
from bot.diagnosis.rule import Rule

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text()


def test_the_rule_on_the_page_loads_and_proves_itself(tmp_path: Path) -> None:
    snippet, _ = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "example.yml").write_text(snippet)
    rules = load_rules(tmp_path)
    assert [rule.id for rule in rules.rules] == ["example-mailbox-full"]
    assert prove(rules) == ()


def test_the_page_knows_every_field() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert described == set(Rule.model_fields)
