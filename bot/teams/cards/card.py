"""A card as it is sent: Adaptive Card 1.5 and the same story as text, within what Teams takes of a message."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from microsoft_teams.cards import AdaptiveCard, CardElement, Mention, TeamsCardProperties

from bot.answers.legible import length

MOST_BYTES: Final = 25_600
"""Of card and text together, in UTF-16. Teams takes some 28 KB, and its addressing counts too."""

_SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"

Elements = Sequence[CardElement]


@dataclass(frozen=True, slots=True)
class TeamsCard:
    """What is posted. `content` is an attachment's, `text` a message's `summary`: it is what notifications show.

    As a message's `text` it would stand above the card, and say everything twice.
    """

    content: dict[str, Any]
    text: str


def rendered(elements: Elements, mentions: Sequence[Mention] = ()) -> dict[str, Any]:
    """Elements as the content of an attachment, as wide as Teams draws it."""
    teams = TeamsCardProperties(width="full", entities=list(mentions) or None)
    card = AdaptiveCard(version="1.5", msteams=teams, body=list(elements))
    return {"$schema": _SCHEMA, **card.model_dump(mode="json", exclude_none=True)}


def fitting(drawings: Iterable[Callable[[], Elements]], text: str, mentions: Sequence[Mention] = ()) -> TeamsCard:
    """The first of several drawings, fullest first, that fits into one message with its text.

    Raises:
        ValueError: none does; the last one has to be short whatever is drawn.
    """
    for draw in drawings:
        card = TeamsCard(rendered(draw(), mentions), text)
        if size(card) <= MOST_BYTES:
            return card
    raise ValueError("no drawing fits")


def size(card: TeamsCard) -> int:
    """Bytes of a card and its text, as Teams counts them."""
    written = json.dumps(card.content, ensure_ascii=False, separators=(",", ":"))
    return 2 * (length(written) + length(card.text))
