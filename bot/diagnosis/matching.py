"""All phrases and patterns of all rules, looked for in one pass.

One RE2 Set holds them all, so the time is linear in the text, whatever stands in it. The text goes
through it in overlapping windows, and what matched is located in its window only: so not even a text
that matches everything costs more than its length.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import re2

MEMORY: Final = 256 * 2**20
"""Bytes the compiled Set may take. At RE2's own default of 8 MB some 5,000 patterns fail."""

PATTERN_MEMORY: Final = 8 * 2**20
"""Bytes one compiled pattern may take."""

WINDOW: Final = 4096
OVERLAP: Final = 1024
"""Code points; no evidence is longer than the overlap."""

_ALWAYS: Final = r"\A"
_GAP_AFTER_HYPHEN: Final = re.compile(r"(?<=\w)\\-(?=\w)")


class PatternError(Exception):
    """RE2 refuses a pattern; `why` is what it says."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SetTooLargeError(Exception):
    """The Set does not fit its memory; `first` is the index of the pattern that no longer fitted."""

    def __init__(self, first: int) -> None:
        super().__init__(f"pattern {first}")
        self.first = first


@dataclass(frozen=True, slots=True)
class Hit:
    """Pattern `index` matched `[start, end)` of the text."""

    index: int
    start: int
    end: int


def phrase_pattern(phrase: str) -> str:
    """A literal phrase as a pattern. A line may be broken after a hyphen."""
    escaped: str = re2.escape(" ".join(phrase.split()))
    return _GAP_AFTER_HYPHEN.sub(r"\- ?", escaped)


def _options(memory: int) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = memory
    options.never_capture = True
    return options


def compile_pattern(pattern: str) -> Any:
    """One pattern on its own.

    Raises:
        PatternError: RE2 refuses it, or it also matches where nothing stands.
    """
    try:
        compiled = re2.compile(pattern, _options(PATTERN_MEMORY))
    except re2.error as error:
        why = error.args[0] if error.args else "?"
        raise PatternError(why.decode(errors="replace") if isinstance(why, bytes) else str(why)) from None
    if compiled.search("") is not None:
        raise PatternError("it matches the empty text")
    return compiled


class PatternSet:
    """Compiled patterns, and the one Set over all of them.

    Raises:
        PatternError: RE2 refuses one of them.
        SetTooLargeError: they do not fit `memory` bytes together.
    """

    def __init__(self, patterns: Sequence[str], memory: int = MEMORY) -> None:
        self._each = [compile_pattern(pattern) for pattern in patterns]
        compiled = _compile_set(patterns, memory)
        if compiled is None:
            raise SetTooLargeError(_first_too_many(patterns, memory))
        self._set: Any = compiled

    def __len__(self) -> int:
        """How many patterns."""
        return len(self._each)

    def search(self, text: str) -> list[Hit]:
        """The first place of each pattern that matches, by index."""
        hits: dict[int, Hit] = {}
        for offset, window in _windows(text):
            for index in self._matching(window):
                if index not in hits and (found := self._each[index].search(window)) is not None:
                    start, end = found.span()
                    hits[index] = Hit(index, offset + start, offset + end)
        return [hits[index] for index in sorted(hits)]

    def _matching(self, window: str) -> list[int]:
        matched = self._set.Match(window) or []
        if len(self._each) not in matched:  # the Set ran out of memory: it always matches its last member
            return list(range(len(self._each)))
        return [index for index in matched if index < len(self._each)]


def _compile_set(patterns: Sequence[str], memory: int) -> Any | None:
    compiled = re2.Set.SearchSet(_options(memory))
    for pattern in (*patterns, _ALWAYS):
        compiled.Add(pattern)
    try:
        compiled.Compile()
    except re2.error:
        return None
    return compiled


def _first_too_many(patterns: Sequence[str], memory: int) -> int:
    fits, fails = 0, len(patterns)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if _compile_set(patterns[:middle], memory) is None:
            fails = middle
        else:
            fits = middle
    return fails - 1


def _windows(text: str) -> Iterator[tuple[int, str]]:
    if len(text) <= WINDOW + OVERLAP:
        yield 0, text
        return
    for offset in range(0, max(1, len(text) - OVERLAP), WINDOW):
        yield offset, text[offset : offset + WINDOW + OVERLAP]
