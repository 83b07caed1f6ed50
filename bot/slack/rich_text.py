"""Rich text blocks as a text, escaped as Slack escapes a message's `text`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

_LINES: Final = frozenset(
    {"rich_text_section", "rich_text_preformatted", "rich_text_quote", "rich_text_list", "rich_text"}
)
_DEEPEST: Final = 8


def escaped(text: str) -> str:
    """A text in which Slack finds no markup: its three escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_of(blocks: Iterable[Mapping[str, Any]] | None) -> str:
    """What the rich text among the blocks says; each section and list item on lines of its own."""
    rich = (block for block in blocks or () if block.get("type") == "rich_text")
    return "\n".join(_text(block, 0) for block in rich)


def _text(element: Mapping[str, Any], depth: int) -> str:
    inner = element.get("elements")
    if isinstance(inner, list) and depth < _DEEPEST:
        parts = [each for each in inner if isinstance(each, dict)]
        joint = "\n" if any(part.get("type") in _LINES for part in parts) else ""
        return joint.join(_text(part, depth + 1) for part in parts)
    return "".join(_piece(element))


def _piece(element: Mapping[str, Any]) -> Iterator[str]:
    text, url = element.get("text"), element.get("url")
    match element.get("type"):
        case "text" if isinstance(text, str):
            yield escaped(text)
        case "link" if isinstance(url, str):
            yield f"<{escaped(url)}|{escaped(text)}>" if isinstance(text, str) else f"<{escaped(url)}>"
        case "user":
            yield f"<@{element.get('user_id', '')}>"
        case "emoji":
            yield f":{element.get('name', '')}:"
        case _:
            return
