"""The plainest drawing of a notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk.chat import Drawing, Notice


@dataclass(frozen=True)
class Plain:
    """A card of one line."""

    content: dict[str, Any]
    text: str


def plainly(drawing: Drawing, names: Mapping[str, str]) -> Plain:
    assert names == {}
    assert isinstance(drawing, Notice)
    body = [{"type": "TextBlock", "text": drawing.text}]
    return Plain({"type": "AdaptiveCard", "version": "1.5", "body": body}, drawing.text)
