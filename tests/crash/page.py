"""What people do on the playground's page, and what they see there."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

Json = dict[str, Any]
SUPPORT = "C0SUPPORT"
HELPDESK = "C0HELPDESK"
GLANCE = 0.03
"""Seconds between two looks at the page."""


class Page:
    """The page of a playground, as Anna has it open."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = url

    async def does(self, doing: str, person: str = "U0ANNA", **body: Any) -> Json:
        """Do something; gives the answer as it is."""
        async with self._session.post(f"{self.url}page/{doing}", json={"person": person, **body}) as response:
            answer: Json = await response.json()
            return answer

    async def posts(self, text: str, thread: str | None = None) -> str:
        """Post into the support channel; gives where it stands."""
        answer = await self.does("post", conversation=SUPPORT, text=text, thread_ts=thread)
        assert answer["ok"], answer
        return str(answer["ts"])

    async def sees(self, person: str = "U0ANNA") -> Json:
        """Everything that the page shows someone."""
        async with self._session.get(f"{self.url}page/state", params={"person": person}) as response:
            state: Json = await response.json()
            return state

    async def until(self, wanted: Callable[[Json], bool], patience: float) -> bool:
        """Wait until what is wanted is seen, `patience` seconds at most."""
        try:
            async with asyncio.timeout(patience):
                while not wanted(await self.sees()):  # noqa: ASYNC110 — what is waited for is another process
                    await asyncio.sleep(GLANCE)
        except TimeoutError:
            return False
        return True


def said_by_bot(state: Json, conversation: str) -> list[Json]:
    """What the bot said in a conversation, in the order in which it stands there."""
    channel = next(each for each in state["conversations"] if each["id"] == conversation)
    return [each for each in channel["messages"] if each["user"] == "U0BOT" and not each.get("deleted")]


def names(message: Json, token: str) -> bool:
    """Whether a message shows a text anywhere."""
    return token in json.dumps([message["text"], message.get("blocks"), message.get("attachments")])
