"""A port to a Teams of our own."""

from collections.abc import AsyncIterator

import pytest

from bot.teams.connection import connected
from bot.teams.port import TeamsPort
from tests.teams.counterpart import ANNA, CHANNEL, CREDENTIALS, DIRECT, GROUP, Counterpart, counterpart
from tests.teams.drawn import plainly
from tests.teams.remembered import Remembered


@pytest.fixture
async def teams() -> AsyncIterator[Counterpart]:
    async with counterpart() as running:
        yield running


@pytest.fixture
def references(teams: Counterpart) -> Remembered:
    """Anna was met in the channel, in a group chat and in her own."""
    return Remembered(
        teams.reference(DIRECT, ANNA),
        teams.reference(GROUP),
        teams.reference(CHANNEL),
    )


@pytest.fixture
async def port(teams: Counterpart, references: Remembered) -> AsyncIterator[TeamsPort]:
    async with connected(CREDENTIALS, references, teams.cloud, plainly) as (made, _):
        yield made
