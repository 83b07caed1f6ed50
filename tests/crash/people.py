"""What people ask of the bot: every way in which a bounce, or talk, comes to it."""

import asyncio
import random

from tests.crash.asked import Ask, Asked, Stand
from tests.crash.page import ANNA, BRAM, GENERAL, SUPPORT, Page, within

FULL = "552 5.2.2 <{}>: mailbox is full"
UNKNOWN = "550 5.1.1 <{}>: user unknown"
LISTED = "5.7.1 <{}> rejected content, black listed"
TALK = "Gaan we zo lunchen? Ik heb {} broodjes."
NO_BOUNCE = "Geen bounce"
"""The heading of an answer to talk that someone asked about."""

CONNECTED = 60.0
"""Seconds until a bot that was started is connected."""


class Asking:
    """The hands of people who ask. Whatever needs the bot at once waits until one is connected.

    `pause`: the seconds between a post and what follows on it, a reply or an edit.
    """

    def __init__(self, page: Page, asked: Asked, dice: random.Random, *, pause: float = 0) -> None:
        self._page = page
        self._asked = asked
        self._dice = dice
        self._pause = pause
        self._number = 0

    async def in_a_thread(self, conversation: str = SUPPORT) -> None:
        """A bounce, and another one below it: they are answered in this order."""
        first = await self.pasted(FULL, "vol", conversation=conversation)
        first.busy = True
        await asyncio.sleep(self._pause)
        await self.pasted(UNKNOWN, "weg", thread=first.thread, conversation=conversation)
        first.busy = False

    async def alone(self, conversation: str = SUPPORT) -> None:
        """A bounce."""
        await self.pasted(self._dice.choice((FULL, UNKNOWN)), "een", conversation=conversation)

    async def listed(self, conversation: str = SUPPORT) -> None:
        """A blacklist: the helpdesk has it without a click."""
        await self.pasted(LISTED, "lijst", stand=Stand.ESCALATED, conversation=conversation)

    async def edited(self, conversation: str = SUPPORT) -> None:
        """A bounce that becomes another one before it is answered."""
        ask = await self.pasted(FULL, "was", conversation=conversation)
        ask.busy = True
        await asyncio.sleep(self._pause)
        ask.token = self.token("wordt")
        await self._page.does(
            "edit", ask.person, conversation=conversation, ts=ask.ts, text=UNKNOWN.format(ask.token)
        )

    async def deleted(self, conversation: str = SUPPORT) -> None:
        """A bounce that is gone before, or just when, it is answered."""
        ask = await self.pasted(FULL, "spijt", conversation=conversation)
        ask.busy = True
        ask.moves(Stand.GONE, sure=True)
        await self._page.does("delete", ask.person, conversation=conversation, ts=ask.ts)

    async def mentioned(self, conversation: str = SUPPORT) -> None:
        """A bounce for the bot by its name: it comes as two events."""
        await self.pasted(f"@Bouncewijzer {UNKNOWN}", "noem", conversation=conversation)

    async def direct(self) -> None:
        """A bounce in a direct message."""
        await self.pasted(FULL, "direct", conversation="D0ANNA")

    async def talked(self, conversation: str = SUPPORT) -> None:
        """Talk, to which silence is the answer."""
        self._number += 1
        self._asked.talk.append(
            await self._page.posts(TALK.format(self._number), conversation=conversation, person=BRAM)
        )

    async def commanded(self, conversation: str = GENERAL) -> None:
        """/bounce: the answer is whispered."""
        ask = Ask(self.token("fluister"), conversation, None, self._dice.choice((ANNA, BRAM)))
        text = FULL.format(ask.token)
        await self._asks_now(ask, "command", conversation=conversation, command="/bounce", text=text)

    async def pointed_at(self) -> None:
        """The shortcut on a colleague's message where the bot is no member: whispered."""
        token = self.token("wijs")
        ts = await self._page.posts(UNKNOWN.format(token), conversation=GENERAL)
        await self._asks_now(
            Ask(token, GENERAL, None, BRAM), "shortcut", callback_id="explain_bounce", conversation=GENERAL, ts=ts
        )

    async def pointed_at_talk(self) -> None:
        """The shortcut on talk: answered below it, once, however often it is asked."""
        self._number += 1
        ts = await self._page.posts(TALK.format(self._number))
        ask = Ask(NO_BOUNCE, SUPPORT, ts, BRAM, busy=True)
        await self._asks_now(ask, "shortcut", callback_id="explain_bounce", conversation=SUPPORT, ts=ts)

    async def pasted(
        self,
        text: str,
        name: str,
        *,
        thread: str | None = None,
        stand: Stand = Stand.ANSWERED,
        conversation: str = SUPPORT,
    ) -> Ask:
        """Post a bounce of a new recipient."""
        token = self.token(name)
        ts = await self._page.posts(text.format(token), thread, conversation=conversation)
        ask = Ask(token, conversation, thread or ts, ANNA, ts, frozenset({stand}))
        self._asked.asks.append(ask)
        return ask

    def token(self, name: str) -> str:
        """An address that nobody had before."""
        self._number += 1
        return f"{name}{self._number}@ontvanger.example"

    async def _asks_now(self, ask: Ask, doing: str, **body: str) -> None:
        await connected(self._page)
        answer = await self._page.tries(doing, ask.person, **body)
        if not answer["ok"]:
            ask.moves(Stand.GONE, sure=False)
            ask.busy = True
        self._asked.asks.append(ask)


async def connected(page: Page) -> None:
    """Wait until a bot is connected: whoever sees that it is away waits with what needs it."""

    async def is_connected() -> bool:
        return bool((await page.glances())["connected"])

    assert await within(CONNECTED, is_connected), "no bot connects"
