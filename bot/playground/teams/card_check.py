"""Whether Teams would take a card: Adaptive Cards up to 1.5, of the elements and actions that it draws.

Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from bot.playground.teams.facts import NAMES, Json
from bot.playground.teams.refusal import TeamsRefusedError

CARD: Final = "application/vnd.microsoft.card.adaptive"
_VERSION: Final = re.compile(r"1\.[0-5]")
_DEEPEST: Final = 24
_MOST_ACTIONS: Final = 6
_NEEDED: Final[dict[str, tuple[str, type]]] = {
    "TextBlock": ("text", str),
    "RichTextBlock": ("inlines", list),
    "Container": ("items", list),
    "ColumnSet": ("columns", list),
    "Column": ("items", list),
    "FactSet": ("facts", list),
    "ImageSet": ("images", list),
    "Image": ("url", str),
    "ActionSet": ("actions", list),
    "Table": ("rows", list),
    "Input.Text": ("id", str),
    "Input.Toggle": ("id", str),
    "Input.ChoiceSet": ("id", str),
    "Input.Number": ("id", str),
    "Input.Date": ("id", str),
    "Input.Time": ("id", str),
    "Action.Execute": ("title", str),
    "Action.Submit": ("title", str),
    "Action.OpenUrl": ("url", str),
    "Action.ToggleVisibility": ("targetElements", list),
    "Action.ShowCard": ("card", dict),
}
"""By the type of an element or action: what it cannot do without."""
_OTHERS: Final = frozenset({"AdaptiveCard", "TextRun", "TableRow", "TableCell"})
_UNSEEN: Final = frozenset({"data", "msteams", "fallback", "$schema"})
"""What the app's own, or other rules hold for."""


def check_card(content: Any) -> None:
    """Raises TeamsRefusedError for a card that Teams would not draw."""
    if not isinstance(content, dict) or content.get("type") != "AdaptiveCard":
        raise _wrong("the content is no AdaptiveCard")
    if not _VERSION.fullmatch(str(content.get("version"))):
        raise _wrong(f"version {content.get('version')!r} is not drawn")
    if not isinstance(content.get("body"), list):
        raise _wrong("a card has a body")
    parts = list(_parts(content, 0))
    for part in parts:
        _check_part(part)
    ids = Counter(part["id"] for part in parts if isinstance(part.get("id"), str))
    if twice := [name for name, times in ids.items() if times > 1]:
        raise _wrong(f"the id {twice[0]!r} stands there twice")
    for part in parts:
        for target in _listed(part, "targetElements"):
            name = target.get("elementId") if isinstance(target, dict) else target
            if name not in ids:
                raise _wrong(f"nothing has the id {name!r}")
    _check_mentions(content, parts)


def actions_of(content: Json, kind: str) -> Iterator[Json]:
    """The actions of a type in a card, as they stand."""
    return (part for part in _parts(content, 0) if part["type"] == kind)


def _parts(part: Json, depth: int) -> Iterator[Json]:
    """Everything in a card that has a type, itself first."""
    if depth > _DEEPEST:
        raise _wrong("the card is nested too deep")
    if "type" in part:
        yield part
    for name, value in part.items():
        if name not in _UNSEEN:
            for inner in value if isinstance(value, list) else (value,):
                if isinstance(inner, dict):
                    yield from _parts(inner, depth + 1)


def _check_part(part: Json) -> None:
    kind = part["type"]
    if not isinstance(kind, str) or kind not in {*_NEEDED, *_OTHERS}:
        raise _wrong(f"{kind!r} is not drawn")
    name, wanted = _NEEDED.get(kind, ("type", str))
    if not isinstance(part.get(name), wanted):
        raise _wrong(f"{kind} needs {name}")
    if kind in {"ActionSet", "AdaptiveCard"} and len(_listed(part, "actions")) > _MOST_ACTIONS:
        raise _wrong(f"more than {_MOST_ACTIONS} actions stand in one row")
    if kind in {"Action.OpenUrl", "Image"} and not str(part["url"]).lower().startswith(
        ("https:", "http:", "data:image/")
    ):
        raise _wrong(f"{kind} leads nowhere")


def _check_mentions(content: Json, parts: Iterable[Json]) -> None:
    """Who is mentioned is somebody, and stands in the text of the card."""
    teams = content.get("msteams")
    said = "\n".join(str(part["text"]) for part in parts if isinstance(part.get("text"), str))
    for entity in _listed(teams, "entities") if isinstance(teams, dict) else ():
        mentioned = entity.get("mentioned") if isinstance(entity, dict) else None
        if not isinstance(mentioned, dict) or mentioned.get("id") not in NAMES:
            raise _wrong("nobody here is who is mentioned")
        if not entity.get("text") or entity["text"] not in said:
            raise _wrong("who is mentioned does not stand in the text")


def _listed(part: Json, name: str) -> list[Any]:
    """A list of a part; empty where it has none."""
    value = part.get(name)
    if value is not None and not isinstance(value, list):
        raise _wrong(f"{name} is no list")
    return value or []


def _wrong(message: str) -> TeamsRefusedError:
    return TeamsRefusedError(400, "BadSyntax", message)
