"""Words with their places become the text that a person sees: lines from left to right, paragraphs apart."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.reading.screenshot.process import Word

_SAME_LINE: Final = 0.5
"""Of the lower of two heights: words that share as much of it stand on one line."""

_APART: Final = 0.9
"""Of a line's height: a gap of more ends a paragraph."""

_COLUMN: Final = 2.5
"""Of a line's height: a gap of more between words parts columns."""


def text_of(words: Sequence[Word]) -> str:
    """The text, with an empty line between paragraphs and a tab between columns."""
    out: list[str] = []
    bottom: float | None = None
    for line in _lines(words):
        height = max(word.bottom - word.top for word in line)
        top = min(word.top for word in line)
        if bottom is not None and top - bottom > _APART * height:
            out.append("")
        out.append(_joined(line, height))
        bottom = max(word.bottom for word in line)
    return "\n".join(out)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        if lines and _is_on(word, lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _is_on(word: Word, line: list[Word]) -> bool:
    """Whether a word stands on a line: beside its last word, and on nobody's place."""
    last = line[-1]
    shared = min(word.bottom, last.bottom) - max(word.top, last.top)
    lower = min(word.bottom - word.top, last.bottom - last.top)
    beside = all(word.left >= other.right - lower or word.right <= other.left + lower for other in line)
    return beside and shared > _SAME_LINE * lower


def _joined(line: list[Word], height: float) -> str:
    out = [line[0].text]
    for before, word in pairwise(line):
        out += ["\t" if word.left - before.right > _COLUMN * height else " ", word.text]
    return "".join(out)
