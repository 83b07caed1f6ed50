r"""Texts in Teams' forms: where a stranger's text may stand, and how long.

A stranger's text stands only in a TextRun, where Teams looks for no Markdown. A TextBlock is for what is ours and
needs one: a heading is announced as such there alone, a mention and a list are drawn there alone.
"""

import re
from collections.abc import Sequence
from typing import Final

from microsoft_teams.cards import RichTextBlock, TextBlock, TextRun

from bot.answers.legible import CUT, shortened, visible

HEADING: Final = 150
RUN: Final = 3000
STATUS: Final = 500
FALLBACK: Final = 1000

_DATE: Final = re.compile(r"\{(?=\{)")
_MENTION: Final = re.compile(r"<(?=/?at\b)", re.IGNORECASE)
_MARKUP: Final = re.compile(r"[\\`*\[\]<>&~]|(?<!\w)_|_(?!\w)")
_FIRST: Final = re.compile(r"[-+#=|]|[0-9]{1,9}(?=[.)])")
_NON_JOINER: Final = "\u200c"


def inert(text: str) -> str:
    """A text that reads the same, and in which no form of a mention or of a date that Teams would draw is left."""
    return _MENTION.sub("<" + _NON_JOINER, _DATE.sub("{" + _NON_JOINER, text))


def literal(text: str) -> str:
    """One line of ours as a TextBlock's text, without any Markdown of its own."""
    escaped = _MARKUP.sub(r"\\\g<0>", inert(visible(" ".join(text.split()))))
    first = _FIRST.match(escaped)
    if first is None:
        return escaped
    mark, rest = first[0], escaped[first.end() :]
    return f"{mark}\\{rest}" if mark[0].isdigit() else f"\\{escaped}"


def words(text: str, *, bold: bool = False, small: bool = False) -> TextRun:
    """A run of text; small print is paler too."""
    return TextRun(
        text=inert(shortened(visible(text), RUN)) or " ",
        weight="Bolder" if bold else None,
        size="Small" if small else None,
        is_subtle=True if small else None,
    )


def line(*runs: TextRun, tight: bool = False) -> RichTextBlock:
    """A paragraph; a tight one stands close to what is above it."""
    return RichTextBlock(inlines=list(runs), spacing="Small" if tight else None)


def heading(text: str, *, separate: bool = False) -> TextBlock:
    """A heading, of what follows after a dividing line where it is `separate`."""
    return TextBlock(
        text=literal(shortened(text, HEADING)) or " ",
        style="heading",
        size="Large",
        weight="Bolder",
        wrap=True,
        separator=True if separate else None,
        spacing="Large" if separate else None,
    )


def numbered(texts: Sequence[str]) -> TextBlock:
    """A numbered list of sentences of ours."""
    items = (f"{number}. {literal(shortened(text, RUN))}" for number, text in enumerate(texts, 1))
    return TextBlock(text="\n".join(items), wrap=True, spacing="Small")


def marked_up(text: str) -> TextBlock:
    """A sentence that is marked up already."""
    return TextBlock(text=text, wrap=True)


def fallback(*sentences: str) -> str:
    """The text of notifications out of plain sentences."""
    told = " ".join(sentence for sentence in sentences if sentence)
    if len(told) <= FALLBACK:
        return told
    return shortened(told, FALLBACK).rpartition(" ")[0] + CUT
