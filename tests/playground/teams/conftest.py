"""A playground with Teams on a free port, the page's hands, and a stand-in for the app that checks every token."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Playground
from bot.playground.teams import TeamsApp, TeamsSide
from tests.playground.conftest import Clock
from tests.playground.teams.app import Bot, Person, listening


@pytest.fixture
def teams_app(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the app is registered with, beside its name and address; a test that wants other things gives them."""
    given: dict[str, Any] = getattr(request, "param", {})
    return {"extensions": {"explain": "Leg dit uit"}, **given}


@pytest.fixture
async def listener() -> AsyncIterator[tuple[Bot, str]]:
    async with listening() as heard:
        yield heard


@pytest.fixture
async def playground(
    tmp_path: Path, clock: Clock, listener: tuple[Bot, str], teams_app: dict[str, Any]
) -> AsyncIterator[Playground]:
    bot, address = listener
    registered = TeamsApp("Proefapp", address, **teams_app)
    playground = Playground(tmp_path / "data", port=0, clock=clock, teams=registered, redelivery_pauses=(0.02,))
    bot.teams = playground.teams
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def teams(playground: Playground) -> TeamsSide:
    assert playground.teams is not None
    return playground.teams


@pytest.fixture
def teams_bot(listener: tuple[Bot, str], teams: TeamsSide) -> Bot:
    bot, _ = listener
    assert bot.teams is teams
    return bot


@pytest.fixture
def anna(teams_bot: Bot, playground: Playground) -> Person:
    return Person(teams_bot.session, playground)


@pytest.fixture
def bram(teams_bot: Bot, playground: Playground) -> Person:
    return Person(teams_bot.session, playground, "U0BRAM")


@pytest.fixture
def hella(teams_bot: Bot, playground: Playground) -> Person:
    return Person(teams_bot.session, playground, "U0HELLA")
