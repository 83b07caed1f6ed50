"""docs/playground.md is what the playground does."""

import json
import re
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Json, Person, section

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "playground.md").read_text("utf-8")


def documented(begins: str = "## What a person does", ends: str = "A bad day on request") -> list[str]:
    table = PAGE[PAGE.index(begins) : PAGE.index(ends)]
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", table, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"\w+", row)]


@pytest.mark.parametrize("doing", documented())
async def test_what_is_documented_can_be_done(anna: Person, doing: str) -> None:
    assert (await anna.tries(doing)).get("error") != "unknown_action"


def test_what_the_page_does_is_documented() -> None:
    done: dict[bool, set[str]] = {True: set(), False: set()}
    for path in (ROOT / "bot" / "playground" / "page").glob("*.js"):
        done[path.name.startswith("teams")] |= set(
            re.findall(r"""\bact\(\s*["'](\w+)["']""", path.read_text("utf-8"))
        )
    assert {"post", "press", "submit"} <= done[False] <= set(documented())
    in_teams = documented("## In Teams a person does", "The app hears")
    assert {"post", "press", "extend"} <= done[True] <= set(in_teams)


async def test_the_state_is_as_documented(anna: Person, slack: AsyncWebClient) -> None:
    example: Json = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])  # type: ignore[index]
    await anna.posts("x", files=[{"name": "bounce.eml", "content_base64": "eA=="}])
    await slack.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [section()]})
    state = await anna.sees()
    assert set(state) == set(example)
    for told in ("people", "conversations", "commands", "shortcuts"):
        assert set(state[told][0]) == set(example[told][0])
    (message,), (shown,) = (each["conversations"][0]["messages"] for each in (state, example))
    assert set(message) == set(shown)
    assert set(message["files"][0]) == set(shown["files"][0])
    assert set(state["home"]) == set(example["home"])
