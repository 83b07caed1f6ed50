"""A sentence or two of ours."""

from bot.desk.chat import Notice
from bot.teams.cards.card import TeamsCard, rendered
from bot.teams.cards.texts import fallback, line, words


def notice_card(notice: Notice) -> TeamsCard:
    """The notice as a message."""
    return TeamsCard(rendered([line(words(notice.text))]), fallback(notice.text))
