"""The table of stories, and the page that shows it. They are told in test_on_slack.py and test_on_teams.py."""

import inspect
import re
from pathlib import Path
from typing import Final

from tests.both import stories
from tests.both.stories import STORIES, told

PAGE: Final = (Path(__file__).parents[2] / "docs" / "stories.md").read_text("utf-8")


def test_the_page_shows_the_table() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)[1:]
    assert rows == [(story.name, story.slack or "✓", story.teams or "✓") for story in STORIES]


def test_every_story_is_told_somewhere() -> None:
    written = {name for name, it in vars(stories).items() if inspect.iscoroutinefunction(it)}
    assert written == {told(story) for story in STORIES}
    assert not [story.name for story in STORIES if story.slack and story.teams]
