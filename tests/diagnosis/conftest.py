"""The project's own rules, loaded once."""

from pathlib import Path

import pytest

from bot.diagnosis import RuleSet, load_rules


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return load_rules(Path(__file__).parents[2] / "rules")
