"""What people do on the playground's page, and what they see there."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

Json = dict[str, Any]
ANNA, BRAM, HELLA = "U0ANNA", "U0BRAM", "U0HELLA"
SUPPORT = "C0SUPPORT"
HELPDESK = "C0HELPDESK"
GENERAL = "C0ALGEMEEN"
GLANCE = 0.05
"""Seconds between two looks at the page."""


class Page:
    """The page of a playground, open for everybody."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = url
        self.events = 0
        """What people did that the bot hears of."""

    async def tries(self, doing: str, person: str = ANNA, **body: Any) -> Json:
        """Do something; gives the answer as it is."""
        self.events += doing != "trouble"
        async with self._session.post(f"{self.url}page/{doing}", json={"person": person, **body}) as response:
            answer: Json = await response.json()
            return answer

    async def does(self, doing: str, person: str = ANNA, **body: Any) -> Json:
        """Do something that needs no bot, and so has to succeed."""
        answer = await self.tries(doing, person, **body)
        assert answer["ok"], answer
        return answer

    async def posts(
        self, text: str, thread: str | None = None, *, conversation: str = SUPPORT, person: str = ANNA
    ) -> str:
        """Post; gives where it stands."""
        return str((await self.does("post", person, conversation=conversation, text=text, thread_ts=thread))["ts"])

    async def sees(self, person: str = ANNA, conversation: str | None = None) -> Json:
        """What the page shows someone, of the conversations all or only one."""
        params = {"person": person, **({"conversation": conversation} if conversation else {})}
        async with self._session.get(f"{self.url}page/state", params=params) as response:
            state: Json = await response.json()
            return state

    async def glances(self, person: str = ANNA) -> Json:
        """What the page shows someone, without any conversation."""
        return await self.sees(person, "none")

    async def said(self, person: str, conversation: str) -> list[Json]:
        """What the bot said in a conversation, as someone sees it, in the order in which it stands there."""
        return said_by_bot(await self.sees(person, conversation), conversation)

    async def until(self, wanted: Callable[[Json], bool], patience: float) -> bool:
        """Wait until what is wanted is seen, `patience` seconds at most."""

        async def seen() -> bool:
            return wanted(await self.sees())

        return await within(patience, seen)


def said_by_bot(state: Json, conversation: str) -> list[Json]:
    """What the bot said in a conversation, in the order in which it stands there."""
    channel = next(each for each in state["conversations"] if each["id"] == conversation)
    return [each for each in channel["messages"] if each["user"] == "U0BOT" and not each["deleted"]]


async def within(patience: float, seen: Callable[[], Awaitable[bool]], glance: float = GLANCE) -> bool:
    """Wait until something is seen, `patience` seconds at most, a look each `glance`. Gives whether it was."""
    try:
        async with asyncio.timeout(patience):
            while not await seen():  # noqa: ASYNC110 — what is waited for is another process
                await asyncio.sleep(glance)
    except TimeoutError:
        return False
    return True


def names(message: Json, token: str) -> bool:
    """Whether a message shows a text anywhere."""
    return token in json.dumps([message["text"], message.get("blocks")], ensure_ascii=False)


def button(message: Json, action: str) -> Json | None:
    """A button of a message, as the page presses it."""
    for block in message["blocks"]:
        for element in block["elements"] if block["type"] == "actions" else ():
            if element["action_id"] == action:
                return {"block_id": block["block_id"], "action_id": action, "value": element.get("value")}
    return None
