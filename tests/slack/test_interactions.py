"""Commands, shortcuts, buttons and forms, over HTTP and as the playground's people use them."""

import json
from typing import Any

import pytest

from bot.answers.words import forms, home, notices
from bot.desk.case import Move
from bot.desk.chat import AnswerCard, State
from bot.desk.work import Claim, Found, Manner, NotFound, Resolve, Shown, ToHelpdesk
from bot.playground.validation import check_view
from bot.playground.validation.blocks import Surface
from bot.slack import SlackPort
from bot.slack.cards.forms import bounce_form, helpdesk_form, not_found_form, told_view
from bot.slack.cards.home import home_view
from bot.slack.carried import Carried
from tests.drawings import asker_card, desk_card
from tests.slack.conftest import Case, HttpSlack, Json, Ledger, Person

CASE = "c" * 24
PACKED = '{"f":[{"c":"mailbox-full"}]}'
ROUTE = "https://hooks.slack.com/actions/T0PLAY/1/abc"


def press(name: str, value: str = f"{CASE}\nh\n{PACKED}", *, ephemeral: bool = False, **more: Any) -> Json:
    return {
        "type": "block_actions",
        "team": {"id": "T0PLAY"},
        "user": {"id": "U0ANNA"},
        "trigger_id": "1.2.abc",
        "response_url": ROUTE,
        "container": {
            "type": "message",
            "channel_id": "C0SUPPORT",
            "message_ts": "1795424345.000200",
            "is_ephemeral": ephemeral,
        },
        "actions": [
            {
                "action_id": name,
                "block_id": "b",
                "type": "button",
                "action_ts": "1795424390.5",
                "value": value,
            }
        ],
        **more,
    }


def sent(callback_id: str, metadata: str, values: Json) -> Json:
    return {
        "type": "view_submission",
        "team": {"id": "T0PLAY"},
        "user": {"id": "U0ANNA"},
        "view": {
            "id": "V0FORM",
            "type": "modal",
            "callback_id": callback_id,
            "private_metadata": metadata,
            "state": {"values": values},
        },
    }


NOT_FOUND_VALUES: Json = {
    "missing": {"missing": {"type": "plain_text_input", "value": " de bijlage "}},
    "also_helpdesk": {"also_helpdesk": {"type": "checkboxes", "selected_options": [{"value": "yes"}]}},
}
HELPDESK_VALUES: Json = {
    "remark": {"remark": {"type": "plain_text_input", "value": None}},
    "urgency": {"urgency": {"type": "radio_buttons", "selected_option": {"value": "urgent"}}},
}


async def test_found(slack: HttpSlack, desk: Ledger) -> None:
    assert await slack.interaction(press("answer_found")) == (200, "")
    assert desk.works == [
        Found(
            key="1795424390.500000:slack:T0PLAY:C0SUPPORT:found:U0ANNA",
            person="U0ANNA",
            case=CASE,
            packed=PACKED,
        )
    ]


async def test_found_on_a_one_person_answer_brings_the_route(slack: HttpSlack, desk: Ledger) -> None:
    await slack.interaction(press("answer_found", ephemeral=True))
    work = await desk.gets()
    assert isinstance(work, Found)
    assert work.whisper == ROUTE


@pytest.mark.parametrize(
    ("name", "kind"), [pytest.param("claim", Claim, id="claim"), pytest.param("resolve", Resolve, id="resolve")]
)
async def test_the_helpdesks_buttons(slack: HttpSlack, desk: Ledger, name: str, kind: type) -> None:
    assert await slack.interaction(press(name, f"{CASE}\n\n")) == (200, "")
    work = await desk.gets()
    assert isinstance(work, Claim | Resolve)
    assert type(work) is kind
    assert (work.case, work.person) == (CASE, "U0ANNA")
    assert (work.place.conversation, work.place.message) == ("C0SUPPORT", "1795424345.000200")


@pytest.mark.parametrize(
    ("body", "failed"),
    [
        pytest.param(press("answer_found"), 500, id="button"),
        pytest.param(press("claim"), 500, id="helpdesks-button"),
        pytest.param(sent("helpdesk_form", f"{CASE}\nh\n0\n\n", HELPDESK_VALUES), 500, id="form"),
    ],
)
async def test_a_press_that_is_not_stored_is_not_acknowledged(
    slack: HttpSlack, desk: Ledger, body: Json, failed: int
) -> None:
    desk.failures = 1
    desk.cases[CASE] = Case(Move.ESCALATE)
    assert (await slack.interaction(body))[0] == failed
    assert desk.works == []


async def test_not_found_is_sent(slack: HttpSlack, desk: Ledger) -> None:
    desk.cases[CASE] = Case(Move.MISS)
    metadata = Carried(CASE, PACKED, helpdesk=True, opened="1795424390.5", whisper=ROUTE).in_form()
    assert await slack.interaction(sent("not_found_form", metadata, NOT_FOUND_VALUES)) == (200, "")
    assert desk.works == [
        NotFound(
            key="1795424390.500000:slack:T0PLAY::form:V0FORM",
            person="U0ANNA",
            case=CASE,
            packed=PACKED,
            missing="de bijlage",
            to_helpdesk=True,
            whisper=ROUTE,
        )
    ]


@pytest.mark.parametrize(
    ("helpdesk", "ticked", "goes"),
    [
        pytest.param(True, [{"value": "yes"}], True, id="ticked"),
        pytest.param(True, [], False, id="unticked"),
        pytest.param(False, [{"value": "yes"}], False, id="nowhere-to-go"),
    ],
)
async def test_the_tick(slack: HttpSlack, desk: Ledger, ticked: list[Json], *, helpdesk: bool, goes: bool) -> None:
    desk.cases[CASE] = Case(Move.MISS)
    values = {"also_helpdesk": {"also_helpdesk": {"selected_options": ticked}}}
    await slack.interaction(sent("not_found_form", Carried(CASE, helpdesk=helpdesk).in_form(), values))
    work = await desk.gets()
    assert isinstance(work, NotFound)
    assert work.to_helpdesk is goes
    assert work.missing == ""


async def test_to_helpdesk_is_sent(slack: HttpSlack, desk: Ledger) -> None:
    desk.cases[CASE] = Case(Move.ESCALATE)
    metadata = Carried(CASE, PACKED, helpdesk=True, opened="1795424390.5").in_form()
    assert await slack.interaction(sent("helpdesk_form", metadata, HELPDESK_VALUES)) == (200, "")
    work = await desk.gets()
    assert isinstance(work, ToHelpdesk)
    assert (work.remark, work.urgent, work.packed, work.whisper) == ("", True, PACKED, None)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        pytest.param(None, notices.CARD_TOO_OLD, id="unknown-by-now"),
        pytest.param(Case(), notices.DONE_ALREADY, id="moved-on-meanwhile"),
    ],
)
async def test_a_form_that_comes_too_late(
    slack: HttpSlack, desk: Ledger, case: Case | None, sentence: str
) -> None:
    if case is not None:
        desk.cases[CASE] = case
    status, body = await slack.interaction(sent("helpdesk_form", Carried(CASE).in_form(), HELPDESK_VALUES))
    assert status == 200
    answer = json.loads(body)
    assert answer["response_action"] == "update"
    assert answer["view"]["blocks"][0]["text"]["text"] == sentence
    assert desk.works == []


async def test_a_command_with_a_text(slack: HttpSlack, desk: Ledger) -> None:
    route = "https://hooks.slack.com/commands/T0PLAY/1/abc"
    fields = {
        "command": "/bounce",
        "text": "550 5.1.1 user unknown",
        "trigger_id": "13345.738.8088",
        "response_url": route,
        "channel_id": "C0SUPPORT",
        "user_id": "U0ANNA",
        "team_id": "T0PLAY",
    }
    for _ in range(2):
        assert await slack.command(**fields) == (200, "")
    first, second = desk.works
    assert isinstance(first, Shown)
    assert first == second, "the same command has the same key, whenever it comes"
    assert first.key == "0000000000.000000:slack:T0PLAY:C0SUPPORT:command:13345.738.8088"
    assert (first.manner, first.text, first.whisper) == (Manner.COMMAND, "550 5.1.1 user unknown", route)
    assert (first.place.thread, first.place.message) == (None, None)


async def test_a_shortcut(slack: HttpSlack, desk: Ledger) -> None:
    payload = {
        "type": "message_action",
        "callback_id": "explain_bounce",
        "action_ts": "1795424500.1",
        "trigger_id": "1.2.abc",
        "response_url": ROUTE,
        "team": {"id": "T0PLAY"},
        "user": {"id": "U0ANNA"},
        "channel": {"id": "C09DICHT", "name": "dicht"},
        "message_ts": "1795424345.000100",
        "message": {
            "type": "message",
            "user": "U02BEN",
            "ts": "1795424345.000100",
            "thread_ts": "1795424300.000100",
            "text": "550 5.1.1",
            "files": [{"id": "F1", "name": "bounce.eml", "url_private": "https://files.slack.com/f"}],
        },
    }
    assert await slack.interaction(payload) == (200, "")
    work = await desk.gets()
    assert isinstance(work, Shown)
    assert work.key == "1795424500.100000:slack:T0PLAY:C09DICHT:shortcut:1795424345.000100:U0ANNA"
    assert (work.manner, work.text, work.whisper) == (Manner.SHORTCUT, "550 5.1.1", ROUTE)
    assert (work.place.thread, work.place.message) == ("1795424300.000100", "1795424345.000100")
    assert [file.id for file in work.files] == ["F1"]


async def test_a_shortcut_on_the_page(live: Ledger, anna: Person) -> None:
    ts = await anna.posts("550 5.1.1 user unknown", "C0ALGEMEEN")
    await anna.does("shortcut", callback_id="explain_bounce", conversation="C0ALGEMEEN", ts=ts)
    work = await live.gets()
    assert isinstance(work, Shown)
    assert (work.manner, work.text, work.place.message) == (Manner.SHORTCUT, "550 5.1.1 user unknown", ts)


async def test_the_form_of_the_command(live: Ledger, anna: Person) -> None:
    await anna.does("command", conversation="C0SUPPORT", command="/bounce", text="")
    modal = (await anna.sees())["modal"]
    assert modal["view"]["title"]["text"] == forms.BOUNCE_TITLE
    values = {"bounce": {"bounce": "550 5.1.1 user unknown"}, "audience": {"audience": "in_channel"}}
    await anna.does("submit", modal=modal["id"], values=values)
    work = await live.gets()
    assert isinstance(work, Shown)
    assert (work.manner, work.text, work.whisper) == (Manner.COMMAND, "550 5.1.1 user unknown", None)
    assert (work.place.conversation, work.place.message) == ("C0SUPPORT", None)
    assert work.key.endswith(f":form:{modal['id']}")
    assert (await anna.sees())["modal"] is None


async def test_the_form_of_the_command_for_me_alone(live: Ledger, anna: Person, port: SlackPort) -> None:
    await anna.does("command", conversation="C0ALGEMEEN", command="/bounce", text="")
    modal = (await anna.sees())["modal"]
    await anna.does("submit", modal=modal["id"], values={"bounce": {"bounce": "550"}})
    work = await live.gets()
    assert isinstance(work, Shown)
    assert work.whisper is not None
    await port.whisper(work.whisper, asker_card(), replace=False)
    assert any(each["ephemeral"] for each in await anna.reads("C0ALGEMEEN")), "the command's own route still works"


async def test_the_form_of_the_command_left_blank(live: Ledger, anna: Person) -> None:
    await anna.does("command", conversation="C0SUPPORT", command="/bounce", text="")
    modal = (await anna.sees())["modal"]
    await anna.does("submit", modal=modal["id"], values={"bounce": {"bounce": "   "}})
    assert (await anna.sees())["modal"]["errors"] == {"bounce": forms.BOUNCE_EMPTY}
    assert live.works == []


async def pressed(anna: Person, card: AnswerCard, port: SlackPort, label: str) -> Json:
    """Post a card, press a button on it, and give what Anna then sees."""
    ts = await anna.posts("550 5.2.2 mailbox is full")
    place = (await port.direct("T0PLAY", "U0ANNA")).model_copy(update={"conversation": "C0SUPPORT", "thread": ts})
    await port.post(place, card, "mark")
    message = (await anna.reads())[-1]
    actions = next(block for block in message["blocks"] if block["type"] == "actions")
    button = next(each for each in actions["elements"] if each["text"]["text"] == label)
    await anna.does(
        "press",
        conversation="C0SUPPORT",
        ts=message["ts"],
        block_id=actions["block_id"],
        action_id=button["action_id"],
    )
    return await anna.sees()


@pytest.mark.parametrize(
    ("label", "title", "values", "kind"),
    [
        pytest.param(
            "Niet gevonden",
            forms.NOT_FOUND_TITLE,
            {"missing": {"missing": "de bijlage"}, "also_helpdesk": {"also_helpdesk": ["yes"]}},
            NotFound,
            id="not-found",
        ),
        pytest.param(
            "Naar de helpdesk",
            forms.TO_HELPDESK_TITLE,
            {"remark": {"remark": "help"}, "urgency": {"urgency": "urgent"}},
            ToHelpdesk,
            id="to-helpdesk",
        ),
    ],
)
async def test_a_button_opens_its_form(
    live: Ledger, anna: Person, port: SlackPort, *, label: str, title: str, values: Json, kind: type
) -> None:
    live.cases[CASE] = Case(Move.MISS, Move.ESCALATE)
    modal = (await pressed(anna, asker_card(), port, label))["modal"]
    assert modal["view"]["title"]["text"] == title
    await anna.does("submit", modal=modal["id"], values=values)
    work = (await live.holds(2))[1]
    assert type(work) is kind
    assert isinstance(work, NotFound | ToHelpdesk)
    assert (work.case, work.packed, work.whisper) == (CASE, PACKED, None)


@pytest.mark.parametrize("label", ["Niet gevonden", "Naar de helpdesk"])
async def test_a_button_that_comes_too_late(live: Ledger, anna: Person, port: SlackPort, label: str) -> None:
    live.cases[CASE] = Case()
    modal = (await pressed(anna, asker_card(), port, label))["modal"]
    assert modal["view"]["blocks"][0]["text"]["text"] == notices.DONE_ALREADY
    assert modal["view"].get("submit") is None


async def test_app_home_and_its_example(live: Ledger, anna: Person) -> None:
    await anna.does("open_home")
    view = (await anna.waits_for(lambda state: state["home"]))["view"]
    actions = next(block for block in view["blocks"] if block["type"] == "actions")
    (button,) = actions["elements"]
    assert button["text"]["text"] == home.TRY
    await anna.does("press", view="home", block_id=actions["block_id"], action_id=button["action_id"])
    work = await live.gets()
    assert isinstance(work, Shown)
    assert (work.manner, work.text, work.whisper) == (Manner.COMMAND, home.EXAMPLE, None)
    assert (work.place.conversation, work.place.message) == ("D0ANNA", None)


@pytest.mark.parametrize(
    ("view", "surface"),
    [
        pytest.param(bounce_form("C1\n0\nhttps://hooks.slack.com/x"), Surface.MODAL, id="bounce"),
        pytest.param(not_found_form(Carried(CASE, "p" * 1900, helpdesk=True)), Surface.MODAL, id="not-found"),
        pytest.param(not_found_form(Carried(CASE)), Surface.MODAL, id="not-found-without-helpdesk"),
        pytest.param(helpdesk_form(Carried(CASE, "p" * 5000, whisper=ROUTE)), Surface.MODAL, id="to-helpdesk"),
        pytest.param(told_view(notices.CARD_TOO_OLD), Surface.MODAL, id="a-sentence"),
        pytest.param(home_view("D0ANNA"), Surface.HOME, id="home"),
    ],
)
def test_slack_takes_the_view(view: Any, surface: Surface) -> None:
    check_view(view.to_dict(), surface)


def test_a_form_without_a_helpdesk_has_no_tick() -> None:
    blocks = [block.block_id for block in not_found_form(Carried(CASE)).blocks or ()]
    assert blocks == ["missing"]


@pytest.mark.parametrize(
    "carried",
    [
        pytest.param(Carried(CASE), id="bare"),
        pytest.param(Carried(CASE, PACKED, helpdesk=True, opened="1.5", whisper=ROUTE), id="all"),
        pytest.param(Carried(CASE, "a\nb\n\nc", helpdesk=True), id="line-breaks"),
    ],
)
def test_what_is_carried_comes_back(carried: Carried) -> None:
    assert Carried.from_form(carried.in_form()) == carried
    from_button = Carried.from_button(carried.in_button())
    assert (from_button.case, from_button.packed, from_button.helpdesk) == (
        carried.case,
        carried.packed,
        carried.helpdesk,
    )


def test_a_case_is_carried_even_when_its_findings_do_not_fit() -> None:
    assert Carried.from_form(Carried(CASE, "p" * 5000, whisper=ROUTE).in_form()) == Carried(CASE, whisper=ROUTE)
    assert Carried.from_button(Carried(CASE, "p" * 5000).in_button()).packed == ""


async def test_the_helpdesk_presses(live: Ledger, hella: Person, port: SlackPort) -> None:
    at = await port.post(
        (await port.direct("T0PLAY", "U0HELLA")).model_copy(update={"conversation": "C0HELPDESK"}),
        desk_card(state=State.ESCALATED),
        "mark",
    )
    actions = (await hella.reads("C0HELPDESK"))[-1]["blocks"][-1]
    await hella.does(
        "press", conversation="C0HELPDESK", ts=at.message, block_id=actions["block_id"], action_id="claim"
    )
    work = await live.gets()
    assert isinstance(work, Claim)
    assert (work.person, work.case, work.place.message) == ("U0HELLA", CASE, at.message)
