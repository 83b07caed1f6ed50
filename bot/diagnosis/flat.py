"""A text made flat: every run of white space one space, between paragraphs one line break, quotes plain.

Rules are matched against the flat text, so that a wrapped line reads like an unwrapped one, and no phrase begins
in one paragraph to end in the next; what they
find is pointed out in the text as it was written. The codes that open the further lines of one reply
("550-5.1.1 …") go too: they cut sentences in two.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from bot.diagnosis.codes import first_reply, statuses

_WHITE: Final = re.compile(r"[^\S ]\s*| \s+")
"""White space that is not one space already."""
_PARAGRAPHS: Final = re.compile(r"\n\s*\n")
_FURTHER_LINE: Final = re.compile(r"([245](?<![\d.-].)\d\d)-(?=\S)")
_MOST_CODES: Final = 3
_SHORT: Final = 20_000
"""Code points of a text whose words are put together anew: of a long one they would fill the memory."""

_PLAIN: Final = str.maketrans("‘’‚‛“”„‟′″‐‑‒–—−\u00a0", "''''\"\"\"\"'\"------ ")
_FANCY: Final = re.compile(f"[{''.join(map(chr, _PLAIN))}]")


class Flat:
    """`written` as it came, and `text`, the same made flat; the status codes in it, and its first reply code."""

    def __init__(self, written: str) -> None:
        self.written = written
        self._gap = _gap(written)
        self._lead = len(written) - len(written.lstrip())
        plain = written[self._lead :]
        if not plain.isascii() and _FANCY.search(plain):
            plain = plain.translate(_PLAIN)
        short = self._gap is _WHITE and len(plain) < _SHORT
        self.text = _in_paragraphs(plain) if short else self._gap.sub(_shrunk, plain).rstrip()
        self.statuses: tuple[str, ...] = statuses(self.text)
        self.reply: str | None = first_reply(self.text)

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """Flat positions after which the written text is further on, and by how much."""
        after, shifts, shift = [0], [self._lead], self._lead
        for run in self._gap.finditer(self.written, self._lead):
            if run.end() - run.start() > 1:
                after.append(run.start() - shift + 1)
                shift += run.end() - run.start() - 1
                shifts.append(shift)
        return after, shifts

    def written_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a non-empty span of the flat text stands in the written text."""
        return self._written(start), self._written(end - 1) + 1

    def _written(self, position: int) -> int:
        after, shifts = self._steps
        return position + shifts[bisect_right(after, position) - 1]


def flat(written: str) -> str:
    """The flat text alone."""
    return Flat(written).text


def _in_paragraphs(text: str) -> str:
    """What replacing each gap by what it shrinks to would give, where it is white space alone. Half the time."""
    return "\n".join([" ".join(paragraph.split()) for paragraph in _PARAGRAPHS.split(text)]).rstrip()


def _shrunk(gap: re.Match[str]) -> str:
    return "\n" if gap[0].count("\n") > 1 else " "


def _gap(written: str) -> re.Pattern[str]:
    """What becomes one space: white space and, in a reply of several lines, the code that opens the next."""
    codes: dict[str, None] = {}
    for match in _FURTHER_LINE.finditer(written):
        codes[match.group(1)] = None
        if len(codes) == _MOST_CODES:
            break
    if not codes:
        return _WHITE
    again = "|".join(codes)
    return re.compile(rf"\s+(?:{again})[ -](?:[245]\.\d{{1,3}}\.\d{{1,3}}[\s-]+)?\s*|{_WHITE.pattern}")
