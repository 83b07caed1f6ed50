"""Slack and Teams as people use them, in the same words: the playground's two tabs, and the bot in them."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import aiohttp

from bot.cli.local_chats import connected_to, opened
from bot.server.http import Door
from bot.server.serving import serve
from bot.settings import Settings

Json = dict[str, Any]

IN_TIME: Final = 60.0
ANNA, BRAM, HELLA, BOT = "U0ANNA", "U0BRAM", "U0HELLA", "U0BOT"
OUR_NAME: Final = "@Bouncewijzer"
SLACK_HELPDESK, TEAMS_HELPDESK = "C0HELPDESK", "19:helpdesk@thread.tacv2"


class RefusedError(Exception):
    """The platform does not let someone do that."""


@dataclass(frozen=True)
class Posted:
    """A message: in which conversation, and its id there."""

    conversation: str
    ts: str


@dataclass
class Side:
    """One tab of the playground. Conversations are `support`, `helpdesk` and `direct`."""

    session: aiohttp.ClientSession
    url: str
    path: ClassVar[str]
    ids: ClassVar[dict[str, str]]
    saying: ClassVar[str]

    async def does(self, doing: str, person: str = ANNA, **body: Any) -> Json:
        async with self.session.post(f"{self.url}{self.path}/{doing}", json={"person": person, **body}) as answer:
            told: Json = await answer.json()
        if told.get("error") == "not_in_channel":
            raise RefusedError
        assert told["ok"], told
        return told

    async def sees(self, what: str, person: str = ANNA) -> Any:
        """A part of what the tab shows."""
        async with self.session.get(f"{self.url}{self.path}/state?person={person}") as answer:
            return (await answer.json())[what]

    async def messages(self, conversation: str, person: str = ANNA) -> list[Json]:
        """What stands in a conversation."""
        conversations = await self.sees("conversations", person)
        place = next(each for each in conversations if each["id"] == self.ids[conversation])
        return [each for each in place["messages"] if not each["deleted"]]

    async def posts(self, text: str, conversation: str = "support", person: str = ANNA, **more: Any) -> Posted:
        done = await self.does("post", person, conversation=self.ids[conversation], text=text, **more)
        return Posted(conversation, done["ts"])

    async def drops(self, name: str, content: str, conversation: str) -> Posted:
        file = {"name": name, "content_base64": as_base64(content)}
        return await self.posts("", conversation, files=[file])

    async def edits(self, posted: Posted, text: str) -> None:
        await self.does("edit", conversation=self.ids[posted.conversation], ts=posted.ts, text=text)

    async def deletes(self, posted: Posted) -> None:
        await self.does("delete", conversation=self.ids[posted.conversation], ts=posted.ts)

    async def fails(self, **how: Any) -> None:
        """Let the next attempts to say something fail."""
        await self.does("trouble", fail={"method": self.saying, **how})

    async def waits(self) -> int:
        """How much work the bot still has."""
        async with self.session.get(f"{self.url}health/ready") as answer:
            waiting: int = (await answer.json())["waiting"]
            return waiting

    async def answers(self, posted: Posted) -> list[Json]:
        """What the bot said to a message: in its thread, or after it where there are no threads."""
        heard = [each for each in await self.messages(posted.conversation) if each["user"] == BOT]
        if posted.conversation == "direct":
            return [each for each in heard if float(each["ts"]) > float(posted.ts)]
        return [each for each in heard if each["thread_ts"] == posted.ts]

    async def until(self, look: Callable[[], Any], wanted: Callable[[Any], Any]) -> Any:
        """Look until what is seen is as wanted; gives it."""
        seen = await look()
        try:
            async with asyncio.timeout(IN_TIME):
                while not wanted(seen):
                    await asyncio.sleep(0.05)
                    seen = await look()
        except TimeoutError:
            raise AssertionError(f"still {json.dumps(seen, ensure_ascii=False)[-3000:]}") from None
        return seen

    async def answer(self, posted: Posted, *words: str, count: int = 1) -> Json:
        """The bot's newest answer to a message, once there are so many and it says all of this."""
        seen: list[Json] = await self.until(
            lambda: self.answers(posted), lambda seen: len(seen) == count and says(seen[-1], *words)
        )
        return seen[-1]

    async def no_answer(self, posted: Posted) -> None:
        """Nothing was said to a message, although one that was posted after it has its answer by now."""
        later = await self.posts("550 5.1.1 <weg@klant.example>: user unknown", posted.conversation)
        await self.answer(later)
        assert await self.answers(posted) == []

    async def task(self, *words: str) -> Json:
        """The helpdesk's card that says all of this."""
        seen: list[Json] = await self.until(
            lambda: self.messages("helpdesk", HELLA), lambda seen: [each for each in seen if says(each, *words)]
        )
        return next(each for each in seen if says(each, *words))

    def named(self, person: str) -> str:
        """How a card mentions someone."""
        raise NotImplementedError

    def labels(self, message: Json) -> list[str]:
        """The buttons of a card."""
        raise NotImplementedError

    async def press(self, message: Json, label: str, person: str = ANNA, conversation: str = "support") -> None:
        """Press a button of a card."""
        raise NotImplementedError

    async def sends(self, message: Json, person: str = ANNA, conversation: str = "support", **values: Any) -> None:
        """Fill in the form that a button opened, and send it."""
        raise NotImplementedError


class OnSlack(Side):
    """Slack's tab."""

    path = "page"
    saying = "chat.postMessage"
    ids: ClassVar = {"support": "C0SUPPORT", "helpdesk": SLACK_HELPDESK, "direct": "D0ANNA"}

    def named(self, person: str) -> str:
        return f"<@{person}>"

    def labels(self, message: Json) -> list[str]:
        return [element["text"]["text"] for block in _actions(message) for element in block["elements"]]

    async def press(self, message: Json, label: str, person: str = ANNA, conversation: str = "support") -> None:
        for block in _actions(message):
            for element in block["elements"]:
                if element["text"]["text"] == label:
                    where = {"conversation": self.ids[conversation], "ts": message["ts"]}
                    which = {"block_id": block["block_id"], "action_id": element["action_id"]}
                    await self.does("press", person, **where, **which)
                    return
        raise AssertionError(f"no button {label}")

    async def sends(self, message: Json, person: str = ANNA, conversation: str = "support", **values: Any) -> None:
        del message, conversation
        form = await self.until(lambda: self.sees("modal", person), bool)
        filled = {name: {name: _ticked(name, value)} for name, value in values.items()}
        await self.does("submit", person, modal=form["id"], values=filled)


class OnTeams(Side):
    """Teams' tab."""

    path = "teams/page"
    saying = "post"
    ids: ClassVar = {"support": "support", "helpdesk": "helpdesk", "direct": "chat"}

    def named(self, person: str) -> str:
        return f"<at>{person.removeprefix('U0').capitalize()}</at>"

    def labels(self, message: Json) -> list[str]:
        return [each["title"] for each in _objects(message["cards"]) if each.get("type") == "Action.Execute"]

    async def press(self, message: Json, label: str, person: str = ANNA, conversation: str = "support") -> None:
        actions = [each for each in _objects(message["cards"]) if each.get("type") == "Action.Execute"]
        verb = next(each["verb"] for each in actions if each["title"] == label)
        await self._press(message, verb, person, conversation, {})

    async def sends(self, message: Json, person: str = ANNA, conversation: str = "support", **values: Any) -> None:
        async def form() -> str:
            seen = next(each for each in await self.messages(conversation, person) if each["ts"] == message["ts"])
            verbs = [str(each.get("verb", "")) for each in _objects(seen["cards"])]
            return next((verb for verb in verbs if verb.endswith("_form")), "")

        await self._press(message, await self.until(form, bool), person, conversation, values)

    async def _press(self, message: Json, verb: str, person: str, conversation: str, values: Json) -> None:
        where = {"conversation": self.ids[conversation], "ts": message["ts"]}
        await self.does("press", person, **where, verb=verb, values=values)


def as_base64(text: str) -> str:
    """As the page sends a file."""
    return base64.b64encode(text.encode()).decode()


def says(message: Json, *words: str) -> bool:
    """Whether a message says all of this, on its cards or in its text."""
    told = json.dumps(message, ensure_ascii=False)
    return all(each in told for each in words)


def _ticked(name: str, value: str) -> Any:
    """A tick of Slack's is a list of what is ticked."""
    return ([value] if value == "yes" else []) if name == "also_helpdesk" else value


def _actions(message: Json) -> list[Json]:
    return [block for block in message["blocks"] if block["type"] == "actions"]


def _objects(told: Any) -> list[Json]:
    if isinstance(told, list):
        return [each for one in told for each in _objects(one)]
    if isinstance(told, dict):
        return [told, *(each for one in told.values() for each in _objects(one))]
    return []


@asynccontextmanager
async def living(folder: Path, helpdesk: str) -> AsyncIterator[tuple[OnSlack, OnTeams]]:
    """Both tabs, with the whole bot in them."""
    settings = Settings.model_validate({}).model_copy(
        update={"data": folder / "bot", "port": 0, "helpdesk_channel": helpdesk}
    )
    door, ready = Door(), asyncio.Event()
    workspace = await opened(settings, [*door.about_us(), *door.for_chats()])
    bot = asyncio.create_task(serve(connected_to(workspace, settings), ready=ready.set, door=door))
    try:
        async with asyncio.timeout(IN_TIME):
            await asyncio.wait([bot, asyncio.ensure_future(ready.wait())], return_when=asyncio.FIRST_COMPLETED)
        assert ready.is_set(), bot.exception()
        async with aiohttp.ClientSession() as session:
            yield OnSlack(session, workspace.url), OnTeams(session, workspace.url)
    finally:
        bot.cancel()
        with suppress(asyncio.CancelledError):
            await bot
        await workspace.stop()
