"""Texts that strangers wrote, made fit to be shown: nothing hides in them, and none is too long.

Lengths are counted as JavaScript, Slack and Teams count them, which is never fewer than code points.
"""

import unicodedata
from typing import Final

CUT: Final = "…"
"""What a text that was cut ends in."""

_HIDING: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u200c\u200d")


def visible(text: str) -> str:
    """A text in which nothing hides: what is invisible, or turns the direction of others, shows as its code.

    The joiners stay: names and emoji are written with them.
    """
    text = text.replace("\r\n", "\n").expandtabs(4)
    if text.isascii() and text.isprintable():
        return text
    return "".join(_seen(character) for character in text)


def shortened(text: str, most: int) -> str:
    """A text of at most `most` characters, however they are counted; a longer one ends in a mark of its cut."""
    if length(text) <= most:
        return text
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - len(CUT))]
    return raw.decode("utf-16-le", "ignore").rstrip() + CUT


def length(text: str) -> int:
    """Characters in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _seen(character: str) -> str:
    if character == "\n" or character in _JOINERS or unicodedata.category(character) not in _HIDING:
        return character
    return f"[U+{ord(character):04X}]"
