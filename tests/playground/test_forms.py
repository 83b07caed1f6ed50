"""Forms on a person's screen: filled in, faulted, sent, changed, stacked, closed; and the start page."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Ear, Json, Person, button, plain, refusal, section

pytestmark = pytest.mark.usefixtures("connected")

OPTIONS = [{"text": plain("Normaal"), "value": "normaal"}, {"text": plain("Spoed"), "value": "spoed"}]
Opening = Callable[..., Awaitable[Json]]


def field(block_id: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, **more}


FIELDS: list[Json] = [
    field("wat", {"type": "plain_text_input", "action_id": "a", "min_length": 3, "max_length": 20}),
    field(
        "urgentie",
        {"type": "radio_buttons", "action_id": "a", "options": OPTIONS, "initial_option": OPTIONS[0]},
    ),
    field("verder", {"type": "checkboxes", "action_id": "a", "options": OPTIONS}, optional=True),
    field("wie", {"type": "users_select", "action_id": "a"}, optional=True),
]


def form(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "formulier",
        "title": plain("Formulier"),
        "submit": plain("Sturen"),
        "blocks": list(blocks or FIELDS),
        **more,
    }


@pytest.fixture
def opens(app: AsyncApp, anna: Person, slack: AsyncWebClient, ear: Ear) -> Opening:
    """Opens a form on Anna's screen, and gives it."""
    app.command("/proef")(_acknowledge)
    opened = 0

    async def opening(view: Json, method: str = "views.open") -> Json:
        nonlocal opened
        opened += 1
        await anna.does("command", conversation="C0SUPPORT", command="/proef", text="")
        body = await ear.hears(lambda body: "command" in body, times=opened)
        answer = await slack.api_call(method, json={"trigger_id": body["trigger_id"], "view": view})
        made: Json = answer["view"]
        return made

    return opening


async def _acknowledge(ack: Callable[..., Any]) -> None:
    await ack()


def answers(app: AsyncApp, **answer: Any) -> None:
    async def submitted(ack: Callable[..., Any]) -> None:
        await ack(**answer)

    app.view("formulier")(submitted)


def submission(body: Json) -> bool:
    return body.get("type") == "view_submission"


async def test_a_form_is_filled_in_and_sent(app: AsyncApp, anna: Person, ear: Ear, opens: Opening) -> None:
    answers(app)
    view = await opens(form(private_metadata="zaak 7"))
    shown = (await anna.sees())["modal"]
    assert (shown["id"], shown["errors"]) == (view["id"], {})
    filled = {"wat": {"a": "Er is iets stuk"}, "verder": {"a": ["spoed"]}, "wie": {"a": "U0HELLA"}}
    await anna.does("submit", modal=view["id"], values=filled)
    assert (await anna.sees())["modal"] is None
    sent = (await ear.hears(submission))["view"]
    assert sent["state"]["values"] == {
        "wat": {"a": {"type": "plain_text_input", "value": "Er is iets stuk"}},
        "urgentie": {"a": {"type": "radio_buttons", "selected_option": OPTIONS[0]}},
        "verder": {"a": {"type": "checkboxes", "selected_options": [OPTIONS[1]]}},
        "wie": {"a": {"type": "users_select", "selected_user": "U0HELLA"}},
    }
    assert (sent["id"], sent["private_metadata"], sent["callback_id"]) == (view["id"], "zaak 7", "formulier")


async def test_a_field_left_open_is_null(app: AsyncApp, anna: Person, ear: Ear, opens: Opening) -> None:
    answers(app)
    view = await opens(
        form(field("wat", {"type": "plain_text_input", "action_id": "a"}, optional=True), *FIELDS[1:])
    )
    await anna.does("submit", modal=view["id"], values={"wat": {"a": ""}})
    values = (await ear.hears(submission))["view"]["state"]["values"]
    assert values["wat"]["a"]["value"] is None
    assert values["verder"]["a"]["selected_options"] == []
    assert values["wie"]["a"]["selected_user"] is None


@pytest.mark.parametrize(
    ("element", "value", "mistake"),
    [
        pytest.param({"type": "plain_text_input"}, "", "Vul dit veld in.", id="empty"),
        pytest.param(
            {"type": "plain_text_input", "min_length": 5}, "kort", "Gebruik hier ten minste 5 tekens.", id="short"
        ),
        pytest.param(
            {"type": "plain_text_input", "max_length": 5},
            "te lang",
            "Gebruik hier ten hoogste 5 tekens.",
            id="long",
        ),
        pytest.param(
            {"type": "plain_text_input"},
            "x" * 3001,
            "Gebruik hier ten hoogste 3000 tekens.",
            id="past-slacks-most",
        ),
        pytest.param({"type": "radio_buttons", "options": OPTIONS}, None, "Vul dit veld in.", id="nothing-chosen"),
        pytest.param({"type": "checkboxes", "options": OPTIONS}, [], "Vul dit veld in.", id="nothing-ticked"),
        pytest.param(
            {"type": "static_select", "options": OPTIONS}, "anders", "Vul dit veld in.", id="not-offered"
        ),
        pytest.param({"type": "email_text_input"}, "geen adres", "Vul hier een e-mailadres in.", id="no-address"),
        pytest.param({"type": "url_text_input"}, "x.nl", "Vul hier een webadres in.", id="no-url"),
        pytest.param(
            {"type": "number_input", "is_decimal_allowed": False}, "veel", "Vul hier een getal in.", id="no-number"
        ),
    ],
)
async def test_what_a_form_does_not_let_pass(
    *, anna: Person, ear: Ear, opens: Opening, element: Json, value: Any, mistake: str
) -> None:
    view = await opens(form(field("veld", {"action_id": "a", **element})))
    await anna.does("submit", modal=view["id"], values={"veld": {"a": value}})
    assert (await anna.sees())["modal"]["errors"] == {"veld": mistake}
    assert not any(submission(body) for body in ear.heard)


async def test_the_app_finds_fault(app: AsyncApp, anna: Person, opens: Opening) -> None:
    answers(app, response_action="errors", errors={"wat": "Dat weten we al."})
    view = await opens(form())
    await anna.does("submit", modal=view["id"], values={"wat": {"a": "iets"}})
    modal = (await anna.sees())["modal"]
    assert (modal["id"], modal["errors"]) == (view["id"], {"wat": "Dat weten we al."})


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param({"response_action": "errors", "errors": {"weg": "x"}}, "invalid_errors", id="of-no-field"),
        pytest.param(
            {"response_action": "update", "view": {"type": "modal"}}, "invalid_arguments", id="no-view-to-show"
        ),
        pytest.param({"response_action": "dansen"}, "invalid_response_action", id="no-such-action"),
    ],
)
async def test_a_bad_answer_to_a_form_is_told(
    app: AsyncApp, anna: Person, opens: Opening, answer: Json, error: str
) -> None:
    answers(app, **answer)
    view = await opens(form())
    tried = await anna.tries("submit", modal=view["id"], values={"wat": {"a": "iets"}})
    assert tried["error"] == error
    state = await anna.sees()
    assert state["notice"] == "De app gaf een antwoord dat hier niet getoond kan worden."
    assert state["modal"]["id"] == view["id"]


async def test_a_form_becomes_another_one(app: AsyncApp, anna: Person, opens: Opening) -> None:
    answers(app, response_action="update", view=form(section("Dank u")))
    view = await opens(form())
    await anna.does("submit", modal=view["id"], values={"wat": {"a": "iets"}})
    modal = (await anna.sees())["modal"]
    assert (modal["id"], modal["view"]["blocks"][0]["text"]["text"]) == (view["id"], "Dank u")


async def test_forms_stand_on_each_other(app: AsyncApp, anna: Person, opens: Opening) -> None:
    answers(app, response_action="push", view=form(section("Bovenop")))
    under = await opens(form())
    await anna.does("submit", modal=under["id"], values={"wat": {"a": "iets"}})
    top = (await anna.sees())["modal"]
    assert top["view"]["previous_view_id"] == top["view"]["root_view_id"] == under["id"]
    await anna.does("close", modal=top["id"])
    assert (await anna.sees())["modal"]["id"] == under["id"]


async def test_at_most_three_forms_stand_on_each_other(opens: Opening) -> None:
    await opens(form(section("1")))
    await opens(form(section("2")), "views.push")
    await opens(form(section("3")), "views.push")
    with pytest.raises(SlackApiError) as caught:
        await opens(form(section("4")), "views.push")
    assert refusal(caught.value.response)["error"] == "push_limit_reached"


async def test_all_forms_are_cleared(app: AsyncApp, anna: Person, opens: Opening) -> None:
    answers(app, response_action="clear")
    await opens(form(section("onder")))
    top = await opens(form(section("boven")), "views.push")
    await anna.does("submit", modal=top["id"], values={})
    assert (await anna.sees())["modal"] is None


@pytest.mark.parametrize(
    ("more", "told"),
    [pytest.param({"notify_on_close": True}, 1, id="asked-for"), pytest.param({}, 0, id="not-asked-for")],
)
async def test_a_closed_form_is_told_where_asked_for(
    *, app: AsyncApp, anna: Person, ear: Ear, opens: Opening, more: Json, told: int
) -> None:
    app.view_closed("formulier")(_acknowledge)
    view = await opens(form(**more))
    await anna.does("close", modal=view["id"])
    assert (await anna.sees())["modal"] is None
    closed = [body for body in ear.heard if body.get("type") == "view_closed"]
    assert len(closed) == told
    assert all(body["view"]["id"] == view["id"] and body["is_cleared"] is False for body in closed)
    assert (await anna.tries("submit", modal=view["id"]))["error"] == "not_found"


async def test_the_app_changes_an_open_form(anna: Person, slack: AsyncWebClient, opens: Opening) -> None:
    view = await opens(form(external_id="een"))
    changed = await slack.views_update(external_id="een", hash=view["hash"], view=form(section("Nieuw")))
    assert changed["view"]["id"] == view["id"]
    assert changed["view"]["hash"] != view["hash"]
    assert (await anna.sees())["modal"]["view"]["blocks"][0]["text"]["text"] == "Nieuw"
    for call, error in (
        ({"view_id": view["id"], "hash": view["hash"]}, "hash_conflict"),
        ({"view_id": "V0"}, "not_found"),
        ({}, "invalid_arguments"),
    ):
        with pytest.raises(SlackApiError) as caught:
            await slack.api_call("views.update", json={"view": form(), **call})
        assert refusal(caught.value.response)["error"] == error


async def test_another_persons_form_is_out_of_reach(bram: Person, opens: Opening) -> None:
    view = await opens(form())
    assert (await bram.sees())["modal"] is None
    assert (await bram.tries("submit", modal=view["id"]))["error"] == "not_found"


async def test_a_press_in_a_form_brings_what_is_filled_in(
    app: AsyncApp, anna: Person, ear: Ear, opens: Opening
) -> None:
    app.action("knop")(_acknowledge)
    view = await opens(form(*FIELDS, {"type": "actions", "block_id": "rij", "elements": [button()]}))
    filled = {"wat": {"a": "half"}}
    await anna.does("press", modal=view["id"], block_id="rij", action_id="knop", values=filled)
    body = await ear.hears(lambda body: body.get("type") == "block_actions")
    assert body["container"] == {"type": "view", "view_id": view["id"]}
    assert body["view"]["state"]["values"]["wat"]["a"]["value"] == "half"
    assert "message" not in body
    assert "response_url" not in body


async def test_a_press_on_the_start_page(app: AsyncApp, anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    app.action("knop")(_acknowledge)
    row = {"type": "actions", "block_id": "rij", "elements": [button(value="7")]}
    published = await slack.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [row]})
    await anna.does("press", view="home", block_id="rij", action_id="knop")
    body = await ear.hears(lambda body: body.get("type") == "block_actions")
    assert body["container"] == {"type": "view", "view_id": published["view"]["id"]}
    assert (body["view"]["type"], body["actions"][0]["value"]) == ("home", "7")


async def test_a_start_page_is_each_persons_own(anna: Person, bram: Person, slack: AsyncWebClient) -> None:
    first = await slack.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [section("een")]})
    second = await slack.views_publish(
        user_id="U0ANNA", hash=first["view"]["hash"], view={"type": "home", "blocks": [section("twee")]}
    )
    assert second["view"]["id"] == first["view"]["id"]
    assert (await anna.sees())["home"]["view"]["blocks"][0]["text"]["text"] == "twee"
    assert (await bram.sees())["home"] is None
    assert (await bram.tries("press", view="home", block_id="rij", action_id="knop"))["error"] == "not_found"
