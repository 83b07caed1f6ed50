"""What the help article explains is told in its own words, to the letter, slips too."""

import re
from pathlib import Path

import pytest

from bot.answers import IntentSet

ARTICLE = (Path(__file__).parents[1] / "data" / "article.nl.txt").read_text(encoding="utf-8")
HEADINGS = (
    "Achtergrond",
    "Mailbox is niet beschikbaar",
    "Het bericht lijkt op spam",
    "Mailbox van de ontvanger is vol",
    "Probleem met de server van de ontvanger",
)
ENDING = "Heeft u het antwoord gevonden?"
QUOTED = re.compile(r"^ \u2022 .*(?:\n  .*)*$", re.MULTILINE)
LEAD = re.compile(r"^U (?:krijgt|ziet) één van de volgende meldingen:$", re.MULTILINE)


def told_under(heading: str) -> list[str]:
    """The paragraphs of a section in which the article itself speaks: no quoted message, no lead-in."""
    after = ARTICLE.split(f"\n{heading}\n", 1)[1]
    ends = [after.find(f"\n{other}\n") for other in HEADINGS if other != heading] + [after.find(ENDING)]
    section = after[: min(end for end in ends if end >= 0)]
    own = LEAD.sub("", QUOTED.sub("", section))
    return [paragraph.strip() for paragraph in own.split("\n\n") if paragraph.strip()]


@pytest.mark.parametrize(
    ("cause", "heading", "paragraph"),
    [
        pytest.param("what-is-a-bounce", "Achtergrond", 0, id="background"),
        pytest.param("mailbox-unavailable", "Mailbox is niet beschikbaar", 0, id="unavailable"),
        pytest.param("looks-like-spam", "Het bericht lijkt op spam", 0, id="spam"),
        pytest.param("blacklisted", "Het bericht lijkt op spam", 1, id="blacklist-stands-under-spam"),
        pytest.param("mailbox-full", "Mailbox van de ontvanger is vol", 0, id="full"),
        pytest.param("receiving-server-problem", "Probleem met de server van de ontvanger", 0, id="server"),
    ],
)
def test_the_articles_own_words(cause: str, heading: str, paragraph: int, intents: IntentSet) -> None:
    intent = intents.intent(cause)
    told = " ".join((intent.meaning, *intent.steps)).replace("{helpdesk}", "Carerix Helpdesk")
    assert told == told_under(heading)[paragraph]
    assert intent.article == heading


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_paragraph_of_the_article_is_left_out(heading: str, intents: IntentSet) -> None:
    carried = [intent for intent in intents if intent.article == heading]
    assert len(carried) == len(told_under(heading))


def test_only_those_six_speak_for_the_article(intents: IntentSet) -> None:
    assert sum(intent.article is not None for intent in intents) == 6
