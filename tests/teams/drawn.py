"""The plainest drawing of a notice."""

from dataclasses import dataclass
from typing import Any

from bot.desk.chat import Drawing, Notice


@dataclass(frozen=True)
class Plain:
    """A card of one line."""

    content: dict[str, Any]
    text: str


def plainly(drawing: Drawing) -> Plain:
    assert isinstance(drawing, Notice)
    body = [{"type": "TextBlock", "text": drawing.text}]
    return Plain({"type": "AdaptiveCard", "version": "1.5", "body": body}, drawing.text)
