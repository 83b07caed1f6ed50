"""A desk that keeps what it accepts, or cannot; cards and forms that say what they are of."""

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.answers import Answer, Escalate
from bot.desk.case import Move
from bot.desk.chat import AnswerCard, Drawing, State
from bot.desk.work import Work
from bot.teams.carried import Carried


class Case:
    """A case that takes some moves."""

    def __init__(self, *moves: Move) -> None:
        self._moves = moves

    def takes(self, move: Move) -> bool:
        return move in self._moves


class Book:
    """A desk's book. `failing`: nothing can be written down; `slow`: it takes for ever."""

    def __init__(self) -> None:
        self.works: list[Work] = []
        self.cases: dict[str, Case] = {}
        self.cards: dict[str, AnswerCard] = {}
        self.asked_with: list[str] = []
        self.failing = False
        self.slow = False

    async def accept(self, work: Work) -> None:
        if self.slow:
            await asyncio.Event().wait()
        if self.failing:
            raise OSError("disk full, says the secret text 550 5.1.1")
        self.works.append(work)

    async def open_case(self, case_id: str) -> Case | None:
        return self.cases.get(case_id)

    async def drawing(self, case_id: str, packed: str = "") -> AnswerCard | None:
        self.asked_with.append(packed)
        return self.cards.get(case_id)


def asker_card(case: str, state: State) -> AnswerCard:
    """The card of a case."""
    answer = Answer(sections=(), findings=(), escalate=Escalate.OFFER, is_bounce=True, text="De mailbox is vol.")
    return AnswerCard(case=case, answer=answer, state=state, helpdesk=True, packed="")


@dataclass
class Drawn:
    content: dict[str, Any]


def draw(drawing: Drawing) -> Drawn:
    assert isinstance(drawing, AnswerCard)
    return Drawn({"type": "AdaptiveCard", "of": drawing.case, "state": drawing.state})


class Forms:
    """Forms that carry what forms carry."""

    def not_found_form(self, carried: Carried) -> dict[str, Any]:
        return {"type": "AdaptiveCard", "form": "not_found", "data": carried.in_action()}

    def helpdesk_form(self, carried: Carried) -> dict[str, Any]:
        return {"type": "AdaptiveCard", "form": "helpdesk", "data": carried.in_action()}
