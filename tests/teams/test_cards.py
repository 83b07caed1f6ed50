"""Cards: what stands on them, what their buttons carry, and that Teams will take them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.answers import Escalate
from bot.answers.words import labels, statuses
from bot.desk.chat import AnswerCard, Drawing, Notice, State
from bot.teams.cards import draw
from bot.teams.carried import Carried
from tests.drawings import answer, asker_card, desk_card, section

FOUND, MISSED, HELP = labels.ANSWER_FOUND, labels.NOT_FOUND, labels.TO_HELPDESK
ANNA = "29:1Zq0uYQm8xR-b_t7pXk2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
HELLA = "0f8a4f0e-7c1f-4c39-9b39-0d1c5c4f2f11"


def walk(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, list):
        for each in content:
            yield from walk(each)
    elif isinstance(content, dict):
        yield content
        for each in content.values():
            yield from walk(each)


def buttons(drawing: Drawing) -> list[dict[str, Any]]:
    return [each for each in walk(draw(drawing).content) if each.get("type") == "Action.Execute"]


def labels_of(drawing: Drawing) -> list[str]:
    return [each["title"] for each in buttons(drawing)]


def texts(drawing: Drawing) -> str:
    """What stands on a card, a line each paragraph."""
    told = []
    for each in walk(draw(drawing).content):
        if each.get("type") == "TextBlock":
            told.append(each["text"])
        elif each.get("type") == "RichTextBlock":
            told.append("".join(run["text"] for run in each["inlines"]))
    return "\n".join(told)


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        pytest.param(asker_card(), [FOUND, MISSED, HELP], id="answered-has-all-three"),
        pytest.param(asker_card(state=State.NOT_FOUND), [HELP], id="not-found-keeps-the-helpdesk"),
        pytest.param(asker_card(state=State.FOUND), [], id="found-is-done"),
        pytest.param(asker_card(state=State.ESCALATED), [], id="escalated-is-the-helpdesks"),
        pytest.param(asker_card(state=State.CLAIMED), [], id="claimed-is-the-helpdesks"),
        pytest.param(asker_card(state=State.RESOLVED), [], id="resolved-is-done"),
        pytest.param(asker_card(helpdesk=False), [FOUND, MISSED], id="no-helpdesk-to-go-to"),
        pytest.param(asker_card(state=State.NOT_FOUND, helpdesk=False), [], id="not-found-and-nowhere-to-go"),
        pytest.param(asker_card(answer(escalate=Escalate.NEVER)), [FOUND, MISSED], id="never-for-the-helpdesk"),
        pytest.param(
            asker_card(answer(escalate=Escalate.ADVISE)), [HELP, FOUND, MISSED], id="advised-comes-first"
        ),
        pytest.param(asker_card(answer(escalate=Escalate.ALWAYS)), [HELP, FOUND, MISSED], id="always-but-not-yet"),
        pytest.param(desk_card(), [labels.CLAIM, labels.RESOLVE], id="helpdesk-nobody-has-it"),
        pytest.param(desk_card(state=State.CLAIMED), [labels.RESOLVE], id="helpdesk-someone-has-it"),
        pytest.param(desk_card(state=State.RESOLVED), [], id="helpdesk-done"),
        pytest.param(Notice("Dit is al opgepakt."), [], id="notice"),
    ],
)
def test_the_buttons_of_a_card(card: Drawing, expected: list[str]) -> None:
    assert labels_of(card) == expected


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(asker_card(), id="answered"),
        pytest.param(asker_card(answer(escalate=Escalate.ADVISE)), id="advised"),
        pytest.param(desk_card(), id="helpdesk"),
    ],
)
def test_the_first_button_stands_out(card: Drawing) -> None:
    first, *others = [each.get("style") for each in buttons(card)]
    assert first == "positive"
    assert set(others) == {None}


def test_a_button_brings_back_case_and_findings() -> None:
    carried = [Carried.from_action(each["data"]) for each in buttons(asker_card())]
    assert set(carried) == {Carried("c" * 24, '{"f":[{"c":"mailbox-full"}]}', helpdesk=True)}


def test_a_client_that_knows_no_execute_brings_back_the_case() -> None:
    for each in buttons(asker_card()):
        instead = each["fallback"]
        assert (instead["type"], instead["title"]) == ("Action.Submit", each["title"])
        assert instead["data"]["verb"] == each["verb"]
        assert Carried.from_action(instead["data"]) == Carried("c" * 24, helpdesk=True)


def test_advice_stands_before_its_button() -> None:
    advised = answer(section(advice="De helpdesk helpt u hier verder."), escalate=Escalate.ADVISE)
    body = draw(asker_card(advised)).content["body"]
    at = [element["type"] for element in body].index("ActionSet")
    assert body[at - 1]["inlines"][0]["text"] == "De helpdesk helpt u hier verder."


@pytest.mark.parametrize(
    "state", [State.FOUND, State.ESCALATED, State.RESOLVED], ids=lambda state: f"{state}-needs-no-advice"
)
def test_advice_goes_with_its_button(state: State) -> None:
    advised = answer(section(advice="De helpdesk helpt u.", escalate=Escalate.ADVISE), escalate=Escalate.ADVISE)
    assert "De helpdesk helpt u." not in texts(asker_card(advised, state))


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param("Mailbox van de ontvanger is vol", id="cause"),
        pytest.param("Wie moet iets doen: de ontvanger", id="who"),
        pytest.param("De mailbox is vol en er passen geen berichten meer bij.", id="meaning"),
        pytest.param("1. Bel de ontvanger.\n2. Stuur het bericht daarna opnieuw.", id="steps"),
        pytest.param("Dit gaat vanzelf over.", id="lasting"),
        pytest.param("Later opnieuw versturen.", id="retry"),
        pytest.param("Uw mailbox is vol. Kunt u ruimte maken?", id="text-to-copy"),
        pytest.param("Ontvanger: jan@klant.example", id="recipient"),
        pytest.param("Beslissende regel: 550 5.2.2 mailbox is full", id="deciding-line"),
    ],
)
def test_an_answer_tells(wanted: str) -> None:
    assert wanted in texts(asker_card())


def test_a_note_and_a_second_cause_are_told() -> None:
    told = texts(asker_card(answer(section(note="Let op de bijlage.", also="Het kan ook het adres zijn."))))
    assert "Let op de bijlage." in told
    assert "Het kan ook het adres zijn." in told


@pytest.mark.parametrize("many", [1, 2, 3], ids=lambda many: f"{many}-causes")
def test_what_is_folded_can_be_unfolded(many: int) -> None:
    drawing = asker_card(answer(*(section(number) for number in range(1, many + 1))))
    elements = list(walk(draw(drawing).content))
    hidden = {each["id"] for each in elements if each.get("isVisible") is False}
    toggles = [each["targetElements"] for each in elements if each.get("type") == "Action.ToggleVisibility"]
    names = [name for targets in toggles for name in targets]
    assert len(toggles) == many
    assert hidden <= set(names)
    assert len(names) == len(set(names))
    assert set(names) <= {each["id"] for each in elements if "id" in each}


def test_several_causes_have_a_section_each() -> None:
    body = draw(asker_card(answer(section(1), section(2), section(3)))).content["body"]
    headings = [each for each in body if each.get("style") == "heading"]
    assert [each["text"] for each in headings] == [
        f"Mailbox van de ontvanger is vol {number}" for number in (1, 2, 3)
    ]
    assert [each.get("separator", False) for each in headings] == [False, True, True]
    assert [body[body.index(each) + 1]["inlines"][1]["text"] for each in headings] == ["jan@klant.example"] * 3


LONG = "x" * 5000
ASTRAL = "\U0001f4e7" * 3000
PACKED = json.dumps({"f": [{"c": "mailbox-full", "q": "550 5.2.2 mailbox is full"} for _ in range(34)]})


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(asker_card(answer(*(section(n) for n in range(1, 29)))), id="every-cause-at-once"),
        pytest.param(
            asker_card(answer(*(section(n, quote=LONG) for n in range(1, 29)))), id="every-cause-with-long-lines"
        ),
        pytest.param(asker_card(answer(section(quote=LONG, meaning=LONG))), id="one-very-long-cause"),
        pytest.param(asker_card(answer(*(section(n, meaning=LONG[:2900]) for n in range(9)))), id="long-meanings"),
        pytest.param(asker_card(answer(section(quote=ASTRAL, title=ASTRAL))), id="characters-that-count-double"),
        pytest.param(asker_card(answer(*(section(n, title=ASTRAL) for n in range(28)))), id="many-long-titles"),
        pytest.param(
            asker_card(
                answer(
                    *(section(n, title='"' * 200, advice='"' * 3000) for n in range(28)),
                    escalate=Escalate.ADVISE,
                    text=LONG,
                ),
            ),
            id="many-titles-that-are-escaped",
        ),
        pytest.param(
            asker_card(
                answer(section(meaning=LONG, note=LONG, meant=LONG, tell_recipient=LONG, steps=(LONG,) * 9)),
                packed=PACKED,
            ),
            id="one-cause-with-everything-long",
        ),
        pytest.param(asker_card(answer(section(quote=""))), id="an-empty-line"),
        pytest.param(asker_card(answer(section(title="", meaning=""))), id="nothing-to-say"),
        pytest.param(asker_card(answer(text=LONG)), id="a-long-fallback"),
        pytest.param(asker_card(packed=PACKED), id="a-full-button"),
        pytest.param(asker_card(packed='"' * 2000), id="a-button-of-characters-that-are-escaped"),
        pytest.param(asker_card(packed=ASTRAL[:2000]), id="a-button-of-characters-that-count-double"),
        pytest.param(asker_card(packed="p" * 3000), id="an-overfull-button"),
        pytest.param(asker_card(status=LONG, person=ASTRAL), id="a-long-status"),
        pytest.param(
            desk_card(answer(*(section(n, quote=LONG) for n in range(1, 29)))), id="helpdesk-every-cause"
        ),
        pytest.param(desk_card(remark=LONG), id="helpdesk-long-remark"),
        pytest.param(desk_card(remark=ASTRAL, asker=LONG), id="helpdesk-long-asker"),
        pytest.param(desk_card(link="https://teams.example/" + LONG), id="helpdesk-long-link"),
        pytest.param(Notice(LONG), id="a-long-notice"),
        pytest.param(asker_card(answer(section(quote="\ud800 half \x00 \x07"))), id="broken-characters"),
    ],
)
def test_teams_takes_it(drawing: Drawing) -> None:
    card = draw(drawing)
    written = json.dumps(card.content, ensure_ascii=False) + card.text
    assert len(written.encode("utf-16-le")) < 28_000
    assert json.loads(json.dumps(card.content).encode()) == card.content


def test_a_full_answer_keeps_its_words_beside_full_findings() -> None:
    card = asker_card(packed=PACKED)
    assert len(PACKED) > 1800
    assert texts(card) == texts(asker_card())
    assert {each["data"]["packed"] for each in buttons(card)} == {PACKED}


def test_evidence_is_shortened_before_findings_are_given_up() -> None:
    card = asker_card(answer(section(quote=LONG, meaning=LONG[:2400])), packed=PACKED)
    assert LONG[:2400] in texts(card)
    assert {each["data"]["packed"] for each in buttons(card)} == {PACKED}
    assert draw(card).content["body"][-1]["id"] == "evidence-inside"


def test_findings_are_given_up_before_words() -> None:
    card = asker_card(packed='"' * 2000)
    assert texts(card) == texts(asker_card())
    assert {each["data"]["packed"] for each in buttons(card)} == {""}


@pytest.mark.parametrize(
    "packed", ["", PACKED, '"' * 2000], ids=["no-findings", "full-findings", "more-findings-than-fit"]
)
def test_every_cause_is_named_however_many(packed: str) -> None:
    told = texts(asker_card(answer(*(section(n, quote=LONG) for n in range(1, 29))), packed=packed))
    assert [n for n in range(1, 29) if f"is vol {n}\n" not in told + "\n"] == []


@pytest.mark.parametrize(
    ("card", "wanted"),
    [
        pytest.param(desk_card(remark="Sinds gisteren."), "Opmerking: Sinds gisteren.", id="remark"),
        pytest.param(desk_card(), labels.NO_REMARK, id="no-remark"),
        pytest.param(desk_card(), "Hulp gevraagd: Mailbox van de ontvanger is vol", id="cause"),
        pytest.param(
            desk_card(answer(section(1), section(2), section(3))),
            "Hulp gevraagd: Mailbox van de ontvanger is vol 1 en nog 2",
            id="several-causes",
        ),
        pytest.param(desk_card(urgent=True), "Spoed: Mailbox van de ontvanger is vol", id="urgent"),
        pytest.param(desk_card(automatic=True), labels.AUTOMATIC, id="by-itself"),
        pytest.param(desk_card(deleted=True), labels.DELETED, id="deleted"),
        pytest.param(desk_card(), labels.TO_MESSAGE, id="link"),
        pytest.param(desk_card(), "Ontvanger: jan@klant.example", id="evidence"),
        pytest.param(desk_card(), statuses.UNCLAIMED, id="unclaimed"),
        pytest.param(desk_card(), "**Gevraagd door:** U0ANNA", id="asker-from-elsewhere"),
        pytest.param(desk_card(asker=ANNA), "**Gevraagd door:** <at>een collega</at>", id="asker"),
        pytest.param(
            desk_card(state=State.CLAIMED, claimed_by=HELLA), "<at>Een collega</at> pakt dit op.", id="claimed"
        ),
        pytest.param(
            desk_card(state=State.RESOLVED, resolved_by=HELLA),
            "<at>Een collega</at> heeft dit opgelost.",
            id="resolved",
        ),
    ],
)
def test_the_helpdesk_reads(card: Drawing, wanted: str) -> None:
    assert wanted in texts(card)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param(
            "https://teams.microsoft.com/l/message/1", ["https://teams.microsoft.com/l/message/1"], id="web"
        ),
        pytest.param("javascript:alert(1)", [], id="script"),
        pytest.param("https://teams.microsoft.com/" + LONG, [], id="longer-than-any"),
        pytest.param(None, [], id="none"),
    ],
)
def test_a_link_leads_to_the_web_only(link: str | None, expected: list[str]) -> None:
    assert [each["url"] for each in walk(draw(desk_card(link=link)).content) if "url" in each] == expected


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        pytest.param(
            asker_card(status=statuses.FOUND, person=ANNA),
            "Een collega heeft het antwoord gevonden. De mailbox is vol.",
            id="answer",
        ),
        pytest.param(asker_card(answer(text="5 < 10 & *zo*")), "5 < 10 & *zo*", id="as-it-is"),
        pytest.param(
            desk_card(answer(section(1), section(2)), urgent=True),
            "Spoed: Mailbox van de ontvanger is vol 1 en nog 1. Nog niemand heeft dit opgepakt. "
            "Mailbox van de ontvanger is vol 2",
            id="helpdesk",
        ),
        pytest.param(Notice("Dit is al opgepakt."), "Dit is al opgepakt.", id="notice"),
    ],
)
def test_the_same_story_as_text(card: AnswerCard, expected: str) -> None:
    assert draw(card).text == expected
