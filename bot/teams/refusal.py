"""Why a case does not take a move, as a sentence."""

from bot.answers.words import notices
from bot.desk.case import Move
from bot.teams.reception import OpenCase


def refusal(case: OpenCase | None, move: Move) -> str | None:
    """The sentence for who was too late; None when the case takes the move."""
    if case is None:
        return notices.CARD_TOO_OLD
    return None if case.takes(move) else notices.DONE_ALREADY
