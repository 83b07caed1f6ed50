"""How an invoke is answered: what Teams shows to whoever pressed a button or used the message extension.

An invoke that is not answered within some seconds shows "something went wrong".
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.teams.answered import Answered

ACTION: Final = "adaptiveCard/action"
EXTENSION: Final = ("composeExtension/fetchTask", "composeExtension/submitAction")
"""Names of invokes."""

_CARD: Final = "application/vnd.microsoft.card.adaptive"
_MESSAGE: Final = "application/vnd.microsoft.activity.message"
_ERROR: Final = "application/vnd.microsoft.error"
_OK: Final = 200
_BAD: Final = 400
_NOT_IMPLEMENTED: Final = 501


def with_card(content: Mapping[str, Any]) -> Answered:
    """A card in the place of the one that was pressed, for whoever pressed."""
    return _action(_OK, _CARD, dict(content))


def with_sentence(sentence: str) -> Answered:
    """A sentence to whoever pressed; the card stays."""
    return _action(_OK, _MESSAGE, sentence)


def with_error(sentence: str) -> Answered:
    """What was pressed has a shape that we cannot read."""
    answer = _action(_BAD, _ERROR, {"code": "BadRequest", "message": sentence})
    return Answered(_BAD, answer.body)


def with_dialog(sentence: str) -> Answered:
    """A sentence in a dialog, to whoever used the message extension."""
    return Answered(_OK, {"task": {"type": "message", "value": sentence}})


def unknown() -> Answered:
    """An invoke that we do not know."""
    return Answered(_NOT_IMPLEMENTED)


def _action(status: int, kind: str, value: object) -> Answered:
    return Answered(_OK, {"statusCode": status, "type": kind, "value": value})
