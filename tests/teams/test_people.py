"""People on cards: mentioned where Teams knows them, named where we do, and never as markup."""

from typing import Any

import pytest

from bot.answers.words import statuses
from bot.desk.chat import Drawing, State
from bot.teams.cards import draw
from tests.drawings import asker_card, desk_card

ANNA = "29:1Zq0uYQm8xR-b_t7pXk2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
HELLA = "0f8a4f0e-7c1f-4c39-9b39-0d1c5c4f2f11"


def mentions(drawing: Drawing, names: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    entities: list[dict[str, Any]] = draw(drawing, names or {}).content["msteams"].get("entities", [])
    return [(each["text"], each["mentioned"]["id"], each["mentioned"]["name"]) for each in entities]


def status(person: str | None, names: dict[str, str] | None = None, said: str = statuses.FOUND) -> str:
    body = draw(asker_card(status=said, person=person), names or {}).content["body"]
    return str(next(each["text"] for each in body if "antwoord" in each.get("text", "")))


@pytest.mark.parametrize(
    ("person", "names", "expected"),
    [
        pytest.param(ANNA, {}, "<at>Een collega</at>", id="nobody-told-the-name"),
        pytest.param(ANNA, {ANNA: "Anna de Vries"}, "<at>Anna de Vries</at>", id="a-known-name"),
        pytest.param(HELLA, {HELLA: "Hélène O'Brien-Smit"}, "<at>Hélène O'Brien-Smit</at>", id="of-a-directory"),
        pytest.param(f"8:orgid:{HELLA}", {}, "<at>Een collega</at>", id="of-an-organisation"),
        pytest.param("U0ANNA", {}, "U0ANNA", id="from-another-platform"),
        pytest.param("U0ANNA", {"U0ANNA": "Anna"}, "Anna", id="from-another-platform-by-name"),
        pytest.param(None, {}, "Een collega", id="nobody"),
        pytest.param(
            "**29:x** [k](https://kwaad.example)", {}, "29 x k (https kwaad.example)", id="markup-for-an-id"
        ),
        pytest.param(
            ANNA,
            {ANNA: "</at>**Anna** <at>[k](https://kwaad.example)\u202e"},
            "<at>at Anna at k (https kwaad.example) U 202E</at>",
            id="markup-for-a-name",
        ),
        pytest.param(ANNA, {ANNA: "<>*_"}, "<at>Een collega</at>", id="nothing-left-of-a-name"),
    ],
)
def test_a_person_in_a_sentence(person: str | None, names: dict[str, str], expected: str) -> None:
    assert status(person, names) == f"{expected} heeft het antwoord gevonden."


def test_a_mention_is_of_the_person() -> None:
    card = asker_card(status=statuses.FOUND, person=ANNA)
    assert mentions(card) == [("<at>Een collega</at>", ANNA, "Een collega")]
    assert mentions(card, {ANNA: "Anna"}) == [("<at>Anna</at>", ANNA, "Anna")]


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(asker_card(), id="nothing-happened"),
        pytest.param(asker_card(status=statuses.FOUND, person="U0ANNA"), id="from-another-platform"),
        pytest.param(desk_card(asker="everyone"), id="no-persons-id"),
        pytest.param(desk_card(asker=f"{ANNA}\n"), id="almost-an-id"),
    ],
)
def test_nobody_else_is_mentioned(drawing: Drawing) -> None:
    assert mentions(drawing) == []


def test_two_people_on_one_card_are_told_apart() -> None:
    card = desk_card(state=State.CLAIMED, asker=ANNA, claimed_by=HELLA)
    assert {text: who for text, who, _ in mentions(card)} == {
        "<at>een collega</at>": ANNA,
        "<at>Een collega</at>": HELLA,
    }


def test_two_people_of_one_name_are_told_apart() -> None:
    card = desk_card(state=State.CLAIMED, asker=ANNA, claimed_by=HELLA)
    found = mentions(card, {ANNA: "Jan Jansen", HELLA: "Jan Jansen"})
    assert {who for _, who, _ in found} == {ANNA, HELLA}
    assert len({text for text, _, _ in found}) == 2


def test_a_sentence_of_ours_holds_no_markup() -> None:
    said = "{person} stuurde het antwoord naar de *[Help_desk]* & co. {person}"
    assert status(ANNA, {ANNA: "{person}"}, said) == (
        "<at>person</at> stuurde het antwoord naar de \\*\\[Help_desk\\]\\* \\& co. <at>person</at>"
    )
