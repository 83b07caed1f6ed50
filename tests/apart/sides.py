"""The two platforms, and what goes when the other one is all there is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.supply.pins import needed

BELOW: Final = (
    "tests/test_house.py",
    "tests/answers/test_composing.py",
    "tests/desk/test_case.py",
    "tests/desk/test_editing.py",
    "tests/desk/test_feedback.py",
    "tests/diagnosis/test_judging.py",
    "tests/reading/test_text.py",
)
"""Every module that is left imports, and a quick look at the rooms that both stand on."""


@dataclass(frozen=True, slots=True)
class Side:
    """A platform alone: what of the other is `gone`, the packages that go too, the tests that stay green."""

    name: str
    gone: tuple[str, ...]
    packages: Callable[[], frozenset[str]]
    tests: tuple[str, ...]


_TESTED_WITH: Final = frozenset({"jsonschema", "jsonschema-specifications", "referencing", "rpds-py"})
"""Slack's tests check its manifest with it; the bot itself needs it for Teams."""


def _of_slack() -> frozenset[str]:
    return frozenset({"slack-bolt", "slack-sdk"})


def _of_teams() -> frozenset[str]:
    """What the extra `teams` brings, and nothing else of the bot needs."""
    return needed(frozenset({"teams"})) - needed() - _TESTED_WITH


SIDES: Final = (
    Side(
        "teams",
        (
            "bot/slack",
            "bot/server/on_slack.py",
            "bot/server/greeting.py",
            "bot/cli/doctor_slack.py",
            "tests/slack",
            "tests/both",
        ),
        _of_slack,
        ("tests/teams", *BELOW),
    ),
    Side(
        "slack",
        ("bot/teams", "bot/server/on_teams.py", "tests/teams", "tests/both"),
        _of_teams,
        ("tests/slack", *BELOW),
    ),
)
