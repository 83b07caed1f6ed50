"""People at work with a real bot, and what its log and its metrics kept of it."""

import asyncio
import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crash.page import HELPDESK, SUPPORT, Json, said_by_bot
from tests.journeys.program import PATIENCE
from tests.server.watched import Watched, ready, watched

ADDRESS = "jan.de.vries@ontvanger.example"
FULL = f"552 5.2.2 <{ADDRESS}>: mailbox is full"
GONE = f"550 5.1.1 <{ADDRESS}>: user unknown"
LISTED = f"5.7.1 <{ADDRESS}> rejected content, black listed"
TALK = "Zullen we om twaalf uur lunchen bij Kees?"
MAIL = f"From: MAILER-DAEMON@mx.geheim.example\r\nSubject: Vertrouwelijk\r\n\r\n{FULL}\r\n".encode()
TEXTS = (FULL, GONE, LISTED, TALK, "Vertrouwelijk", "geheim", "mailbox is full", "black listed", "lunchen", "Kees")
WORKS = 9
"""Pieces of work that the story makes; the first one is delivered twice."""


@dataclass(frozen=True, slots=True)
class Story:
    """What was logged and counted, and everything that may stand in neither of them."""

    log: str
    exposed: str
    told: Json
    secrets: tuple[str, ...]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The log, entry by entry."""
        return [json.loads(line) for line in self.log.splitlines()]


async def live(folder: Path) -> Story:
    """A bounce, its edit, a press, a blacklist, talk, a deletion, a file, and a command along a dead route."""
    async with watched(folder, {"BOUNCEWIJZER_LOG_LEVEL": "debug"}) as it:
        await it.watch.until(ready)
        page = it.page
        await page.does("trouble", repeat={"events": 1, "times": 1})
        first = await page.posts(FULL)
        await _stands(it, 1)
        await page.does("trouble", fail={"method": "chat.postMessage", "error": "ratelimited", "times": 1})
        await page.posts(LISTED)
        await _stands(it, 2)
        await page.posts(TALK)
        await page.does("edit", conversation=SUPPORT, ts=first, text=GONE)
        await _done(it, 4)
        await _press(it, first)
        await _done(it, 5)
        asked = await page.posts(FULL)
        await _done(it, 6)
        await page.does("delete", conversation=SUPPORT, ts=asked)
        file = {"name": "geheim.eml", "content_base64": base64.b64encode(MAIL).decode()}
        await page.does("post", conversation=SUPPORT, text="", files=[file])
        await _done(it, 8)
        await page.does("trouble", fail={"method": "response_url", "status": 404, "times": 1})
        await page.does("command", conversation=SUPPORT, command="/bounce", text=FULL)
        await _done(it, WORKS)
        exposed, told, secrets = await it.watch.exposed(), await it.watch.until(ready), await _secrets(it)
        assert await it.bot.interrupt() == 0
        return Story(await asyncio.to_thread(it.bot.log.read_text), exposed, told, secrets)


async def _press(it: Watched, thread: str) -> None:
    """Press "Antwoord gevonden" under the answer in a thread."""
    answers = said_by_bot(await it.page.sees(), SUPPORT)
    message = next(each for each in answers if each["thread_ts"] == thread)
    block = next(each for each in message["blocks"] if each["type"] == "actions")
    button = block["elements"][0]
    pressed = {"block_id": block["block_id"], "action_id": button["action_id"], "value": button.get("value")}
    answer = await it.page.does("press", conversation=SUPPORT, ts=message["ts"], **pressed)
    assert answer["ok"], answer


async def _stands(it: Watched, count: int) -> None:
    assert await it.page.until(lambda state: len(said_by_bot(state, SUPPORT)) == count, PATIENCE)


async def _done(it: Watched, count: int) -> None:
    """Wait until so many pieces of work have come to their end."""
    async with asyncio.timeout(PATIENCE):
        while len(re.findall('"event": "done"', await asyncio.to_thread(it.bot.log.read_text))) < count:  # noqa: ASYNC110 — another process writes it
            await asyncio.sleep(0.05)


async def _secrets(it: Watched) -> tuple[str, ...]:
    """Ids and names of people and conversations, time stamps of messages, and what was written."""
    state = await it.page.sees("U0HELLA")
    people = [each[what] for each in state["people"] for what in ("id", "name") if not each["is_bot"]]
    channels = [each[what] for each in state["conversations"] for what in ("id", "name")]
    stamps = [message["ts"] for each in state["conversations"] for message in each["messages"]]
    ours = {"bouncewijzer", "helpdesk"}  # words of the program too
    named = [each for each in (*people, *channels, *stamps, HELPDESK) if each.casefold() not in ours]
    return (*named, *TEXTS, ADDRESS, "ontvanger.example", "T0PLAY", "xoxb-", "xapp-", "http://")
