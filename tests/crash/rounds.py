"""One round: people post, the bot is killed somewhere, it is started again, and what it said is counted."""

import asyncio
import random
from collections import Counter
from dataclasses import astuple, dataclass, field
from enum import StrEnum

from tests.crash.page import GLANCE, HELPDESK, SUPPORT, Json, Page, names, said_by_bot
from tests.crash.processes import Bot

PATIENCE = 90.0
"""Seconds until what is still not said counts as lost."""

QUIET = 1.0
"""Seconds in which nothing may change any more before a round is counted."""

ANSWERED_FOUND = "antwoord gevonden"
HANGING = 600
"""Seconds; longer than any bot of a round lives."""


class Moment(StrEnum):
    """Where the bot dies."""

    RANDOM = "at a random moment"
    POSTED = "after a message stands, before the bot knows"
    POSTING = "before a message stands, while the bot waits for it"
    UPDATED = "after a card is drawn anew, before the bot knows"
    UNACKNOWLEDGED = "after an event was stored, before it counts as acknowledged"


@dataclass(slots=True)
class Bounce:
    """A post that has to be answered: where it stands, and the texts by which its answer is known."""

    ts: str
    thread: str
    token: str
    listed: bool = False
    found: bool = False


@dataclass(slots=True)
class Count:
    """What went wrong, by the place where it did."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    spoke: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.out_of_order)} out of order, "
            f"{len(self.stale)} stale, {len(self.spoke)} times spoken where silence was right"
        )

    def __add__(self, other: "Count") -> "Count":
        return Count(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.stale or self.spoke)


class Crashes:
    """The rounds of one playground, and everything that was posted in them."""

    def __init__(self, page: Page, bot: Bot, dice: random.Random) -> None:
        self._page = page
        self._bot = bot
        self._dice = dice
        self._bounces: list[Bounce] = []
        self._talk: list[str] = []

    async def round(self, number: int, moment: Moment) -> None:
        """People post, each event comes three times, the bot dies and is started again; then all is quiet."""
        await self._page.does("trouble", clear=True)
        await self._page.does("trouble", repeat={"events": 6, "times": 2})
        await self._prepare(moment)
        if not self._bot.alive:
            await self._bot.start()
        first = len(self._bounces)
        pressed = await self._people(number)
        await self._die(moment, self._bounces[first:], pressed)
        await self._page.does("trouble", clear=True)
        await self._bot.start()
        await self._page.until(self._all_said, PATIENCE)
        await self._quiet()

    async def count(self) -> Count:
        """Count everything that was said since the first round."""
        state = await self._page.sees("U0HELLA")
        support, helpdesk = said_by_bot(state, SUPPORT), said_by_bot(state, HELPDESK)
        count = Count()
        places: dict[str, list[int]] = {}
        doubled = Counter[str]()
        for bounce in self._bounces:
            answers = [
                place
                for place, message in enumerate(support)
                if message["thread_ts"] == bounce.thread and names(message, bounce.token)
            ]
            cards = [message for message in helpdesk if names(message, bounce.token)]
            _tally(bounce.token, len(answers), 1, count)
            doubled[bounce.thread] += max(len(answers) - 1, 0)
            _tally(f"{bounce.token} at the helpdesk", len(cards), int(bounce.listed), count)
            if bounce.found and answers and not names(support[answers[0]], ANSWERED_FOUND):
                count.lost.append(f"{bounce.token} found")
            places.setdefault(bounce.thread, []).extend(answers[:1])
        said = Counter(message["thread_ts"] for message in support)
        wanted = Counter(bounce.thread for bounce in self._bounces)
        for thread in wanted:
            more = said[thread] - wanted[thread] - doubled[thread]
            count.doubled += [f"{thread}, in a form that it no longer has"] * more
            doubled[thread] += max(more, 0)
        count.out_of_order += [thread for thread, order in places.items() if order != sorted(order)]
        in_threads = [message["thread_ts"] for message in support]
        count.spoke += [ts for ts in self._talk if ts in in_threads]
        known = sum(len(order) for order in places.values())
        stale = len(support) - known - doubled.total()
        count.stale += ["an answer that shows no present text"] * stale
        return count

    async def _prepare(self, moment: Moment) -> None:
        method = "chat.update" if moment is Moment.UPDATED else "chat.postMessage"
        hang: Json = {"method": method, "hang": HANGING, "times": 1}
        if moment in {Moment.POSTED, Moment.UPDATED}:
            await self._page.does("trouble", fail={**hang, "after": True})
        elif moment is Moment.POSTING:
            await self._page.does("trouble", fail=hang)
        elif moment is Moment.UNACKNOWLEDGED:
            await self._page.does("trouble", lose_acks=3)

    async def _people(self, number: int) -> Bounce | None:
        """A bounce, another one in its thread, one that is edited, one on a blacklist, talk, and a press."""
        first = await self._post("552 5.2.2 <{}>: mailbox is full", f"vol{number}@ontvanger.example")
        await self._post("550 5.1.1 <{}>: user unknown", f"weg{number}@ontvanger.example", thread=first.ts)
        await self._post(
            "5.7.1 <{}> rejected content, black listed", f"lijst{number}@ontvanger.example", listed=True
        )
        edited = await self._post("552 5.2.2 <{}>: mailbox is full", f"was{number}@ontvanger.example")
        self._talk.append(await self._page.posts(f"Gaan we zo lunchen? Ik heb {number} broodjes."))
        edited.token = f"wordt{number}@ontvanger.example"
        text = f"550 5.1.1 <{edited.token}>: user unknown"
        await self._page.does("edit", conversation=SUPPORT, ts=edited.ts, text=text)
        return await self._press()

    async def _post(self, text: str, token: str, *, thread: str | None = None, listed: bool = False) -> Bounce:
        ts = await self._page.posts(text.format(token), thread)
        bounce = Bounce(ts, thread or ts, token, listed=listed)
        self._bounces.append(bounce)
        return bounce

    async def _press(self) -> Bounce | None:
        """Press the first button under an answer of an earlier round. What is acknowledged has to hold."""
        support = said_by_bot(await self._page.sees(), SUPPORT)
        for bounce in self._bounces:
            message = next((each for each in support if names(each, bounce.token)), None)
            button = _button(message) if message and not bounce.listed and not bounce.found else None
            if message and button:
                pressed = await self._page.does("press", conversation=SUPPORT, ts=message["ts"], **button)
                bounce.found = bool(pressed["ok"])
                return bounce if bounce.found else None
        return None

    async def _die(self, moment: Moment, fresh: list[Bounce], pressed: Bounce | None) -> None:
        if moment is Moment.RANDOM:
            await asyncio.sleep(self._dice.uniform(0, 3))
        elif moment is Moment.UPDATED and pressed is not None:
            await self._page.until(lambda state: _shown(state, pressed, ANSWERED_FOUND), PATIENCE)
        elif moment is Moment.POSTED:
            await self._page.until(lambda state: any(_shown(state, each) for each in fresh), PATIENCE)
        else:
            await asyncio.sleep(self._dice.uniform(0.3, 1.5))
        await self._bot.kill()

    def _all_said(self, state: Json) -> bool:
        """Whether everything that has to be said stands there, in its last form."""
        support, helpdesk = said_by_bot(state, SUPPORT), said_by_bot(state, HELPDESK)
        return all(
            any(
                names(message, bounce.token) and (not bounce.found or names(message, ANSWERED_FOUND))
                for message in support
            )
            for bounce in self._bounces
        ) and all(any(names(message, each.token) for message in helpdesk) for each in self._bounces if each.listed)

    async def _quiet(self) -> None:
        """Wait until nothing has changed for a while."""
        loop = asyncio.get_running_loop()
        revision, since = -1, loop.time()
        while loop.time() - since < QUIET:
            now = (await self._page.sees())["revision"]
            if now != revision:
                revision, since = now, loop.time()
            await asyncio.sleep(GLANCE)


def _tally(what: str, seen: int, wanted: int, count: Count) -> None:
    if seen < wanted:
        count.lost.append(what)
    count.doubled.extend([what] * (seen - wanted))


def _shown(state: Json, bounce: Bounce, words: str = "") -> bool:
    """Whether an answer to a bounce stands there, and these words in it."""
    return any(names(each, bounce.token) and names(each, words) for each in said_by_bot(state, SUPPORT))


def _button(message: Json) -> Json | None:
    """The first button of a message, as the page presses it."""
    for block in message["blocks"]:
        if block["type"] == "actions":
            button = block["elements"][0]
            return {"block_id": block["block_id"], "action_id": button["action_id"], "value": button.get("value")}
    return None
