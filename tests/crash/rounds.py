"""One round: people ask and press, the bot dies meanwhile and is started again, and what it said is counted."""

import asyncio
import random
from enum import Enum

from tests.crash.asked import Asked
from tests.crash.counting import Count, Sight, count, look
from tests.crash.page import Json, Page, within
from tests.crash.people import Asking
from tests.crash.pressing import Pressing
from tests.crash.processes import Bot

PATIENCE = 90.0
"""Seconds until what is still not said counts as lost."""

QUIET = 0.7
"""Seconds in which nothing may change any more before a round is counted."""

HANGING = 600
"""Seconds; longer than any bot of a round lives."""

REACHED = 6.0
"""Seconds in which the bot comes to where it shall die; it is killed wherever it is then."""

FRESH = 5
"""Ways of asking in a round; all of them have their turn."""

REPEAT: Json = {"events": 1000, "times": 2}
"""Every event comes three times."""


class Moment(Enum):
    """Where the bot dies: in words, and what holds it there."""

    RANDOM = "at a random moment", None
    POSTED = "after a message stands, before the bot knows", {"method": "chat.postMessage", "after": True}
    POSTING = "before a message stands, while the bot waits for it", {"method": "chat.postMessage"}
    UPDATED = "after a card is drawn anew, before the bot knows", {"method": "chat.update", "after": True}
    REMOVED = "after an answer is taken away, before the bot knows", {"method": "chat.delete", "after": True}
    WHISPERED = "after a whisper was heard, before the bot knows", {"method": "response_url", "after": True}
    OPENING = "while a form opens", {"method": "views.open", "after": True}
    UNACKNOWLEDGED = "after an event was stored, before it counts as acknowledged", None

    def __init__(self, words: str, held: Json | None) -> None:
        self.words = words
        self.held = held


class Rounds:
    """The rounds of one playground."""

    def __init__(self, page: Page, bot: Bot, dice: random.Random) -> None:
        self._page = page
        self._bot = bot
        self._dice = dice
        self.asked = Asked()
        self._asking = Asking(page, self.asked, dice)
        self._pressing = Pressing(page, self.asked, self._asking, dice)

    async def round(self, number: int, moment: Moment) -> Count:
        """Each event comes three times, the bot dies amid it all and is started again; then all is quiet."""
        if not self._bot.alive:
            await self._bot.start()
            await self._bot.ready()
        await self._bad_day(moment)
        await asyncio.gather(self._people(number), self._die(moment))
        await within(PATIENCE, self._all_well, glance=0.2)
        await self._quiet()
        for ask in self.asked.asks:
            ask.busy = False
        return await self.count()

    async def count(self) -> Count:
        """Count everything that was said since the first round."""
        return count(self.asked, await self._look())

    async def _bad_day(self, moment: Moment) -> None:
        held: Json = {"fail": {**moment.held, "hang": HANGING}} if moment.held else {}
        losing: Json = {"lose_acks": 3} if moment is Moment.UNACKNOWLEDGED else {}
        await self._page.does("trouble", clear=True, repeat=REPEAT, **held, **losing)

    async def _people(self, number: int) -> None:
        asking, pressing = self._asking, self._pressing
        ways = (
            *(asking.in_a_thread, asking.commanded, asking.edited, asking.direct, asking.deleted),
            *(asking.listed, asking.pointed_at, asking.mentioned, asking.talked, asking.pointed_at_talk),
        )
        fresh = [ways[(number * FRESH + each) % len(ways)] for each in range(FRESH)]
        doing = [
            *fresh,
            *(pressing.found, pressing.missed, pressing.missed_to_helpdesk, pressing.to_helpdesk),
            *(pressing.claimed, pressing.resolved, pressing.deleted, pressing.reworded, pressing.retracted),
        ]
        self._dice.shuffle(doing)
        for each in doing:
            await each()

    async def _die(self, moment: Moment) -> None:
        if moment.held:
            await within(REACHED, self._reached)
        else:
            await asyncio.sleep(self._dice.uniform(0.1, 2.5))
        await self._bot.kill()
        await self._page.does("trouble", clear=True, repeat=REPEAT)
        await self._bot.start()

    async def _reached(self) -> bool:
        return int((await self._page.does("trouble"))["left"]) == 0

    async def _all_well(self) -> bool:
        return (await self.count()).is_complete

    async def _look(self) -> Sight:
        return await look(self._page, self.asked)

    async def _quiet(self) -> None:
        """Wait until nothing has changed for a while."""
        loop = asyncio.get_running_loop()
        revision, since = -1, loop.time()
        while loop.time() - since < QUIET:
            now = (await self._page.glances())["revision"]
            if now != revision:
                revision, since = now, loop.time()
            await asyncio.sleep(0.1)
