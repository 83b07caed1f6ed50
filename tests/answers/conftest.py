"""The project's own rules and intents, loaded once."""

from pathlib import Path

import pytest

from bot.answers import IntentSet, Knowledge, Known

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def known() -> Known:
    return Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk").current()


@pytest.fixture(scope="session")
def intents(known: Known) -> IntentSet:
    return known.intents
