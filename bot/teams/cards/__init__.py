"""Cards: what the desk wants drawn, as Adaptive Cards. Pure: same drawing in, same card out."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.desk.chat import AnswerCard, Drawing, HelpdeskCard
from bot.teams.cards.answer import answer_card
from bot.teams.cards.card import TeamsCard
from bot.teams.cards.helpdesk import helpdesk_card
from bot.teams.cards.notice import notice_card
from bot.teams.cards.people import People

__all__ = ["TeamsCard", "draw"]

_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


def draw(drawing: Drawing, names: Mapping[str, str] = _NOBODY) -> TeamsCard:
    """A drawing as Teams takes it. `names` tells what people are called, by their id; nobody has to be in it."""
    people = People(names)
    match drawing:
        case AnswerCard():
            return answer_card(drawing, people)
        case HelpdeskCard():
            return helpdesk_card(drawing, people)
        case _:
            return notice_card(drawing)
