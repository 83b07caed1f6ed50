"""The whole bot in a Slack in trouble: everyone is answered once when it is back."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
import structlog

from bot.answers import Knowledge
from bot.desk import Desk
from bot.playground import Playground
from bot.slack import SlackPort, Workplace, build_app, connected, socket_mode
from tests.faults.databases import full, locked
from tests.slack.conftest import (
    HttpSlack,
    Person,
    anna,
    hella,
    patience,
    playground,
    session,
    slack,
    workplace,
)
from tests.slack.test_interactions import press as pressed
from tests.slack.test_story import FULL, VOL, a_desk, by_bot, desk, knowledge, launched, press, replies, town

__all__ = [
    "anna",
    "desk",
    "hella",
    "knowledge",
    "launched",
    "patience",
    "playground",
    "session",
    "slack",
    "town",
    "workplace",
]

Fault = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture
async def port(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackPort]:
    """A port whose calls end after half a second, so that the tests do not take as long as Slack does."""
    monkeypatch.setattr("bot.slack.connection.SECONDS", 0.5)
    async with connected(playground.bot_token, playground.api_url) as opened:
        yield opened


async def quiet(desk: Desk) -> None:
    async with asyncio.timeout(60):
        while (await desk.health()).waiting:  # noqa: ASYNC110 — what is waited for is in a database
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param({"status": 500, "error": "internal_error", "times": 4}, id="down"),
        pytest.param({"status": 503, "error": "service_unavailable", "times": 1}, id="in-repair"),
        pytest.param({"error": "ratelimited", "retry_after": 1, "times": 2}, id="too-fast"),
        pytest.param({"error": "fatal_error", "after": True, "times": 2}, id="done-and-said-to-have-failed"),
        pytest.param({"hang": 40, "after": True, "times": 1}, id="done-and-told-after-40-seconds"),
        pytest.param({"hang": 40, "times": 1}, id="nothing-within-40-seconds"),
    ],
)
@pytest.mark.usefixtures("town")
async def test_a_bad_day_of_slack_is_answered_once_when_it_is_over(
    anna: Person, desk: Desk, trouble: dict[str, object]
) -> None:
    await anna.does("trouble", fail={"method": "chat.postMessage", **trouble})
    first = await anna.posts(FULL)
    second = await anna.posts(FULL)
    await anna.waits_for(lambda state: replies(state, first) and replies(state, second))
    await quiet(desk)
    state = await anna.sees()
    assert [len(replies(state, ts)) for ts in (first, second)] == [1, 1]
    await anna.does("trouble", fail={"method": "chat.update", **trouble})
    await press(anna, "C0SUPPORT", replies(state, first)[0], "Antwoord gevonden")
    await anna.waits_for(by_bot("C0SUPPORT", VOL, labels=()))
    assert (await desk.health()).failed == 0


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_revoked_token_keeps_the_work_until_there_is_a_new_one(  # noqa: PLR0917 — the whole bot
    anna: Person, playground: Playground, workplace: Workplace, knowledge: Knowledge, launched: Path, code: str
) -> None:
    await anna.does("trouble", fail={"method": "*", "error": code, "times": 1_000_000})
    async with connected(playground.bot_token, playground.api_url) as port:
        old = a_desk(launched, knowledge, [port], workplace)
        await old.start()
        await anna.does("trouble", clear=True)
        async with socket_mode(build_app(desk=old, port=port, workplace=workplace), playground.app_token):
            await anna.waits_for(lambda state: state["connected"])
            await anna.does("trouble", fail={"method": "*", "error": code, "times": 1_000_000})
            ts = await anna.posts(FULL)
            async with asyncio.timeout(60):
                while not (await old.health()).waiting:  # noqa: ASYNC110 — what is waited for is in a database
                    await asyncio.sleep(0.02)
            await asyncio.sleep(2)
            health = await old.health()
            assert (health.waiting, health.failed) == (1, 0)
        await old.stop(patience=0)
    assert replies(await anna.sees(), ts) == []
    await anna.does("trouble", clear=True)
    async with connected(playground.bot_token, playground.api_url) as port:
        new = a_desk(launched, knowledge, [port], workplace)
        await new.start()
        await quiet(new)
        await new.stop()
    assert len(replies(await anna.sees(), ts)) == 1


@pytest.mark.parametrize("patience", [0.5])
@pytest.mark.parametrize("fault", [full, locked], ids=["full", "locked"])
@pytest.mark.usefixtures("town")
async def test_a_database_that_cannot_leaves_the_event_with_slack(
    anna: Person, desk: Desk, tmp_path: Path, fault: Fault
) -> None:
    with ExitStack() as trouble:
        await asyncio.to_thread(trouble.enter_context, fault(tmp_path / "desk"))
        ts = await anna.posts(FULL)
        await asyncio.sleep(1)  # so that it is delivered in vain
    await anna.waits_for(lambda state: replies(state, ts))
    await quiet(desk)
    assert len(replies(await anna.sees(), ts)) == 1


@pytest.mark.parametrize("hours", [-5, 5], ids=["behind", "ahead"])
async def test_a_clock_that_is_wrong_by_hours_is_told_once_and_slack_sends_again(
    slack: HttpSlack, desk: Desk, hours: int
) -> None:
    """Over HTTP a request is signed with its time: while the clocks differ nothing can be let in."""
    event = {"type": "message", "channel": "C0SUPPORT", "user": "U0ANNA", "text": FULL, "ts": "1795424345.000100"}
    body = json.dumps({"type": "event_callback", "team_id": "T0PLAY", "event_id": "Ev1", "event": event})
    with structlog.testing.capture_logs() as logs:
        for _ in range(3):
            at = str(int(time.time()) + hours * 3600)
            assert (await slack.sends(body, "application/json", at=at))[0] == 401
    said = [each for each in logs if each["event"] == "slack_request_out_of_time"]
    assert [round(each["seconds"] / 3600) for each in said] == [-hours]
    assert (await slack.sends(body, "application/json"))[0] == 200
    await quiet(desk)


async def test_a_socket_that_is_refused_is_tried_until_it_opens(
    anna: Person, playground: Playground, port: SlackPort, workplace: Workplace, desk: Desk
) -> None:
    """The app token was revoked for a while; what was posted meanwhile is delivered after."""
    app = build_app(desk=desk, port=port, workplace=workplace)
    async with socket_mode(app, playground.app_token, ping=0.1):
        await anna.waits_for(lambda state: state["connected"])
        await anna.does(
            "trouble", fail={"method": "apps.connections.open", "error": "invalid_auth", "times": 1_000_000}
        )
        await anna.does("trouble", disconnect=True)
        await anna.waits_for(lambda state: not state["connected"])
        ts = await anna.posts(FULL)
        await asyncio.sleep(1)  # so that it is tried in vain
        await anna.does("trouble", clear=True)
        await anna.waits_for(lambda state: replies(state, ts))
        await quiet(desk)
    assert len(replies(await anna.sees(), ts)) == 1


@pytest.mark.parametrize("name", ["not_found", "to_helpdesk"])
async def test_a_click_that_comes_too_late_for_its_form_is_shown_by_slack_as_failed(
    slack: HttpSlack, desk: Desk, name: str
) -> None:
    """Slack marks the button and keeps nothing: who presses again gets the form. Nothing is stored meanwhile."""
    for _ in range(2):
        status, _ = await slack.interaction(pressed(name))
        assert status == 500
    health = await desk.health()
    assert (health.waiting, health.failed) == (0, 0)
