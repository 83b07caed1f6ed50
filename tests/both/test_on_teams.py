"""The stories on Teams, one after another with one bot."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.both.sides import TEAMS_HELPDESK, OnTeams, living
from tests.both.stories import STORIES, Story, told

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def teams(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OnTeams]:
    """The tab, with the whole bot and the helpdesk in it."""
    async with living(tmp_path_factory.mktemp("teams"), TEAMS_HELPDESK) as (_, side):
        yield side


@pytest.mark.parametrize("story", [story for story in STORIES if not story.teams], ids=told)
async def test_a_story(teams: OnTeams, story: Story) -> None:
    await story.told(teams)
