"""Slack and Teams say the same: whatever is drawn twice is read twice here."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.answers import Escalate
from bot.answers.words import labels, statuses
from bot.desk.chat import Drawing, Notice, State
from bot.slack import cards as slack
from bot.teams import cards as teams
from tests.drawings import answer, asker_card, desk_card, section

ADVISED = answer(section(advice="De helpdesk helpt u.", note="Wacht even."), escalate=Escalate.ADVISE)
SEVERAL = answer(*(section(number, also="Of het adres.", meant="Bedoelde u jan?") for number in range(1, 4)))
DRAWINGS: dict[str, Drawing] = {
    "answered": asker_card(),
    "advised": asker_card(ADVISED),
    "several": asker_card(SEVERAL),
    "nothing-to-do": asker_card(answer(section(steps=(), who=None, evidence=(), tell_recipient=None))),
    "not-found": asker_card(state=State.NOT_FOUND, status=statuses.NOT_FOUND, person="Anna"),
    "escalated": desk_card(asker="Anna", remark="Sinds gisteren."),
    "urgent": desk_card(SEVERAL, asker="Anna", urgent=True, link=None),
    "claimed": desk_card(asker="Anna", state=State.CLAIMED, claimed_by="Hella", deleted=True),
    "automatic": desk_card(asker="Anna", state=State.RESOLVED, resolved_by="Hella", automatic=True),
    "notice": Notice("Dit is al opgepakt."),
}


def on_slack(content: Any) -> Iterator[str]:
    """The lines and labels of blocks."""
    for each in content if isinstance(content, list) else [content]:
        if each.get("type") in {"rich_text_section", "rich_text_quote"}:
            yield "".join(run["text"] for run in each["elements"])
        elif isinstance(each.get("text"), str):
            yield each["text"]
        else:
            for inner in each.values():
                yield from on_slack(inner) if isinstance(inner, list | dict) else ()


def on_teams(content: Any) -> Iterator[str]:
    """The lines and labels of an Adaptive Card, without what Markdown and folding put before them."""
    if isinstance(content, list):
        for each in content:
            yield from on_teams(each)
        return
    match content.get("type"):
        case "TextBlock":
            yield re.sub(r"^[0-9]\. |\*\*", "", content["text"], flags=re.MULTILINE)
        case "RichTextBlock":
            yield re.sub(r"^[▸▾] ", "", "".join(run["text"] for run in content["inlines"]))
        case "Action.Execute":
            yield content["title"]
        case _:
            yield from on_teams([each for key in ("body", "items", "actions") for each in content.get(key, ())])


def lines(told: Iterator[str]) -> set[str]:
    return {line for each in told for line in each.splitlines()}


LINK = labels.TO_MESSAGE
"""On Slack it stands beside the asker, on Teams below."""


@pytest.mark.parametrize("name", DRAWINGS)
def test_both_platforms_say_the_same(name: str) -> None:
    said = lines(on_slack(slack.draw(DRAWINGS[name]).blocks))
    told = lines(on_teams(teams.draw(DRAWINGS[name]).content))
    assert {line.removesuffix(f" · {LINK}") for line in said} == told - {LINK}
    assert any(LINK in line for line in said) is (LINK in told)


@pytest.mark.parametrize("name", DRAWINGS)
def test_both_notify_of_the_same(name: str) -> None:
    assert slack.draw(DRAWINGS[name]).text == teams.draw(DRAWINGS[name]).text
