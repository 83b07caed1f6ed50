"""Another client than Teams drives the bot over plain HTTP, where it is let in: the real process, from outside."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from tests.journeys.program import PATIENCE, begin, ready
from tests.teams.counterpart import APP, SECRET, TENANT
from tests.teams.emulator import Emulator, emulator

ANONYMOUS: Final = {"TEAMS_ALLOW_ANONYMOUS": "1"}
REGISTERED: Final = {"TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": SECRET, "TEAMS_TENANT_ID": TENANT}
SHUT_OFF: Final = {"HTTPS_PROXY": "http://127.0.0.1:1"}
"""No way to Microsoft."""
FULL: Final = "552 5.2.2 <jan@klant.example>: mailbox is full"
VOL: Final = "Mailbox van de ontvanger is vol"
FOUND: Final = "heeft het antwoord gevonden."


@asynccontextmanager
async def driven(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[Emulator]:
    """An emulator, and the bot with these settings at the other end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = await begin("run", folder, {"BOUNCEWIJZER_PORT": str(port), **settings})
    try:
        await ready(program)
        async with emulator(f"http://127.0.0.1:{port}") as opened:
            yield opened
        assert await program.interrupt() == 0
    finally:
        if program.is_running:
            await program.kill()


def button(told: Any, verb: str) -> Any:
    """The button of a card that says so, wherever it stands."""
    if isinstance(told, dict):
        if told.get("type") == "Action.Execute" and told["verb"] == verb:
            return told
        return button([*told.values()], verb)
    inner = told if isinstance(told, list) else ()
    return next((found for each in inner if (found := button(each, verb))), None)


async def test_a_story_over_plain_http(tmp_path: Path) -> None:
    async with driven(tmp_path, ANONYMOUS) as chat:
        assert await chat.sends(type="message", text=FULL) == (202, {})
        number, message = await chat.until(lambda said: VOL in said)
        action = button(message, "answer_found")
        pressed = {"type": "Action.Execute", "verb": action["verb"], "data": action["data"]}
        press: dict[str, Any] = {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "replyToId": number,
            "value": {"action": pressed},
        }
        status, answer = await chat.sends(**press)
        assert (status, answer["statusCode"]) == (200, 200)
        again, _ = await chat.until(lambda said: FOUND in said)
        assert again == number, "the card is drawn anew where it stands"
        assert (await chat.sends(type="invoke", name="task/of-another"))[0] == 501
        assert set(chat.tokens) == {""}, "whoever comes without a token is answered without one"


async def test_let_in_is_who_is_on_this_machine(tmp_path: Path) -> None:
    async with driven(tmp_path, ANONYMOUS) as chat:
        message: dict[str, Any] = {"type": "message", "text": FULL}
        assert (await chat.sends(**message, serviceUrl="https://emulator.example"))[0] == 403
        assert (await chat.sends({"X-Forwarded-For": "192.0.2.7"}, **message))[0] == 401
        assert (await chat.sends({"Origin": "https://evil.example"}, **message))[0] == 401
        assert (await chat.sends(**message))[0] == 202
        await chat.until(lambda said: VOL in said)
        assert len(chat.said) == 1


async def test_where_it_was_not_told_to_nobody_is_let_in_without_a_token(tmp_path: Path) -> None:
    async with driven(tmp_path, {**REGISTERED, **SHUT_OFF}) as chat:
        assert (await chat.sends(type="message", text=FULL))[0] == 401
        assert (await chat.sends({"Authorization": "Bearer e30.e30."}, type="message", text=FULL))[0] == 401


async def test_on_an_address_that_others_reach_it_does_not_start(tmp_path: Path) -> None:
    program = await begin("run", tmp_path, {**ANONYMOUS, "BOUNCEWIJZER_HOST": "0.0.0.0"})
    try:
        async with asyncio.timeout(PATIENCE):
            out, _ = await program.process.communicate()
    finally:
        if program.is_running:
            await program.kill()
    assert (program.process.returncode, out) == (1, b"")
    said = program.log.read_text()
    assert said.startswith(
        "BOUNCEWIJZER_HOST moet met TEAMS_ALLOW_ANONYMOUS het adres van deze computer zelf zijn:"
    )
