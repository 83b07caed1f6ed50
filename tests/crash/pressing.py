"""What people do to an answer that stands: buttons, forms, an edit or a deletion of what was shown."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable

from tests.crash.asked import MOVED, WITH_THE_HELPDESK, Ask, Asked, Stand, stand_of
from tests.crash.page import HELLA, HELPDESK, Json, Page, button, names, within
from tests.crash.people import TALK, UNKNOWN, Asking, connected

_FORM_IN = 5.0
"""Seconds in which a form opens, or the person gives up."""

_NOT_HEARD = 0.3
"""The same where the press seems not to have been heard; it may have opened the form all the same."""


class Pressing:
    """The hands of people who read. What is acknowledged has to hold; what is not may."""

    def __init__(self, page: Page, asked: Asked, asking: Asking, dice: random.Random) -> None:
        self._page = page
        self._asked = asked
        self._asking = asking
        self._dice = dice
        self._forms: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        """A person fills in one form at a time."""

    async def found(self) -> None:
        """Antwoord gevonden."""
        chosen = await self._choose(Stand.ANSWERED, "answer_found")
        if chosen:
            ask, body = chosen
            done = await self._page.tries("press", ask.person, **body)
            ask.moves(Stand.FOUND, sure=done["ok"])
            ask.busy = False

    async def missed(self) -> None:
        """Niet gevonden, and not to the helpdesk."""
        await self._send(Stand.ANSWERED, "not_found", Stand.MISSED, missing="iets", also_helpdesk=[])

    async def missed_to_helpdesk(self) -> None:
        """Niet gevonden, with the tick that stands there."""
        await self._send(Stand.ANSWERED, "not_found", Stand.ESCALATED, missing="iets", also_helpdesk=["yes"])

    async def to_helpdesk(self) -> None:
        """Naar de helpdesk, from an answer that was not enough."""
        stand = self._dice.choice((Stand.ANSWERED, Stand.MISSED))
        await self._send(stand, "to_helpdesk", Stand.ESCALATED, remark="Graag snel.", urgency="urgent")

    async def claimed(self) -> None:
        """Ik pak dit op."""
        await self._at_helpdesk((Stand.ESCALATED,), "claim", Stand.CLAIMED)

    async def resolved(self) -> None:
        """Opgelost, claimed before or not."""
        await self._at_helpdesk((Stand.CLAIMED, Stand.ESCALATED), "resolve", Stand.RESOLVED)

    async def deleted(self) -> None:
        """Delete what was shown: its answer goes, unless it is with the helpdesk."""
        ask = self._pick(lambda each: self._asked.alone(each) and bool(each.ts) and _settled(each))
        if ask is None:
            return
        if ask.may & WITH_THE_HELPDESK.keys():
            card = await self._card(ask)
            if card is None or ask.conversation.startswith("D"):
                ask.busy = False
                return
            ask.bare = card["ts"]
        else:
            ask.moves(Stand.GONE, sure=True)
        await self._page.does("delete", ask.person, conversation=ask.conversation, ts=ask.ts)

    async def reworded(self) -> None:
        """Edit what was shown: the answer follows; where someone pressed a button, another one is added."""
        ask = self._pick(
            lambda each: (
                bool(each.ts)
                and (each.stands(Stand.ANSWERED) or (each.stands(Stand.FOUND) and self._asked.alone(each)))
            )
        )
        if ask is None or not await self._is_shown(ask):
            return
        token = self._asking.token("anders")
        if ask.stands(Stand.FOUND):
            more = Ask(token, ask.conversation, ask.thread, ask.person, busy=True)
            self._asked.asks.append(more)
        else:
            ask.token = token
        await self._edit(ask, UNKNOWN.format(token))

    async def retracted(self) -> None:
        """Edit what was shown into talk: its answer goes."""
        ask = self._pick(lambda each: bool(each.ts) and not each.named and each.stands(Stand.ANSWERED))
        if ask is None or not await self._is_shown(ask):
            return
        ask.moves(Stand.GONE, sure=True)
        await self._edit(ask, TALK.format(3))

    async def _edit(self, ask: Ask, text: str) -> None:
        await self._page.does("edit", ask.person, conversation=ask.conversation, ts=ask.ts, text=text)

    async def _send(self, stand: Stand, action: str, becomes: Stand, **values: object) -> None:
        """Open a form by its button, and send it."""
        chosen = await self._choose(stand, action, helped=becomes is Stand.ESCALATED)
        if chosen is None:
            return
        ask, body = chosen
        async with self._forms[ask.person]:
            await self._fill_in(ask, body, becomes, values)
        ask.busy = False

    async def _fill_in(self, ask: Ask, body: Json, becomes: Stand, values: dict[str, object]) -> None:
        await self._close(ask.person)
        pressed = await self._page.tries("press", ask.person, **body)
        modal: Json | None = None

        async def open_now() -> bool:
            nonlocal modal
            modal = (await self._page.glances(ask.person))["modal"]
            return modal is not None

        if not await within(_FORM_IN if pressed["ok"] else _NOT_HEARD, open_now) or modal is None:
            return
        filled = {name: {name: value} for name, value in values.items()}
        done = await self._page.tries("submit", ask.person, modal=modal["id"], values=filled)
        left = (await self._page.glances(ask.person))["modal"]
        ask.moves(becomes, sure=done["ok"] and left is None)
        await self._close(ask.person)

    async def _close(self, person: str) -> None:
        while modal := (await self._page.glances(person))["modal"]:
            await self._page.tries("close", person, modal=modal["id"])

    async def _at_helpdesk(self, stands: tuple[Stand, ...], action: str, becomes: Stand) -> None:
        ask = self._pick(lambda each: any(each.stands(stand) for stand in stands))
        if ask is None:
            return
        await connected(self._page)
        ask.busy = False
        for card in await self._page.said(HELLA, HELPDESK):
            pressed = button(card, action)
            if names(card, ask.token) and pressed:
                ask.busy = True
                done = await self._page.tries("press", HELLA, conversation=HELPDESK, ts=card["ts"], **pressed)
                ask.moves(becomes, sure=done["ok"])
                ask.busy = False
                return

    async def _choose(self, stand: Stand, action: str, *, helped: bool = False) -> tuple[Ask, Json] | None:
        """An answer that stands so, and the press of its button; `helped`: one with something for the helpdesk."""
        ask = self._pick(lambda each: each.stands(stand) and (each.is_bounce or not helped))
        if ask is None:
            return None
        await connected(self._page)
        card = await self._card(ask)
        pressed = button(card, action) if card else None
        if card is None or pressed is None:
            ask.busy = False
            return None
        return ask, {"conversation": ask.conversation, "ts": card["ts"], **pressed}

    async def _card(self, ask: Ask) -> Json | None:
        """Its card as it should stand, the last one where it was whispered again; None while there is none."""
        said = [
            each
            for each in await self._page.said(*ask.view)
            if each["thread_ts"] == ask.thread
            and names(each, ask.token)
            and not names(each, MOVED)
            and stand_of(each) in ask.may
        ]
        return said[-1] if said else None

    async def _is_shown(self, ask: Ask) -> bool:
        """Whether its card stands; where it does not, others may do something to it."""
        ask.busy = await self._card(ask) is not None
        return ask.busy

    def _pick(self, fits: Callable[[Ask], bool]) -> Ask | None:
        fitting = [each for each in self._asked.asks if not each.busy and each.bare is None and fits(each)]
        if not fitting:
            return None
        chosen = self._dice.choice(fitting)
        chosen.busy = True
        return chosen


def _settled(ask: Ask) -> bool:
    return len(ask.may) == 1 and not ask.stands(Stand.GONE)
