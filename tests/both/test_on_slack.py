"""The stories on Slack, one after another with one bot."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.both.sides import SLACK_HELPDESK, OnSlack, living
from tests.both.stories import STORIES, Story, told

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def slack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OnSlack]:
    """The tab, with the whole bot and the helpdesk in it."""
    async with living(tmp_path_factory.mktemp("slack"), SLACK_HELPDESK) as (side, _):
        yield side


@pytest.mark.parametrize("story", [story for story in STORIES if not story.slack], ids=told)
async def test_a_story(slack: OnSlack, story: Story) -> None:
    await story.told(slack)
