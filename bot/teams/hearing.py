"""An activity comes in: it becomes work of the desk, and an invoke is answered."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import structlog
from pydantic import ValidationError

from bot.answers.words import notices
from bot.teams import invokes
from bot.teams.answered import Answered
from bot.teams.asked import by_extension
from bot.teams.buttons import VERB, Buttons, Draw, Forms
from bot.teams.names import EXPLAIN
from bot.teams.payloads import ExtensionUse, MembersChanged, Message, Press
from bot.teams.reception import Reception
from bot.teams.shown import changed, deleted, invited, posted
from bot.teams.workplace import Workplace

if TYPE_CHECKING:
    from bot.desk.work import Work

_IN_TIME: Final = 4.0
"""Seconds. Teams waits five for the answer of a message extension, and some more for that of a button."""

log = structlog.get_logger()


class Hearing:
    """Turns activities that were let in into work of the desk.

    Args:
        desk: Where work is accepted.
        workplace: Who we are and where we listen.
        draw: How a card is drawn.
        forms: How the forms are drawn.
        patience: Within how many seconds an invoke is answered, whatever happens.
    """

    def __init__(
        self, *, desk: Reception, workplace: Workplace, draw: Draw, forms: Forms, patience: float = _IN_TIME
    ) -> None:
        self._desk = desk
        self._workplace = workplace
        self._buttons = Buttons(desk, workplace, draw, forms)
        self._patience = patience

    async def hear(self, activity: Mapping[str, Any]) -> Answered | None:
        """Take one activity in. Gives the answer to an invoke; None for what wants none.

        What it became stands in the desk's books when this returns. An activity that we cannot read is logged,
        without its text, and dropped: it would not read better the next time.

        Raises:
            Whatever the desk raises where it could not store: then nothing is acknowledged.
        """
        if activity.get("type") == "invoke":
            return await self._invoked(activity)
        try:
            await self._took(activity)
        except ValidationError as error:
            _unreadable(error)
        return None

    async def _took(self, activity: Mapping[str, Any]) -> None:
        work: Work | None = None
        match activity.get("type"):
            case "message":
                message = Message.model_validate(activity)
                pressed = isinstance(message.value, dict) and VERB in message.value
                work = self._buttons.submitted(message) if pressed else posted(message, self._workplace)
            case "messageUpdate":
                work = changed(Message.model_validate(activity), self._workplace)
            case "messageDelete":
                work = deleted(Message.model_validate(activity), self._workplace)
            case "conversationUpdate":
                work = invited(MembersChanged.model_validate(activity), self._workplace)
            case _:
                return
        if work is not None:
            await self._desk.accept(work)

    async def _invoked(self, activity: Mapping[str, Any]) -> Answered:
        name = activity.get("name")
        extension = name in invokes.EXTENSION
        if not extension and name != invokes.ACTION:
            return invokes.unknown()
        said = invokes.with_dialog if extension else invokes.with_sentence
        try:
            async with asyncio.timeout(self._patience):
                if extension:
                    return await self._explained(ExtensionUse.model_validate(activity))
                return await self._buttons.pressed(Press.model_validate(activity))
        except ValidationError as error:
            _unreadable(error)
            return said(notices.NOTHING_TO_READ) if extension else invokes.with_error(notices.CARD_TOO_OLD)
        except TimeoutError:
            log.warning("teams_invoke_out_of_time", invoke=name)
            return said(notices.TROUBLE)

    async def _explained(self, use: ExtensionUse) -> Answered:
        if use.value.command_id != EXPLAIN:
            return invokes.unknown()
        await self._desk.accept(by_extension(use, self._workplace))
        return invokes.with_dialog(notices.EXPLAINED_SOON)


def _unreadable(error: ValidationError) -> None:
    where = [".".join(map(str, each["loc"])) for each in error.errors(include_input=False, include_url=False)]
    log.warning("teams_activity_unreadable", model=error.title, where=where[:5])
