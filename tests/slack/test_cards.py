"""Cards: what stands on them, that no stranger's text is markup, and that Slack will take them."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.answers import Escalate, Evidence
from bot.answers.words import labels, statuses
from bot.desk.chat import AnswerCard, Drawing, Notice, State
from bot.playground.validation import check_message
from bot.slack.cards import draw
from bot.slack.cards.card import MOST_CHARACTERS, characters
from bot.slack.carried import Carried
from tests.drawings import HOSTILE, answer, asker_card, desk_card, section

FOUND, MISSED, HELP = labels.ANSWER_FOUND, labels.NOT_FOUND, labels.TO_HELPDESK


def walk(blocks: Any) -> Iterator[dict[str, Any]]:
    if isinstance(blocks, list):
        for each in blocks:
            yield from walk(each)
    elif isinstance(blocks, dict):
        yield blocks
        for each in blocks.values():
            yield from walk(each)


def buttons(drawing: Drawing) -> list[dict[str, Any]]:
    return [each for each in walk(draw(drawing).blocks) if each.get("type") == "button"]


def labels_of(drawing: Drawing) -> list[str]:
    return [each["text"]["text"] for each in buttons(drawing)]


def texts(drawing: Drawing) -> str:
    return "\n".join(each["text"] for each in walk(draw(drawing).blocks) if isinstance(each.get("text"), str))


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
    ],
)
def test_the_buttons_of_an_answer(card: AnswerCard, expected: list[str]) -> None:
    assert labels_of(card) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param(State.ESCALATED, [labels.CLAIM, labels.RESOLVE], id="nobody-has-it"),
        pytest.param(State.CLAIMED, [labels.RESOLVE], id="someone-has-it"),
        pytest.param(State.RESOLVED, [], id="done"),
    ],
)
def test_the_buttons_of_the_helpdesk(state: State, expected: list[str]) -> None:
    assert labels_of(desk_card(state=state)) == expected


def test_one_button_stands_out() -> None:
    assert [each.get("style") for each in buttons(asker_card())] == ["primary", None, None]
    advised = asker_card(answer(escalate=Escalate.ADVISE))
    assert [each.get("style") for each in buttons(advised)] == ["primary", None, None]


def test_a_button_brings_back_case_and_findings() -> None:
    carried = [Carried.from_button(each["value"]) for each in buttons(asker_card())]
    assert {(each.case, each.packed, each.helpdesk) for each in carried} == {
        ("c" * 24, '{"f":[{"c":"mailbox-full"}]}', True)
    }


def test_advice_stands_before_its_button() -> None:
    advised = answer(section(advice="De helpdesk helpt u hier verder.", escalate=Escalate.ADVISE))
    blocks = draw(asker_card(advised.model_copy(update={"escalate": Escalate.ADVISE}))).blocks
    at = [block["type"] for block in blocks].index("actions")
    assert blocks[at - 1]["text"]["text"] == "De helpdesk helpt u hier verder."


def test_the_evidence_of_one_cause_stands_below_the_buttons() -> None:
    assert [block["type"] for block in draw(asker_card()).blocks][-2:] == ["actions", "context"]
    assert draw(asker_card(answer(section(1), section(2)))).blocks[-1]["type"] == "actions"


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
        pytest.param("Stuur het bericht daarna opnieuw.", id="steps"),
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


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(
            asker_card(answer(section(quote=HOSTILE, evidence=(Evidence(label="Regel", value=HOSTILE),)))),
            id="in-the-evidence",
        ),
        pytest.param(
            desk_card(answer(section(evidence=(Evidence(label="Regel", value=HOSTILE),)))),
            id="in-the-helpdesks-evidence",
        ),
        pytest.param(desk_card(remark=HOSTILE), id="in-a-remark"),
        pytest.param(asker_card(answer(section(meant=HOSTILE))), id="in-the-address-that-was-meant"),
    ],
)
def test_a_strangers_text_is_text(drawing: Drawing) -> None:
    card = draw(drawing)
    holders = [each for each in walk(card.blocks) if "<!channel>" in str(each.get("text"))]
    assert holders
    for holder in holders:
        assert holder["type"] in {"plain_text", "text"} or isinstance(holder["text"], dict), holder
        if holder["type"] == "plain_text":
            assert holder["emoji"] is False
    shown = "\n".join(each["text"] for each in holders if isinstance(each["text"], str))
    assert "`code` *vet* :tada:" in shown
    assert "[U+202E]omgekeerd[U+202C]" in shown
    assert "nul[U+200B]breed" in shown
    assert "kwaad.example" not in card.text
    assert "<!channel>" not in card.text


def test_no_markup_but_ours_is_parsed() -> None:
    marked = [
        each["text"]
        for drawing in (asker_card(status=statuses.FOUND, person="U0ANNA"), desk_card(remark=HOSTILE))
        for each in walk(draw(drawing).blocks)
        if each.get("type") == "mrkdwn"
    ]
    assert marked == ["<@U0ANNA> heeft het antwoord gevonden.", statuses.UNCLAIMED]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param("U0ANNA", "<@U0ANNA> heeft het antwoord gevonden.", id="a-person"),
        pytest.param("W012A3CDE", "<@W012A3CDE> heeft het antwoord gevonden.", id="of-an-organisation"),
        pytest.param("!channel", "!channel heeft het antwoord gevonden.", id="no-persons-id"),
        pytest.param("U1> <!here", "U1&gt; &lt;!here heeft het antwoord gevonden.", id="markup-for-an-id"),
    ],
)
def test_a_mention_is_a_person(person: str, expected: str) -> None:
    card = draw(asker_card(status=statuses.FOUND, person=person))
    assert [each["text"] for each in walk(card.blocks) if each.get("type") == "mrkdwn"] == [expected]
    assert card.text.startswith(expected)


def test_the_fallback_is_escaped() -> None:
    card = draw(asker_card(answer(text="Meer dan 5 < 10 & zo")))
    assert card.text == "Meer dan 5 &lt; 10 &amp; zo"


def test_several_causes_have_a_section_each() -> None:
    card = draw(asker_card(answer(section(1), section(2), section(3))))
    headings = [each["text"]["text"] for each in card.blocks if each["type"] == "header"]
    assert headings == [f"Mailbox van de ontvanger is vol {number}" for number in (1, 2, 3)]
    assert [each["type"] for each in card.blocks].count("divider") == 2


LONG = "x" * 5000
ASTRAL = "\U0001f4e7" * 3000


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
        pytest.param(asker_card(answer(section(quote=""))), id="an-empty-line"),
        pytest.param(asker_card(answer(text=LONG)), id="a-long-fallback"),
        pytest.param(asker_card(answer(text="é" * 3900)), id="a-fallback-of-many-bytes"),
        pytest.param(asker_card(packed="p" * 1900), id="a-full-button"),
        pytest.param(asker_card(packed="p" * 3000), id="an-overfull-button"),
        pytest.param(
            desk_card(answer(*(section(n, quote=LONG) for n in range(1, 29)))), id="helpdesk-every-cause"
        ),
        pytest.param(desk_card(remark=LONG), id="helpdesk-long-remark"),
        pytest.param(desk_card(link="javascript:alert(1)"), id="helpdesk-strange-link"),
        pytest.param(desk_card(urgent=True, deleted=True), id="helpdesk-urgent-and-deleted"),
        pytest.param(desk_card(automatic=True), id="helpdesk-by-itself"),
        pytest.param(Notice("Dit is al opgepakt."), id="a-notice"),
        pytest.param(asker_card(answer(section(quote="\ud800 half \x00 \x07"))), id="broken-characters"),
    ],
)
def test_slack_takes_it(drawing: Drawing) -> None:
    card = draw(drawing)
    check_message(text=card.text, blocks=card.blocks, update=True)
    assert characters(card.blocks) <= MOST_CHARACTERS
    card.text.encode()
    str(card.blocks).encode()


def test_every_cause_is_named_however_many() -> None:
    told = texts(asker_card(answer(*(section(n, quote=LONG) for n in range(1, 29)))))
    assert [n for n in range(1, 29) if f"is vol {n}" not in told] == []


@pytest.mark.parametrize(
    ("card", "wanted"),
    [
        pytest.param(desk_card(remark="Sinds gisteren."), "Sinds gisteren.", id="remark"),
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
        pytest.param(
            desk_card(state=State.CLAIMED, claimed_by="U0HELLA"), "<@U0HELLA> pakt dit op.", id="claimed"
        ),
        pytest.param(
            desk_card(state=State.RESOLVED, resolved_by="U0HELLA"), "<@U0HELLA> heeft dit opgelost.", id="resolved"
        ),
    ],
)
def test_the_helpdesk_reads(card: Drawing, wanted: str) -> None:
    assert wanted in texts(card)


def test_the_helpdesk_sees_who_asks() -> None:
    assert {"type": "user", "user_id": "U0ANNA"} in list(walk(draw(desk_card()).blocks))


def test_a_link_leads_to_the_web_only() -> None:
    assert not [each for each in walk(draw(desk_card(link="javascript:alert(1)")).blocks) if "url" in each]
