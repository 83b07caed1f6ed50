"""One desk for both: who asks in the one is helped by who sits in the other, and each sees what the other did."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest
from pydantic import SecretStr

from bot.playground import Playground
from bot.server.http import MESSAGES, Door
from bot.server.serving import serve
from bot.settings import read_settings
from tests.slack.conftest import Person
from tests.slack.test_story import by_bot, press, send
from tests.teams.counterpart import ANNA, APP, CHANNEL, HELLA, SECRET, TENANT, Counterpart, counterpart

MANIFEST: Final = Path(__file__).parents[2] / "app_manifest.yml"
IN_TIME: Final = 60.0
HELPDESK: Final = "19:helpdesk@thread.tacv2"
VOL: Final = "Mailbox van de ontvanger is vol"


@dataclass
class InTeams:
    """What someone does and sees in Teams, as Teams tells a bot of it."""

    teams: Counterpart
    session: aiohttp.ClientSession
    address: str
    person: str
    numbers: Any = field(default_factory=lambda: itertools.count(1795424345000))

    async def sends(self, **more: Any) -> Any:
        said = self.teams.activity(**{"id": str(next(self.numbers)), "from": {"id": self.person}, **more})
        headers = {"Authorization": f"Bearer {self.teams.token()}"}
        async with self.session.post(self.address, json=said, headers=headers) as answer:
            assert answer.status < 300, await answer.text()
            return json.loads(await answer.text() or "null")

    async def presses(self, message: Any, verb: str, **filled: str) -> Any:
        """Press a button, in a form with what was filled in; gives the answer to it."""
        data = {**_button(message, verb)["data"], **filled}
        where = {"id": _conversation(message), "conversationType": "channel", "tenantId": TENANT}
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        return await self.sends(
            type="invoke",
            name="adaptiveCard/action",
            conversation=where,
            replyToId=message.id,
            value={"action": action},
        )

    async def waits_for(self, conversation: str, *told: str) -> Any:
        """A message of the bot's there that says all of this."""
        async with asyncio.timeout(IN_TIME):
            while True:
                for each in self.teams.messages:
                    drawn = json.dumps(each.activity, ensure_ascii=False)
                    if _conversation(each) == conversation and all(words in drawn for words in told):
                        return each
                await asyncio.sleep(0.05)


@dataclass(frozen=True)
class Form:
    """A form that the answer to a press shows in the place of the card."""

    id: str
    conversation: str
    activity: Any


def _conversation(message: Any) -> str:
    found: str = message.conversation.partition(";")[0]
    return found


def _button(message: Any, verb: str) -> Any:
    found = [each for each in _objects(message.activity) if each.get("verb") == verb and "data" in each]
    assert found, f"no button {verb}"
    return found[0]


def _objects(told: Any) -> list[dict[str, Any]]:
    if isinstance(told, list):
        return [each for one in told for each in _objects(one)]
    if isinstance(told, dict):
        return [told, *(each for one in told.values() for each in _objects(one))]
    return []


@dataclass(frozen=True)
class Town:
    """Both platforms, with the bot in them."""

    anna: Person
    hella: Person
    anna_in_teams: InTeams
    hella_in_teams: InTeams


@asynccontextmanager
async def town(folder: Path, monkeypatch: pytest.MonkeyPatch, helpdesk: str) -> AsyncIterator[Town]:
    async with AsyncExitStack() as house:
        playground = Playground(folder / "slack", port=0, manifest=MANIFEST, rate_limits=False)
        await playground.start()
        house.push_async_callback(playground.stop)
        teams = await house.enter_async_context(counterpart())
        teams.members = {CHANNEL: {ANNA: "Anna Bakker"}, HELPDESK: {HELLA: "Hella Vos"}}
        session = await house.enter_async_context(aiohttp.ClientSession())
        door = Door()
        port = await house.enter_async_context(door.listening("127.0.0.1", 0))
        monkeypatch.chdir(folder)
        settings = read_settings().model_copy(
            update={
                "slack_bot_token": SecretStr(playground.bot_token),
                "slack_app_token": SecretStr(playground.app_token),
                "slack_api_url": playground.api_url,
                "teams_app_id": APP,
                "teams_app_password": SecretStr(SECRET),
                "teams_tenant_id": TENANT,
                "teams_cloud": teams.origin,
                "helpdesk_channel": helpdesk,
                "data": folder / "bot",
            }
        )
        ready = asyncio.Event()
        bot = asyncio.create_task(serve(settings, ready=ready.set, door=door))
        house.push_async_callback(_ended, bot)
        async with asyncio.timeout(IN_TIME):
            await asyncio.wait([bot, asyncio.create_task(ready.wait())], return_when=asyncio.FIRST_COMPLETED)
        assert ready.is_set(), bot.exception()
        address = f"http://127.0.0.1:{port}{MESSAGES}"
        yield Town(
            Person(session, playground, "U0ANNA"),
            Person(session, playground, "U0HELLA"),
            InTeams(teams, session, address, ANNA),
            InTeams(teams, session, address, HELLA),
        )


async def _ended(bot: "asyncio.Task[None]") -> None:
    bot.cancel()
    with suppress(asyncio.CancelledError):
        await bot


async def test_asked_in_teams_and_helped_in_slack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with town(tmp_path, monkeypatch, "C0HELPDESK") as both:
        anna, hella = both.anna_in_teams, both.hella
        await anna.sends(text="552 5.2.2 <jan@klant.example>: mailbox is full")
        card = await anna.waits_for(CHANNEL, VOL, "Naar de helpdesk")
        form = await anna.presses(card, "to_helpdesk")
        shown = Form(card.id, card.conversation, form)
        await anna.presses(shown, "helpdesk_form", remark="Hij zegt van niet.", urgency="urgent")
        task = await hella.waits_for(
            by_bot("C0HELPDESK", "Hij zegt van niet.", labels=("Ik pak dit op", "Opgelost"))
        )
        assert "Anna Bakker (in Teams)" in str(task["blocks"])
        assert "29:" not in str(task)
        await anna.waits_for(CHANNEL, VOL, "Anna Bakker</at> heeft dit met spoed doorgestuurd")
        await press(hella, "C0HELPDESK", task, "Ik pak dit op")
        task = await hella.waits_for(by_bot("C0HELPDESK", "<@U0HELLA> pakt dit op.", labels=("Opgelost",)))
        await anna.waits_for(CHANNEL, VOL, "Hella (in Slack) van de Carerix Helpdesk pakt dit op.")
        await press(hella, "C0HELPDESK", task, "Opgelost")
        await hella.waits_for(by_bot("C0HELPDESK", "<@U0HELLA> heeft dit opgelost.", labels=()))
        await anna.waits_for(CHANNEL, VOL, "Hella (in Slack) van de Carerix Helpdesk heeft dit opgelost.")
        assert len(anna.teams.messages) == 1, "one card, drawn anew"


async def test_asked_in_slack_and_helped_in_teams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with town(tmp_path, monkeypatch, HELPDESK) as both:
        anna, hella = both.anna, both.hella_in_teams
        ts = await anna.posts("552 5.2.2 <jan@klant.example>: mailbox is full")
        card = await anna.waits_for(by_bot("C0SUPPORT", VOL))
        assert card["thread_ts"] == ts
        await press(anna, "C0SUPPORT", card, "Niet gevonden")
        await send(anna, missing="Hij zegt van niet.", also_helpdesk=["yes"])
        task = await hella.waits_for(HELPDESK, "Hij zegt van niet.", "Ik pak dit op")
        assert "Anna (in Slack)" in json.dumps(task.activity)
        assert "U0ANNA" not in json.dumps(task.activity)
        await both.anna_in_teams.presses(task, "claim")  # who is no member of the helpdesk's channel
        await hella.presses(task, "claim")
        await hella.waits_for(HELPDESK, "Hella Vos</at> pakt dit op.")
        await anna.waits_for(
            by_bot("C0SUPPORT", "Hella Vos (in Teams) van de Carerix Helpdesk pakt dit op.", labels=())
        )
        await hella.presses(task, "resolve")
        await hella.waits_for(HELPDESK, "Hella Vos</at> heeft dit opgelost.")
        await anna.waits_for(
            by_bot("C0SUPPORT", "Hella Vos (in Teams) van de Carerix Helpdesk heeft dit opgelost.", labels=())
        )
