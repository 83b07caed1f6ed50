"""Pressed buttons: what becomes work, what opens a form, and what whoever pressed gets to see."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from bot.answers.words import notices
from bot.desk.case import Move
from bot.desk.chat import Drawing
from bot.desk.work import Work
from bot.teams import invokes, names
from bot.teams.answered import Answered
from bot.teams.carried import Carried
from bot.teams.keys import milliseconds
from bot.teams.payloads import Activity, Message, Press
from bot.teams.pressed import claim, found, resolve
from bot.teams.reception import Reception
from bot.teams.refusal import refusal
from bot.teams.sent import not_found, to_helpdesk
from bot.teams.workplace import Workplace

VERB: Final = "verb"
"""Where the data of an Action.Submit says which button it is of; an Action.Execute says so itself."""

_Become = Callable[[Activity, Carried, Workplace], Work]
_DONE: Final[Mapping[str, _Become]] = {
    names.ANSWER_FOUND: found,
    names.CLAIM: claim,
    names.RESOLVE: resolve,
}
_SUBMITTED: Final[Mapping[str, _Become]] = {
    **_DONE,
    names.NOT_FOUND: not_found,
    names.TO_HELPDESK: to_helpdesk,
}


class Drawn(Protocol):
    """A card as it was drawn."""

    @property
    def content(self) -> dict[str, Any]:
        """The Adaptive Card."""
        ...


class Draw(Protocol):
    """How a card is drawn."""

    def __call__(self, drawing: Drawing, /) -> Drawn:
        """Draw it."""
        ...


class Forms(Protocol):
    """How the forms are drawn, each an Adaptive Card."""

    def not_found_form(self, carried: Carried, /) -> dict[str, Any]:
        """What is missing in an answer."""
        ...

    def helpdesk_form(self, carried: Carried, /) -> dict[str, Any]:
        """A remark for the helpdesk."""
        ...


class Buttons:
    """Takes presses in. Work that they became is stored before whoever pressed gets an answer."""

    def __init__(self, desk: Reception, workplace: Workplace, draw: Draw, forms: Forms) -> None:
        self._desk = desk
        self._workplace = workplace
        self._draw = draw
        self._forms = forms

    async def pressed(self, press: Press) -> Answered:
        """What whoever pressed gets to see. Raises ValidationError where the button carries no case."""
        verb, data = press.value.action.verb, press.value.action.data
        match verb:
            case names.ANSWER_FOUND | names.CLAIM | names.RESOLVE:
                return await self._done(verb, press, Carried.from_action(data))
            case names.NOT_FOUND | names.TO_HELPDESK:
                return await self._opened(verb, press, Carried.from_action(data))
            case names.NOT_FOUND_FORM | names.HELPDESK_FORM:
                return await self._sent(verb, press, data)
            case names.CANCEL:
                return await self._as_it_stands(Carried.from_action(data), notices.CARD_TOO_OLD)
            case _:
                return invokes.with_sentence(notices.CARD_TOO_OLD)

    def submitted(self, message: Message) -> Work | None:
        """What a button became where Teams knows no Action.Execute: there no form can be shown or filled in.

        Raises ValidationError where the button carries no case.
        """
        become = _SUBMITTED.get(str(message.value[VERB]))
        return become(message, Carried.from_action(message.value), self._workplace) if become else None

    async def _done(self, verb: str, press: Press, carried: Carried) -> Answered:
        await self._desk.accept(_DONE[verb](press, carried, self._workplace))
        return invokes.with_sentence(notices.NOTED)

    async def _opened(self, verb: str, press: Press, carried: Carried) -> Answered:
        """A form in the place of the card, unless the case no longer takes it."""
        missed = verb == names.NOT_FOUND
        no = refusal(await self._desk.open_case(carried.case), Move.MISS if missed else Move.ESCALATE)
        if no is not None:
            return await self._as_it_stands(carried, no)
        form = self._forms.not_found_form if missed else self._forms.helpdesk_form
        return invokes.with_card(form(carried.into_form(milliseconds(press.timestamp))))

    async def _sent(self, verb: str, press: Press, data: Mapping[str, Any]) -> Answered:
        """A form was sent; a case that moved on meanwhile is shown as it stands."""
        carried, missed = Carried.from_action(data), verb == names.NOT_FOUND_FORM
        work = (not_found if missed else to_helpdesk)(press, carried, self._workplace, data)
        no = refusal(await self._desk.open_case(carried.case), Move.MISS if missed else Move.ESCALATE)
        if no is not None:
            return await self._as_it_stands(carried, no)
        await self._desk.accept(work)
        return invokes.with_sentence(notices.NOTED)

    async def _as_it_stands(self, carried: Carried, otherwise: str) -> Answered:
        """The answer's card as it stands; a sentence where there is none (any more)."""
        card = await self._desk.drawing(carried.case, carried.packed)
        return invokes.with_card(self._draw(card).content) if card else invokes.with_sentence(otherwise)
