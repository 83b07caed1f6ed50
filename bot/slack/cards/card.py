"""A card as it is sent: blocks, and the same story as text, within Slack's lengths."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk.models.blocks import Block

from bot.answers.legible import length

MOST_BLOCKS: Final = 50
MOST_CHARACTERS: Final = 13_000
"""In all blocks of a message together. Slack documents no figure; it refuses from some 13,200 on."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is posted. `text` is what notifications and screen readers use; Slack parses it, so it is escaped."""

    blocks: list[dict[str, Any]]
    text: str


def rendered(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Blocks as Slack takes them. Raises SlackObjectFormationError past the lengths of a single one."""
    return [block.to_dict() for block in blocks]


def fitting(drawings: Iterable[Callable[[], Sequence[Block]]]) -> list[dict[str, Any]]:
    """The first of several drawings, fullest first, that fits into one message.

    Raises:
        ValueError: none does; the last one has to be short whatever is drawn.
    """
    for draw in drawings:
        blocks = rendered(draw())
        if len(blocks) <= MOST_BLOCKS and characters(blocks) <= MOST_CHARACTERS:
            return blocks
    raise ValueError("no drawing fits")


def characters(blocks: Any) -> int:
    """How many characters people would read in these blocks."""
    if isinstance(blocks, list):
        return sum(characters(each) for each in blocks)
    if not isinstance(blocks, dict):
        return 0
    own = blocks.get("text")
    here = length(own) if isinstance(own, str) else 0
    return here + sum(characters(each) for each in blocks.values())
