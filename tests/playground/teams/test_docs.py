"""docs/playground.md is what the playground's Teams does."""

import json
import re

import pytest

from tests.playground.teams.app import CHAT, Bot, Json, Person, card, message
from tests.playground.test_docs import PAGE, documented

DOINGS = documented("## In Teams a person does", "The app hears")


@pytest.mark.parametrize("doing", DOINGS)
async def test_what_is_documented_can_be_done(anna: Person, doing: str) -> None:
    assert (await anna.tries(doing)).get("error") != "unknown_action"


async def test_the_state_is_as_documented(anna: Person, teams_bot: Bot) -> None:
    examples = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    (example,) = (json.loads(each) for each in examples if "extensions" in each)
    await anna.posts("x", "chat", files=[{"name": "bounce.eml", "content_base64": "eA=="}])
    said = await teams_bot.posts(message(card()), CHAT)
    teams_bot.invoked = {}
    await anna.does("extend", conversation="chat", ts=(await anna.reads("chat"))[0]["ts"], command="explain")
    state = await anna.sees()
    assert set(state) == set(example)
    for told in ("people", "extensions", "conversations"):
        assert set(state[told][0]) == set(example[told][0])
    shown: Json = example["conversations"][0]["messages"][0]
    posted, answered = await anna.reads("chat")
    assert answered["ts"].replace(".", "") == said
    assert set(posted) == set(answered) == set(shown)
    assert set(posted["files"][0]) == set(shown["files"][0])
    assert set(state["notice"]) == set(example["notice"])
