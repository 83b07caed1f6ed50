"""Over HTTP: signed requests of Slack are answered, all others refused, and health is told."""

import hashlib
import hmac
import json
import signal
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from tests.crash.page import SUPPORT, Json, Page, said_by_bot
from tests.journeys.program import PATIENCE, Program, announced, begin, ready, running
from tests.server.watched import Watch, samples

SECRET = "ondertekend"
FULL = "552 5.2.2 mailbox is full"


@dataclass
class Door:
    """The bot's own address, and the page of the workspace that it works in."""

    url: str
    page: Page
    session: aiohttp.ClientSession
    bot: Program

    async def send(self, body: Json, *, secret: str = SECRET, at: float | None = None) -> tuple[int, str]:
        """Send what Slack would send; gives the status and the answer."""
        text = json.dumps(body)
        when = str(int(at if at is not None else time.time()))
        signature = hmac.new(secret.encode(), f"v0:{when}:{text}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": when,
            "X-Slack-Signature": f"v0={signature}",
        }
        async with self.session.post(f"{self.url}/slack/events", data=text, headers=headers) as response:
            return response.status, await response.text()


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "slack").mkdir()
    async with running("playground", tmp_path / "slack") as slack, aiohttp.ClientSession() as session:
        url = await announced(slack)
        settings = {
            "SLACK_API_URL": f"{url}api/",
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_SIGNING_SECRET": SECRET,
            "BOUNCEWIJZER_PORT": str(port),
        }
        bot = await begin("run", tmp_path, settings)
        await ready(bot)
        yield Door(f"http://127.0.0.1:{port}", Page(session, url), session, bot)
        if bot.is_running:
            assert await bot.interrupt() == 0


def event(ts: str) -> Json:
    """A message event, as Slack sends it for a post of Anna's."""
    message = {"type": "message", "channel": SUPPORT, "channel_type": "channel", "user": "U0ANNA"}
    return {
        "type": "event_callback",
        "token": "",
        "team_id": "T0PLAY",
        "api_app_id": "A0BOT",
        "event_id": "Ev1",
        "event_time": int(float(ts)),
        "authorizations": [{"team_id": "T0PLAY", "user_id": "U0BOT", "is_bot": True}],
        "event": {**message, "text": FULL, "ts": ts, "event_ts": ts, "team": "T0PLAY"},
    }


async def test_a_signed_event_is_answered_once_however_often_it_comes(door: Door) -> None:
    ts = await door.page.posts(FULL)
    for _ in range(3):
        status, _ = await door.send(event(ts))
        assert status == 200
    assert await door.page.until(lambda state: bool(said_by_bot(state, SUPPORT)), PATIENCE)
    other = await door.page.posts(FULL)
    await door.send(event(other))
    assert await door.page.until(
        lambda state: other in [each["thread_ts"] for each in said_by_bot(state, SUPPORT)], PATIENCE
    )
    threads = [each["thread_ts"] for each in said_by_bot(await door.page.sees(), SUPPORT)]
    assert sorted(threads) == sorted([ts, other])


async def test_slack_may_ask_whether_we_are_there_and_others_how_we_are(door: Door) -> None:
    status, answer = await door.send({"type": "url_verification", "token": "", "challenge": "wie daar"})
    assert status == 200
    assert "wie daar" in answer
    for path in ("live", "ready"):
        async with door.session.get(f"{door.url}/health/{path}") as response:
            assert response.status == 200
            assert (await response.json())["status"] == "ok"
    watch = Watch(door.session, door.url)
    assert samples(await watch.exposed())["bouncewijzer_connected{}"] == 1, "Slack knows our token"


async def test_what_slack_did_not_sign_is_refused(door: Door) -> None:
    ts = await door.page.posts(FULL)
    assert (await door.send(event(ts), secret="geraden"))[0] == 401
    assert (await door.send(event(ts), at=time.time() - 3600))[0] == 401
    async with door.session.post(f"{door.url}/slack/events", json=event(ts)) as response:
        assert response.status == 401
    assert said_by_bot(await door.page.sees(), SUPPORT) == []


async def test_a_bot_that_is_told_to_stop_leaves_what_comes_now_to_slack(door: Door) -> None:
    watch = Watch(door.session, door.url)
    await door.page.does("trouble", fail={"method": "chat.postMessage", "hang": 600, "times": 1})
    await door.send(event(await door.page.posts(FULL)))
    await watch.until(lambda _status, told: told["waiting"] == 1)
    door.bot.process.send_signal(signal.SIGTERM)
    await watch.until(lambda status, told: status == 503 and told["status"] == "draining")
    status, _ = await door.send(event(await door.page.posts(FULL)))
    assert status == 503
    await door.bot.kill()
