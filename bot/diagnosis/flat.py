"""A text made flat: every run of white space one space, typographic quotes plain.

Rules are matched against the flat text, so that a wrapped line reads like an unwrapped one; what they
find is pointed out in the text as it was written.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

_WHITE: Final = re.compile(r"\s+")
_LONG_WHITE: Final = re.compile(r"\s{2,}")
_PLAIN: Final = str.maketrans("‘’‚‛“”„‟′″‐‑‒–—−\u00a0", "''''\"\"\"\"'\"------ ")


class Flat:
    """`written` as it came, and `text`, the same made flat."""

    def __init__(self, written: str) -> None:
        self.written = written
        self._lead = len(written) - len(written.lstrip())
        self.text = _WHITE.sub(" ", written.translate(_PLAIN)).strip()

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """Flat positions after which the written text is further on, and by how much."""
        after, shifts, shift = [0], [self._lead], self._lead
        for run in _LONG_WHITE.finditer(self.written, self._lead):
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
