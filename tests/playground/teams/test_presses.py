"""Buttons, forms and the message extension: what the app is asked, and what the person sees of its answer."""

from typing import Any

import pytest

from tests.playground.teams.app import CARD, HELPDESK, SUPPORT, Bot, Json, Person, buttons, card, execute, message

pytestmark = pytest.mark.usefixtures("teams")
MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
FORM = card(
    {"type": "Input.Text", "id": "missing", "label": "Wat ontbreekt er?"},
    buttons(execute("send", "Versturen"), execute("cancel", "Annuleren", associatedInputs="none")),
    text="Formulier",
)


def as_stamp(message_id: str) -> str:
    return f"{message_id[:-3]}.{message_id[-3:]}"


@pytest.fixture
async def answer(anna: Person, teams_bot: Bot) -> str:
    """The stamp of a card with a button, in the thread of what Anna asked."""
    root = (await anna.posts("550")).replace(".", "")
    return as_stamp(await teams_bot.posts(message(card(buttons())), f"{SUPPORT};messageid={root}"))


async def test_a_press_is_an_invoke_of_the_message(anna: Person, teams_bot: Bot, answer: str) -> None:
    await anna.does("press", conversation="support", ts=answer, verb="answer_found", values={"remark": "ja"})
    heard = await teams_bot.hears("invoke")
    assert heard["name"] == "adaptiveCard/action"
    assert heard["replyToId"] == answer.replace(".", "")
    told = {"type": "Action.Execute", "verb": "answer_found", "data": {"case": "c1", "remark": "ja"}}
    assert heard["value"]["action"] == told
    assert heard["conversation"]["id"].partition(";messageid=")[2]


async def test_the_form_stands_in_the_cards_place_for_who_pressed(
    anna: Person, bram: Person, teams_bot: Bot, answer: str
) -> None:
    teams_bot.invoked = {"statusCode": 200, "type": CARD, "value": FORM}
    await anna.does("press", conversation="support", ts=answer, verb="answer_found")
    assert (await anna.reads())[-1]["cards"] == [FORM]
    assert (await bram.reads())[-1]["cards"] == [card(buttons())]
    await anna.does("press", conversation="support", ts=answer, verb="send", values={"missing": "alles"})
    assert (await teams_bot.hears("invoke", 2))["value"]["action"]["data"] == {"case": "c1", "missing": "alles"}
    await anna.does("press", conversation="support", ts=answer, verb="cancel", values={"missing": "alles"})
    assert (await teams_bot.hears("invoke", 3))["value"]["action"]["data"] == {"case": "c1"}


async def test_everybody_sees_a_card_that_was_drawn_anew(anna: Person, teams_bot: Bot, answer: str) -> None:
    teams_bot.invoked = {"statusCode": 200, "type": CARD, "value": FORM}
    await anna.does("press", conversation="support", ts=answer, verb="answer_found")
    anew = card(text="Gevonden")
    await teams_bot.calls("PUT", f"/{SUPPORT}/activities/{answer.replace('.', '')}", message(anew))
    assert (await anna.reads())[-1]["cards"] == [anew]


async def test_a_card_drawn_anew_meanwhile_stays(anna: Person, teams_bot: Bot, answer: str) -> None:
    anew = card(text="Gevonden")

    async def draw() -> None:
        await teams_bot.calls("PUT", f"/{SUPPORT}/activities/{answer.replace('.', '')}", message(anew))

    teams_bot.invoked = {"statusCode": 200, "type": CARD, "value": FORM}
    teams_bot.before_answer = draw
    await anna.does("press", conversation="support", ts=answer, verb="answer_found")
    assert (await anna.reads())[-1]["cards"] == [anew]


WRONG = "Er ging iets mis. Probeer het opnieuw."
ANSWERS: dict[str, tuple[Any, str]] = {
    "sentence": ({"statusCode": 200, "type": MESSAGE, "value": "Genoteerd."}, "Genoteerd."),
    "error": ({"statusCode": 400, "type": ERROR, "value": {"code": "x", "message": "Te oud."}}, "Te oud."),
    "nothing": ({}, WRONG),
    "no-object": ([], WRONG),
    "501": (501, WRONG),
    "500": (500, WRONG),
    "bad-card": ({"statusCode": 200, "type": CARD, "value": {"type": "Kaart"}}, WRONG),
    "unknown": ({"statusCode": 200, "type": "iets", "value": "x"}, WRONG),
}


@pytest.mark.parametrize(("invoked", "notice"), ANSWERS.values(), ids=ANSWERS)
async def test_what_a_person_is_told(anna: Person, teams_bot: Bot, answer: str, invoked: Any, notice: str) -> None:
    teams_bot.invoked = invoked
    await anna.does("press", conversation="support", ts=answer, verb="answer_found")
    first = (await anna.sees())["notice"]
    assert first["text"] == notice
    await anna.does("press", conversation="support", ts=answer, verb="answer_found")
    assert (await anna.sees())["notice"]["id"] > first["id"], "what is said twice is seen twice"
    assert (await anna.reads())[-1]["cards"] == [card(buttons())]
    assert [each["type"] for each in teams_bot.heard].count("invoke") == 2, "an invoke comes once"


@pytest.mark.parametrize(
    ("pressed", "error"),
    [
        ({"verb": "verzonnen"}, "action_not_found"),
        ({"title": "Antwoord gevonden"}, "action_not_found"),
        ({}, "invalid_arguments"),
        ({"verb": "answer_found", "ts": "1.000"}, "message_not_found"),
    ],
)
async def test_what_is_not_there_is_not_pressed(anna: Person, answer: str, pressed: Json, error: str) -> None:
    assert (await anna.tries("press", conversation="support", **{"ts": answer, **pressed}))["error"] == error


async def test_an_older_button_is_a_message(hella: Person, teams_bot: Bot) -> None:
    button = {"type": "Action.Submit", "title": "Opgelost", "data": {"verb": "resolve"}}
    said = await teams_bot.posts(message(card(buttons(button))), HELPDESK)
    await hella.does("press", conversation="helpdesk", ts=as_stamp(said), title="Opgelost", values={"a": "b"})
    heard = await teams_bot.hears("message")
    assert (heard["value"], heard["replyToId"]) == ({"verb": "resolve", "a": "b"}, said)


async def test_only_members_press(anna: Person, teams_bot: Bot) -> None:
    said = await teams_bot.posts(message(card(buttons())), HELPDESK)
    answer = await anna.tries("press", conversation="helpdesk", ts=as_stamp(said), verb="answer_found")
    assert answer["error"] == "not_in_channel"


async def test_the_message_extension_shows_the_message(anna: Person, bram: Person, teams_bot: Bot) -> None:
    root = await bram.posts("550 5.2.2 <jan@klant.example> vol")
    reply = await bram.posts("nog een", thread_ts=root)
    teams_bot.invoked = {"task": {"type": "message", "value": "Ik kijk ernaar."}}
    await anna.does("extend", conversation="support", ts=reply, command="explain")
    await anna.does("extend", conversation="support", ts=root, command="explain", data={"a": "b"})
    fetched, submitted = await teams_bot.hears("invoke"), await teams_bot.hears("invoke", 2)
    names = [each["name"] for each in (fetched, submitted)]
    assert names == ["composeExtension/fetchTask", "composeExtension/submitAction"]
    value = fetched["value"]
    assert (value["commandId"], value["commandContext"]) == ("explain", "message")
    assert value["messagePayload"]["replyToId"] == root.replace(".", "")
    assert submitted["value"]["data"] == {"a": "b"}
    shown = submitted["value"]["messagePayload"]
    assert shown["body"]["content"] == "<p>550 5.2.2 &lt;jan@klant.example&gt; vol</p>"
    assert (await anna.sees())["notice"]["text"] == "Ik kijk ernaar."
    assert (await bram.sees())["notice"] is None


async def test_the_message_extension_has_its_own_commands_only(anna: Person) -> None:
    ts = await anna.posts("550")
    answer = await anna.tries("extend", conversation="support", ts=ts, command="verzonnen")
    assert answer["error"] == "unknown_command"


async def test_an_extension_that_is_not_answered(anna: Person, teams_bot: Bot) -> None:
    ts = await anna.posts("550")
    for answered in (500, {}, {"task": {"type": "continue", "value": {}}}):
        teams_bot.invoked = answered
        await anna.does("extend", conversation="support", ts=ts, command="explain")
        assert (await anna.sees())["notice"]["text"] == WRONG
