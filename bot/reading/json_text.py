"""JSON in a text that people paste: one value, several in a row, or one inside a string of another."""

import json
from collections.abc import Iterator
from typing import Final

MOST_VALUES: Final = 200
_START: Final = ("{", "[")
_DECODER: Final = json.JSONDecoder(strict=False)


def json_objects(text: str) -> Iterator[dict[str, object]]:
    """The JSON objects of a text, those in lists one by one; nothing where the text is no JSON."""
    at, count = min((place for place in (text.find("{"), text.find("[")) if place >= 0), default=-1), 0
    while 0 <= at < len(text) and text[at] in _START and count < MOST_VALUES:
        value, at = _decoded(text, at)
        if value is None:
            return
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and count < MOST_VALUES:
                count += 1
                yield _opened(item)
        while at < len(text) and (text[at].isspace() or text[at] == ","):
            at += 1


def _decoded(text: str, at: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):  # no JSON, or nested as nobody nests
        return None, at


def _opened(item: dict[str, object]) -> dict[str, object]:
    """The event in an envelope: Amazon's notification service carries it as a string."""
    message = item.get("Message")
    if isinstance(message, str) and message.lstrip().startswith("{"):
        inner, _ = _decoded(message.lstrip(), 0)
        if isinstance(inner, dict):
            return inner
    return item


def at(value: object, *path: str | int) -> object:
    """What stands at a path in a JSON value; None where the path ends."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and len(value) > step:
            value = value[step]
        else:
            return None
    return value


def text_at(value: object, *path: str | int) -> str:
    """The text or number at a path, as text; empty where there is none."""
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found).strip()


def list_at(value: object, *path: str | int) -> list[object]:
    """The list at a path; empty where there is none."""
    found = at(value, *path)
    return found if isinstance(found, list) else []
