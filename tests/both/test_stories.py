"""The same stories on both platforms, with the real bot in the playground's two tabs."""

import inspect
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio

from tests.both.sides import SLACK_HELPDESK, TEAMS_HELPDESK, Side, living
from tests.both.stories import STORIES, Story

PAGE: Final = (Path(__file__).parents[2] / "docs" / "stories.md").read_text("utf-8")


def told(story: Story) -> str:
    return story.told.__name__


TELLINGS: Final = [
    *(pytest.param("slack", story, id=f"slack-{told(story)}") for story in STORIES if not story.slack),
    *(pytest.param("teams", story, id=f"teams-{told(story)}") for story in STORIES if not story.teams),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def side(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Side]:
    """A tab of the playground, with the bot in both and the helpdesk in this one."""
    is_slack = request.param == "slack"
    async with living(
        tmp_path_factory.mktemp(request.param), SLACK_HELPDESK if is_slack else TEAMS_HELPDESK
    ) as sides:
        yield sides[0] if is_slack else sides[1]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("side", "story"), TELLINGS, indirect=["side"], scope="module")
async def test_a_story(side: Side, story: Story) -> None:
    await story.told(side)


def test_the_page_shows_the_table() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)[1:]
    assert rows == [(story.name, story.slack or "✓", story.teams or "✓") for story in STORIES]


def test_every_story_is_told_somewhere() -> None:
    from tests.both import stories

    written = {name for name, it in vars(stories).items() if inspect.iscoroutinefunction(it)}
    assert written == {told(story) for story in STORIES}
    assert not [story.name for story in STORIES if story.slack and story.teams]
