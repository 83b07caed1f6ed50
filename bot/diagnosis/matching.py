"""All phrases and patterns of all rules, looked for in one pass over the text.

The phrases are one RE2 Set. The patterns stand behind literal filters (RE2's FilteredRE2): only those whose
literals stand in the text are tried. One Set over the patterns too would be linear as well, but its automaton
grows a new state at almost every character of a text made to hurt it: 2 seconds for 1 MB, against a quarter.

The text goes through in overlapping windows, and what matched is located in its window only. So not even
a text that matches everything costs more than its length.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import re2

MEMORY: Final = 256 * 2**20
"""Bytes the Set of phrases may take, and the patterns. At RE2's own default of 8 MB some 5,000 fail."""

PATTERN_MEMORY: Final = 8 * 2**20
"""Bytes one compiled pattern may take."""

WINDOW: Final = 16_384
OVERLAP: Final = 1024
"""Code points; no evidence is longer than the overlap."""

INSTRUCTION: Final = 64
"""Bytes of an instruction of a pattern: forward, backward, alone and behind its filter."""

FILTERED_TOGETHER: Final = 1024
"""Patterns behind one filter, where they fit: its memory cannot be set. Each filter costs a pass over the text."""

_PROBE: Final = "a text that tells whether a filter works"

_ALWAYS: Final = r"\A"
_HYPHEN: Final = re.compile(r"(?<=\w)\\-(?=\w)")


class PatternError(Exception):
    """RE2 refuses a pattern; `why` is what it says."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SetTooLargeError(Exception):
    """The expressions do not fit their memory; `first` is the index of the one that no longer did."""

    def __init__(self, first: int) -> None:
        super().__init__(f"expression {first}")
        self.first = first


@dataclass(frozen=True, slots=True)
class Expression:
    """An RE2 expression over flat text; `literal` where it is a phrase.

    `plain`: the phrase in small letters, where it can be found by these letters alone.
    """

    text: str
    literal: bool = False
    plain: bytes = b""


@dataclass(frozen=True, slots=True)
class Hit:
    """Expression `index` matched `[start, end)` of the text."""

    index: int
    start: int
    end: int


def phrase_expression(phrase: str) -> Expression:
    """A literal phrase, whose line may be broken after a hyphen."""
    words = " ".join(phrase.split())
    escaped: str = re2.escape(words)
    plain = words.lower().encode() if words.isascii() and "-" not in words else b""
    return Expression(_HYPHEN.sub(r"\- ?", escaped), literal=True, plain=plain)


def compile_alone(expression: Expression) -> Any:
    """One expression on its own.

    Raises:
        PatternError: RE2 refuses it, or it also matches where nothing stands.
    """
    try:
        compiled = re2.compile(expression.text, _options(PATTERN_MEMORY))
    except re2.error as error:
        why = error.args[0] if error.args else "?"
        raise PatternError(why.decode(errors="replace") if isinstance(why, bytes) else str(why)) from None
    if compiled.search("") is not None:
        raise PatternError("it matches the empty text")
    return compiled


def is_filtered(expression: Expression) -> bool:
    """Whether an expression has literals that must stand in a text before it is tried; a phrase always has."""
    if expression.literal:
        return True
    alone: Any = re2.Filter()
    alone.Add(expression.text, _options(PATTERN_MEMORY))
    alone.Compile()
    return not alone.Match("", True)  # noqa: FBT003 — theirs


class Matcher:
    """Compiled expressions.

    Raises:
        PatternError: RE2 refuses one of them.
        SetTooLargeError: they do not fit `memory` bytes together.
    """

    def __init__(self, expressions: Sequence[Expression], memory: int = MEMORY) -> None:
        self._expressions = tuple(expressions)
        self._alone = {i: compile_alone(e) for i, e in enumerate(expressions) if not e.literal}
        self._phrases = _Phrases([(i, e) for i, e in enumerate(expressions) if e.literal], memory)
        patterns = [(i, e) for i, e in enumerate(expressions) if not e.literal]
        self._weigh([index for index, _ in patterns], memory)
        self._filters = [
            filtered
            for start in range(0, len(patterns), FILTERED_TOGETHER)
            for filtered in _filters(patterns[start : start + FILTERED_TOGETHER])
        ]

    def search(self, text: str) -> list[Hit]:
        """The first place of each expression that matches, by index."""
        hits: dict[int, Hit] = {}
        for offset, window in _windows(text):
            encoded = window.encode()
            small = encoded.lower()
            for index in self._candidates(encoded):
                if index not in hits and (span := self._span(index, encoded, small)) is not None:
                    start, end = span if len(encoded) == len(window) else _decoded(encoded, *span)
                    hits[index] = Hit(index, offset + start, offset + end)
        return [hits[index] for index in sorted(hits)]

    def _span(self, index: int, window: bytes, small: bytes) -> tuple[int, int] | None:
        """Where an expression stands first; `small` is the window in small letters."""
        plain = self._expressions[index].plain
        if plain and (start := small.find(plain)) >= 0:
            return start, start + len(plain)
        found = self._one(index).search(window)
        return found.span() if found is not None else None

    def _one(self, index: int) -> Any:
        """An expression on its own, to find where it stands. Of many phrases few are ever asked for."""
        alone = self._alone.get(index)
        if alone is None:
            alone = self._alone[index] = compile_alone(self._expressions[index])
        return alone

    def _weigh(self, patterns: Sequence[int], memory: int) -> None:
        taken = 0
        for index in patterns:
            taken += INSTRUCTION * self._alone[index]._regexp.ProgramSize()  # noqa: SLF001 — told nowhere else
            if taken > memory:
                raise SetTooLargeError(index)

    def _candidates(self, window: bytes) -> Iterator[int]:
        yield from self._phrases.candidates(window)
        for patterns in self._filters:
            yield from patterns.candidates(window)


class _Phrases:
    """The phrases as one Set."""

    def __init__(self, phrases: Sequence[tuple[int, Expression]], memory: int) -> None:
        self._indices = [index for index, _ in phrases]
        expressions = [expression for _, expression in phrases]
        compiled = _compile_set(expressions, memory)
        if compiled is None:
            raise SetTooLargeError(self._indices[_first_too_many(expressions, memory)])
        self._set: Any = compiled

    def candidates(self, window: bytes) -> list[int]:
        """Those that match; all of them in the unlikely case that the Set ran out of memory on the way."""
        matched = self._set.Match(window) or []
        last = len(self._indices)
        if last not in matched:  # the Set's last member matches always
            return self._indices
        return [self._indices[number] for number in matched if number != last]


def _filters(patterns: Sequence[tuple[int, Expression]]) -> Iterator["_Patterns"]:
    """Some patterns behind one filter; behind several where they are too much for one."""
    try:
        yield _Patterns(patterns)
    except SetTooLargeError:
        if len(patterns) == 1:
            raise
        yield from _filters(patterns[: len(patterns) // 2])
        yield from _filters(patterns[len(patterns) // 2 :])


class _Patterns:
    """Some patterns behind one filter. It is tried at once: short of memory it would be blind, and say nothing."""

    def __init__(self, patterns: Sequence[tuple[int, Expression]]) -> None:
        self._indices = [index for index, _ in patterns]
        self._filter: Any = re2.Filter()
        for _, expression in patterns:
            self._filter.Add(expression.text, _options(PATTERN_MEMORY))
        self._filter.Add(re2.escape(_PROBE), _options(PATTERN_MEMORY))
        try:
            self._filter.Compile()
        except re2.error:
            raise SetTooLargeError(self._indices[-1]) from None
        if len(self._indices) not in (self._filter.Match(_PROBE, True) or ()):  # noqa: FBT003 — theirs
            raise SetTooLargeError(self._indices[-1])

    def candidates(self, window: bytes) -> list[int]:
        """Those whose literals stand in the text."""
        matched = self._filter.Match(window, True) or ()  # noqa: FBT003 — theirs
        return [self._indices[number] for number in matched if number < len(self._indices)]


def _decoded(encoded: bytes, start: int, end: int) -> tuple[int, int]:
    """A span of bytes as one of code points."""
    before = len(encoded[:start].decode())
    return before, before + len(encoded[start:end].decode())


def _options(memory: int) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = memory
    options.never_capture = True
    return options


def _compile_set(expressions: Sequence[Expression], memory: int) -> Any | None:
    compiled = re2.Set.SearchSet(_options(memory))
    for expression in expressions:
        compiled.Add(expression.text)
    compiled.Add(_ALWAYS)
    try:
        compiled.Compile()
    except re2.error:
        return None
    return compiled


def _first_too_many(expressions: Sequence[Expression], memory: int) -> int:
    fits, fails = 0, len(expressions)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if _compile_set(expressions[:middle], memory) is None:
            fails = middle
        else:
            fits = middle
    return fails - 1


def _windows(text: str) -> Iterator[tuple[int, str]]:
    for offset in range(0, max(1, len(text) - OVERLAP), WINDOW):
        yield offset, text[offset : offset + WINDOW + OVERLAP]
