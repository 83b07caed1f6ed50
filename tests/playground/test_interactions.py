"""Commands, shortcuts and buttons: what the app is asked, how it answers, and how long it may take."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Clock, Ear, Json, Person, button, plain, refusal, section

pytestmark = pytest.mark.usefixtures("connected")

SUPPORT = "C0SUPPORT"
FORM: Json = {"type": "modal", "title": plain("Formulier"), "blocks": [section()]}
ROW: Json = {"type": "actions", "block_id": "rij", "elements": [button(value="7"), button("ander")]}


def asked(kind: str) -> Callable[[Json], bool]:
    return lambda body: body.get("type", "command" if "command" in body else None) == kind


async def acknowledge(ack: Callable[..., Any]) -> None:
    await ack()


async def test_a_command_comes_as_slack_words_it(app: AsyncApp, anna: Person, ear: Ear) -> None:
    app.command("/proef")(acknowledge)
    await anna.does("command", conversation=SUPPORT, command="/proef", text=" 550 <a@b.nl> ")
    body = await ear.hears(asked("command"))
    assert body.pop("trigger_id")
    assert body.pop("response_url").startswith("http://127.0.0.1:")
    assert body == {
        "token": "playground",
        "team_id": "T0PLAY",
        "team_domain": "playground",
        "channel_id": SUPPORT,
        "channel_name": "support",
        "user_id": "U0ANNA",
        "user_name": "anna",
        "command": "/proef",
        "text": "550 <a@b.nl>",
        "api_app_id": "A0BOT",
        "is_enterprise_install": "false",
    }


@pytest.mark.parametrize(
    ("answer", "seen_by_anna", "seen_by_bram"),
    [
        pytest.param({"text": "Hallo"}, ["Hallo"], [], id="whispered-by-default"),
        pytest.param(
            {"text": "Hallo", "response_type": "in_channel"}, ["Hallo"], ["Hallo"], id="said-to-all-when-asked"
        ),
        pytest.param({}, [], [], id="nothing"),
    ],
)
async def test_a_command_is_answered_at_once(
    *, app: AsyncApp, anna: Person, bram: Person, answer: Json, seen_by_anna: list[str], seen_by_bram: list[str]
) -> None:
    async def reply(ack: Callable[..., Any]) -> None:
        await ack(**answer)

    app.command("/proef")(reply)
    await anna.does("command", conversation=SUPPORT, command="/proef", text="")
    assert [each["text"] for each in await anna.reads()] == seen_by_anna
    assert [each["text"] for each in await bram.reads()] == seen_by_bram


@pytest.mark.parametrize(
    ("command", "more", "error"),
    [
        pytest.param("/onbekend", {}, "unknown_command", id="not-in-the-manifest"),
        pytest.param("/proef", {"thread_ts": "1.2"}, "not_supported_in_threads", id="in-a-thread"),
    ],
)
async def test_a_command_that_does_not_come_through(anna: Person, command: str, more: Json, error: str) -> None:
    answer = await anna.tries("command", conversation=SUPPORT, command=command, text="", **more)
    assert answer["error"] == error


async def test_a_shortcut_comes_with_its_message(app: AsyncApp, anna: Person, bram: Person, ear: Ear) -> None:
    app.shortcut("leg_uit")(acknowledge)
    ts = await bram.posts("550 5.1.1", conversation="C0ALGEMEEN")
    await anna.does("shortcut", callback_id="leg_uit", conversation="C0ALGEMEEN", ts=ts)
    body = await ear.hears(asked("message_action"))
    assert (body["message"]["user"], body["message"]["text"], body["message_ts"]) == ("U0BRAM", "550 5.1.1", ts)
    assert body["channel"] == {"id": "C0ALGEMEEN", "name": "algemeen"}
    assert (body["user"]["id"], body["callback_id"], body["team"]["id"]) == ("U0ANNA", "leg_uit", "T0PLAY")
    assert {"action_ts", "trigger_id", "response_url"} <= set(body)


@pytest.mark.parametrize(
    "answer", [pytest.param({"text": "x", "replace_original": True}, id="replace"), {"delete_original": True}]
)
async def test_a_shortcut_leaves_its_message_alone(
    app: AsyncApp, anna: Person, bram: Person, ear: Ear, answer: Json
) -> None:
    app.shortcut("leg_uit")(acknowledge)
    ts = await bram.posts("van Bram")
    await anna.does("shortcut", callback_id="leg_uit", conversation=SUPPORT, ts=ts)
    url = (await ear.hears(asked("message_action")))["response_url"]
    assert (await respond(url, answer))[0] == 400
    assert [each["text"] for each in await anna.reads()] == ["van Bram"]


async def test_a_press_on_a_message_comes_as_slack_words_it(
    app: AsyncApp, anna: Person, slack: AsyncWebClient, ear: Ear
) -> None:
    app.action("knop")(acknowledge)
    root = await anna.posts("vraag")
    ts = (await slack.chat_postMessage(channel=SUPPORT, thread_ts=root, text="x", blocks=[ROW]))["ts"]
    await anna.does("press", conversation=SUPPORT, ts=ts, block_id="rij", action_id="knop")
    body = await ear.hears(asked("block_actions"))
    (action,) = body["actions"]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "action_id": "knop",
        "block_id": "rij",
        "value": "7",
        "text": {"type": "plain_text", "text": "Knop"},
    }
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": SUPPORT,
        "is_ephemeral": False,
        "thread_ts": root,
    }
    assert (body["message"]["ts"], body["message"]["thread_ts"]) == (ts, root)
    assert body["user"] == {"id": "U0ANNA", "username": "anna", "name": "anna", "team_id": "T0PLAY"}
    assert body["channel"] == {"id": SUPPORT, "name": "support"}


async def test_a_press_that_an_update_crosses_comes_through(
    app: AsyncApp, anna: Person, slack: AsyncWebClient, ear: Ear
) -> None:
    app.action("knop")(acknowledge)
    unnamed = {name: value for name, value in ROW.items() if name != "block_id"}
    ts = (await slack.chat_postMessage(channel=SUPPORT, text="x", blocks=[unnamed]))["ts"]
    seen = (await anna.reads())[0]["blocks"][0]["block_id"]
    await slack.chat_update(channel=SUPPORT, ts=ts, text="y", blocks=[unnamed])
    await anna.does("press", conversation=SUPPORT, ts=ts, block_id=seen, action_id="knop")
    (action,) = (await ear.hears(asked("block_actions")))["actions"]
    assert (action["action_id"], action["block_id"] == seen) == ("knop", False)


async def test_a_press_on_a_whisper_brings_no_message(
    app: AsyncApp, anna: Person, slack: AsyncWebClient, ear: Ear
) -> None:
    async def replace(ack: Callable[..., Any], respond: Callable[..., Any]) -> None:
        await ack()
        await respond(text="anders", blocks=[section("anders")], replace_original=True)

    app.action("knop")(replace)
    ts = (await slack.chat_postEphemeral(channel=SUPPORT, user="U0ANNA", text="x", blocks=[ROW]))["message_ts"]
    await anna.does("press", conversation=SUPPORT, ts=ts, block_id="rij", action_id="knop")
    body = await ear.hears(asked("block_actions"))
    assert "message" not in body
    assert body["container"]["is_ephemeral"] is True
    async with anna.watches() as changes:
        while (await anna.reads())[0]["text"] != "anders":
            await changes()
    (seen,) = await anna.reads()
    assert (seen["ts"], seen["ephemeral"]) == (ts, True)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        pytest.param({"ts": "1.2"}, "message_not_found", id="no-message"),
        pytest.param({"action_id": "weg"}, "action_not_found", id="no-element"),
    ],
)
async def test_a_press_that_does_not_come_through(
    anna: Person, slack: AsyncWebClient, where: Json, error: str
) -> None:
    ts = (await slack.chat_postMessage(channel=SUPPORT, text="x", blocks=[ROW]))["ts"]
    press = {"conversation": SUPPORT, "ts": ts, "block_id": "rij", "action_id": "knop", **where}
    assert (await anna.tries("press", **press))["error"] == error


async def test_another_persons_whisper_cannot_be_pressed(bram: Person, slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postEphemeral(channel=SUPPORT, user="U0ANNA", text="x", blocks=[ROW]))["message_ts"]
    pressed = await bram.tries("press", conversation=SUPPORT, ts=ts, block_id="rij", action_id="knop")
    assert pressed["error"] == "message_not_found"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param({"text": "x"}, [("vraag", False), ("x", True)], id="a-whisper-beside-it"),
        pytest.param(
            {"text": "x", "response_type": "in_channel"},
            [("vraag", False), ("x", False)],
            id="a-message-beside-it",
        ),
        pytest.param({"text": "x", "replace_original": True}, [("x", False)], id="in-its-place"),
        pytest.param({"delete_original": True}, [], id="taken-away"),
    ],
)
async def test_a_response_url_answers(
    *, app: AsyncApp, anna: Person, slack: AsyncWebClient, ear: Ear, answer: Json, expected: list[tuple[str, bool]]
) -> None:
    app.action("knop")(acknowledge)
    ts = (await slack.chat_postMessage(channel=SUPPORT, text="vraag", blocks=[ROW]))["ts"]
    await anna.does("press", conversation=SUPPORT, ts=ts, block_id="rij", action_id="knop")
    url = (await ear.hears(asked("block_actions")))["response_url"]
    assert await respond(url, answer) == (200, "ok")
    assert [(each["text"], each["ephemeral"]) for each in await anna.reads()] == expected


async def respond(url: str, answer: Json) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=answer) as response:
        return response.status, await response.text()


async def command_url(app: AsyncApp, anna: Person, ear: Ear, conversation: str = SUPPORT) -> str:
    app.command("/proef")(acknowledge)
    await anna.does("command", conversation=conversation, command="/proef", text="")
    url: str = (await ear.hears(asked("command")))["response_url"]
    return url


async def test_a_response_url_works_where_the_app_is_not(app: AsyncApp, anna: Person, ear: Ear) -> None:
    url = await command_url(app, anna, ear, "C0ALGEMEEN")
    assert (await respond(url, {"text": "Alleen voor u"}))[0] == 200
    assert [each["text"] for each in await anna.reads("C0ALGEMEEN")] == ["Alleen voor u"]


async def test_a_response_url_works_five_times(app: AsyncApp, anna: Person, ear: Ear) -> None:
    url = await command_url(app, anna, ear)
    assert [(await respond(url, {"text": str(n)}))[0] for n in range(6)] == [200] * 5 + [404]
    assert [each["text"] for each in await anna.reads()] == ["0", "1", "2", "3", "4"]
    assert '"used_url"' in (await respond(url, {"text": "x"}))[1]


@pytest.mark.parametrize(
    ("seconds", "status"), [pytest.param(1800, 200, id="30-minutes"), pytest.param(1801, 404, id="no-longer")]
)
async def test_a_response_url_works_half_an_hour(
    *, app: AsyncApp, anna: Person, ear: Ear, clock: Clock, seconds: int, status: int
) -> None:
    url = await command_url(app, anna, ear)
    clock.now += seconds
    assert (await respond(url, {"text": "x"}))[0] == status


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param({}, "no_text", id="nothing"),
        pytest.param({"text": "x", "blocks": [{"type": "hologram"}]}, "invalid_blocks", id="blocks"),
        pytest.param({"text": "x" * 40_001}, "msg_too_long", id="length"),
        pytest.param({"text": "x", "replace_original": True}, "message_not_found", id="no-original"),
    ],
)
async def test_a_response_is_refused(app: AsyncApp, anna: Person, ear: Ear, answer: Json, error: str) -> None:
    url = await command_url(app, anna, ear)
    status, said = await respond(url, answer)
    assert (status, f'"{error}"' in said) == (400, True)
    assert await anna.reads() == []


async def test_a_made_up_response_url_is_none(playground: Playground) -> None:
    assert (await respond(f"{playground.url}response/geraden", {"text": "x"}))[0] == 404


async def trigger(app: AsyncApp, anna: Person, ear: Ear, times: int = 1) -> str:
    app.command("/proef")(acknowledge)
    await anna.does("command", conversation=SUPPORT, command="/proef", text="")
    key: str = (await ear.hears(asked("command"), times=times))["trigger_id"]
    return key


@pytest.mark.parametrize(
    ("seconds", "error"),
    [pytest.param(3, None, id="three-seconds"), pytest.param(3.1, "expired_trigger_id", id="no-longer")],
)
async def test_a_trigger_expires(
    *,
    app: AsyncApp,
    anna: Person,
    ear: Ear,
    slack: AsyncWebClient,
    clock: Clock,
    seconds: float,
    error: str | None,
) -> None:
    key = await trigger(app, anna, ear)
    clock.now += seconds
    said = None
    try:
        await slack.views_open(trigger_id=key, view=FORM)
    except SlackApiError as refused:
        said = refusal(refused.response)["error"]
    assert said == error
    assert ((await anna.sees())["modal"] is None) is (error is not None)


async def test_a_trigger_opens_one_form(app: AsyncApp, anna: Person, ear: Ear, slack: AsyncWebClient) -> None:
    key = await trigger(app, anna, ear)
    await slack.views_open(trigger_id=key, view=FORM)
    for method in ("views.open", "views.push"):
        with pytest.raises(SlackApiError) as caught:
            await slack.api_call(method, json={"trigger_id": key, "view": FORM})
        assert refusal(caught.value.response)["error"] == "exchanged_trigger_id"


async def test_a_made_up_trigger_opens_nothing(slack: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await slack.views_open(trigger_id="1.2.3", view=FORM)
    assert refusal(caught.value.response)["error"] == "invalid_trigger_id"


@pytest.mark.parametrize("patience", [0.5])
async def test_a_press_that_nobody_hears(anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    ts = (await slack.chat_postMessage(channel=SUPPORT, text="x", blocks=[ROW]))["ts"]
    pressed = await anna.tries("press", conversation=SUPPORT, ts=ts, block_id="rij", action_id="ander")
    assert pressed["error"] == "operation_timeout"
    assert sum(asked("block_actions")(body) for body in ear.heard) == 1


@pytest.mark.parametrize("patience", [0.5])
async def test_who_waits_in_vain_is_told(app: AsyncApp, anna: Person) -> None:
    async def silent() -> None: ...

    app.command("/proef")(silent)
    tried = await anna.tries("command", conversation=SUPPORT, command="/proef", text="")
    assert tried["error"] == "operation_timeout"
    assert (await anna.sees())["notice"] == "De app antwoordt niet. Probeer het straks opnieuw."
    app.shortcut("leg_uit")(acknowledge)
    ts = await anna.posts("x")
    await anna.does("shortcut", callback_id="leg_uit", conversation=SUPPORT, ts=ts)
    assert (await anna.sees())["notice"] is None
