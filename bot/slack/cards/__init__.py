"""Cards: what the desk wants drawn, as Block Kit. Pure: same drawing in, same blocks out."""

from bot.desk.chat import AnswerCard, Drawing, HelpdeskCard
from bot.slack.cards.answer import answer_card
from bot.slack.cards.card import Card
from bot.slack.cards.helpdesk import helpdesk_card
from bot.slack.cards.notice import notice_card

__all__ = ["Card", "draw"]


def draw(drawing: Drawing) -> Card:
    """A drawing as Slack takes it."""
    match drawing:
        case AnswerCard():
            return answer_card(drawing)
        case HelpdeskCard():
            return helpdesk_card(drawing)
        case _:
            return notice_card(drawing)
