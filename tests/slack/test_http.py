"""The border to Slack over HTTP: who is let in, what is acknowledged, and that nothing is logged of it."""

import json
import time
from typing import Any

import aiohttp
import pytest
import structlog

from tests.slack.conftest import HttpSlack, Ledger
from tests.slack.payloads import message

EVENT = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": message("typed")})
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


async def test_slack_finds_us(slack: HttpSlack) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"})
    assert await slack.sends(body, JSON) == (200, '{"challenge": "abc"}')


@pytest.mark.parametrize(
    ("how", "status"),
    [
        pytest.param({"secret": "another-secret"}, 401, id="not-signed-by-slack"),
        pytest.param({"at": str(int(time.time()) - 600)}, 401, id="an-old-request-played-again"),
        pytest.param({"at": "yesterday"}, 401, id="no-time-at-all"),
        pytest.param({"at": "-5"}, 401, id="a-time-before-time"),
        pytest.param({"at": "9" * 5000}, 401, id="a-time-without-end"),
    ],
)
async def test_a_stranger_is_refused(slack: HttpSlack, desk: Ledger, how: dict[str, str], status: int) -> None:
    assert (await slack.sends(EVENT, JSON, **how))[0] == status
    assert desk.works == []


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        pytest.param("{", JSON, 400, id="half-a-json"),
        pytest.param("[]", JSON, 400, id="a-list"),
        pytest.param("[" * 200_000, JSON, 400, id="nested-without-end"),
        pytest.param("", JSON, 404, id="nothing"),
        pytest.param("payload=%7B", FORM, 400, id="half-a-payload"),
        pytest.param('{"type":"event_callback"}', JSON, 404, id="no-event"),
        pytest.param('{"type":"event_callback","event":{}}', JSON, 404, id="an-event-of-no-type"),
    ],
)
async def test_a_strange_body_hurts_nobody(
    slack: HttpSlack, desk: Ledger, body: str, content_type: str, status: int
) -> None:
    answered, _ = await slack.sends(body, content_type)
    assert answered == status
    assert await slack.event(message("typed")) == 200, "the next one is served"
    assert len(desk.works) == 1


async def test_a_signature_of_no_letters(slack: HttpSlack, session: aiohttp.ClientSession) -> None:
    headers = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=\u20ac"}
    async with session.post(slack.url, data=EVENT, headers=headers) as answer:
        assert answer.status == 401


async def test_what_is_not_stored_is_not_acknowledged(slack: HttpSlack, desk: Ledger) -> None:
    desk.failures = 1
    assert await slack.event(message("typed")) == 500
    assert await slack.event(message("typed")) == 200, "Slack sends it again"
    assert len(desk.works) == 1


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param({"type": "event_callback", "event": {"type": "reaction_added", "user": "U1"}}, id="event"),
        pytest.param(
            {"type": "event_callback", "event": {"type": "message", "subtype": "huddle_thread", "ts": "1.2"}},
            id="message-of-a-new-kind",
        ),
    ],
)
async def test_an_unknown_event_is_acknowledged(slack: HttpSlack, payload: dict[str, Any]) -> None:
    assert (await slack.sends(json.dumps(payload), JSON))[0] == 200


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(
            {"type": "block_actions", "actions": [{"action_id": "of_old", "block_id": "b"}]}, id="button"
        ),
        pytest.param({"type": "view_submission", "view": {"type": "modal", "callback_id": "of_old"}}, id="form"),
        pytest.param(
            {"type": "view_closed", "view": {"type": "modal", "callback_id": "of_old"}}, id="closed-form"
        ),
        pytest.param({"type": "shortcut", "callback_id": "of_old"}, id="shortcut"),
        pytest.param({"type": "message_action", "callback_id": "of_old"}, id="message-shortcut"),
        pytest.param({"type": "block_suggestion", "action_id": "of_old"}, id="menu"),
        pytest.param({"type": "interactive_message", "callback_id": "of_old", "actions": [{}]}, id="attachment"),
    ],
)
async def test_an_unknown_press_is_acknowledged(slack: HttpSlack, payload: dict[str, Any]) -> None:
    assert (await slack.interaction({**payload, "user": {"id": "U1"}, "team": {"id": "T0PLAY"}}))[0] == 200


async def test_an_unknown_command_is_acknowledged(slack: HttpSlack) -> None:
    assert (await slack.command(command="/anders", user_id="U1", team_id="T0PLAY"))[0] == 200


async def test_an_unreadable_shape_is_acknowledged_and_told(slack: HttpSlack, desk: Ledger) -> None:
    with structlog.testing.capture_logs() as logs:
        assert await slack.event(message("typed", ts=["550 5.1.1 geheim"])) == 200
    assert desk.works == []
    assert [(each["event"], each["where"]) for each in logs] == [("slack_payload_unreadable", ["ts"])]
    assert "geheim" not in str(logs)


async def test_a_failure_is_logged_once_without_any_text(
    slack: HttpSlack, desk: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    desk.failures = 1
    with structlog.testing.capture_logs() as logs:
        await slack.event(message("typed"))
    (failed,) = logs
    assert (failed["event"], failed["error"], failed["log_level"]) == ("slack_listener_failed", "OSError", "error")
    assert any("accept" in step for step in failed["trace"])
    assert "550" not in str(logs)
    assert "550" not in caplog.text
