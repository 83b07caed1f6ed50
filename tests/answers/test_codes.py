"""What codes mean: the whole registry, questions about codes, and a card that can be drawn again."""

import re
from pathlib import Path

import pytest

from bot.answers import IntentError, Known, compose, explain_text, pack, unpack
from bot.answers.code_files import load_meanings

# IANA's SMTP Enhanced Status Codes registry of 6 December 2024: per subject how many details it has, from 0.
DETAILS = {0: 0, 1: 10, 2: 4, 3: 6, 4: 7, 5: 6, 6: 10, 7: 30}
REGISTRY = [f"x.{subject}.{detail}" for subject, last in DETAILS.items() for detail in range(last + 1)]
RFC_5321 = "211 214 220 221 250 251 252 354 421 450 451 452 455 500 501 502 503 504 550 551 552 553 554 555"
RFC_7504_AND_4954 = "521 556 235 334 432 454 530 534 535 538"


def titles(text: str, known: Known, *, asked: bool) -> list[str]:
    answer = explain_text(text, known, asked=asked).answer
    return [] if answer is None or answer.is_bounce else [section.title for section in answer.sections]


@pytest.mark.parametrize("code", REGISTRY)
def test_the_whole_registry_has_a_meaning(code: str, known: Known) -> None:
    meaning = known.intents.codes.standard(code)
    assert meaning is not None
    assert meaning.code == code
    assert meaning.name


@pytest.mark.parametrize("code", f"{RFC_5321} {RFC_7504_AND_4954}".split())
def test_every_reply_code_has_a_meaning(code: str, known: Known) -> None:
    meaning = known.intents.codes.standard(code)
    assert meaning is not None
    assert meaning.name


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("5.7.1", ["5.7.1"], id="a-status"),
        pytest.param("550", ["550"], id="a-reply"),
        pytest.param("550 5.7.1", ["5.7.1", "550"], id="both"),
        pytest.param("#5.1.1", ["5.1.1"], id="as-exchange-writes-it"),
        pytest.param("`5.1.1`?", ["5.1.1"], id="as-code"),
        pytest.param("<@U0BOT> 5.1.1", ["5.1.1"], id="named"),
        pytest.param("wat betekent 5.1.1?", ["5.1.1"], id="a-question"),
        pytest.param("Hoi, weet iemand wat foutcode 550 betekent?", ["550"], id="a-longer-question"),
        pytest.param("What does 4.4.7 mean?", ["4.4.7"], id="in-english"),
        pytest.param("code 599", ["599"], id="named-a-code-though-unknown"),
        pytest.param("5.1.x", ["5.1.x"], id="any-detail"),
        pytest.param("599", [], id="a-number"),
        pytest.param("550 5.1.1 user unknown", [], id="a-bounce"),
        pytest.param("versie 5.1.1", [], id="a-version"),
        pytest.param("€ 554", [], id="money"),
        pytest.param("55% van 421", [], id="a-percentage"),
        pytest.param("192.0.2.25", [], id="an-address"),
        pytest.param("4.2.2026", [], id="a-date"),
        pytest.param("wat betekent dit?", [], id="no-code"),
        pytest.param("5.1.1 " * 30, [], id="too-long"),
        pytest.param("550 551 552 553 554", [], id="a-list"),
    ],
)
def test_what_is_put_to_the_bot(text: str, codes: list[str], known: Known) -> None:
    assert [title.split(" ")[1].rstrip(":") for title in titles(text, known, asked=True)] == codes


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        pytest.param("wat betekent 5.1.1?", True, id="a-question"),
        pytest.param("Kan iemand 550 5.7.1 uitleggen?", True, id="a-request"),
        pytest.param("wat is foutcode 550?", True, id="with-the-word"),
        pytest.param("5.1.1", False, id="a-version-or-room"),
        pytest.param("550", False, id="a-number"),
        pytest.param("wat is 550?", False, id="a-question-about-a-number"),
        pytest.param("wat is de status van 4.2.2?", False, id="a-question-about-a-version"),
        pytest.param("mail 550 van de server", False, id="words-of-mail-alone"),
    ],
)
def test_what_colleagues_say_to_each_other(text: str, answered: bool, known: Known) -> None:  # noqa: FBT001
    assert bool(titles(text, known, asked=False)) is answered


def test_the_card_can_be_drawn_again_from_its_button(known: Known) -> None:
    answer = explain_text("550 5.7.1", known, asked=True).answer
    assert answer is not None
    assert compose(unpack(pack(answer.findings)), known.intents, known.helpdesk) == answer


def test_a_code_says_what_it_usually_is_and_how_to_know_more(known: Known) -> None:
    answer = explain_text("550 5.2.2", known, asked=True).answer
    assert answer is not None
    status, reply = answer.sections
    assert status.also == "Meestal hoort deze code bij: “Mailbox van de ontvanger is vol”."
    assert status.lasting is not None
    assert "definitief" in status.lasting
    assert len(status.steps) == 1
    assert reply.steps == ()


def test_what_is_fine_asks_for_nothing(known: Known) -> None:
    answer = explain_text("250", known, asked=True).answer
    assert answer is not None
    assert answer.sections[0].steps == ()


GOOD = "- code: 5.1.1\n  short: kort\n  meaning: Lang.\n  source: https://example.org/\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(GOOD.replace("5.1.1", "6.1.1"), "a.yml:1: code: ", id="no-code"),
        pytest.param(GOOD.replace("short", "shrot"), "a.yml:2: shrot: ", id="no-field"),
        pytest.param(GOOD.replace("https", "ftp"), "a.yml:4: source: ", id="no-address"),
        pytest.param(GOOD.replace("kort", "k" * 61), "a.yml:2: short: ", id="too-long"),
        pytest.param(GOOD + GOOD, "a.yml:5: code: '5.1.1' ", id="twice"),
        pytest.param("", "a.yml:1: ", id="empty"),
        pytest.param("code: 5.1.1\n", "a.yml:1: ", id="no-list"),
        pytest.param("- code: [\n", "a.yml:", id="no-yaml"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "a.yml").write_text(text)
    with pytest.raises(IntentError) as caught:
        load_meanings(tmp_path)
    assert place in str(caught.value)


def test_one_code_may_mean_something_else_to_a_mail_system(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(GOOD + GOOD.replace("short: kort", "short: anders\n  provider: Example Mail"))
    assert load_meanings(tmp_path).in_short("5.1.1") == "kort; Example Mail: anders"


def test_the_meaning_on_the_page_loads(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text()
    _, snippet = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "example.yml").write_text(snippet)
    assert load_meanings(tmp_path).in_short("5.1.1") == "adres bestaat niet"
