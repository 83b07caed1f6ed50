"""What is looked for when someone is to be forgotten: a user id or a mail address, as a whole, in any text.

`jan@klant.example` is not in `piet.jan@klant.example`; `U0123` is not in `U01234`. A mail address is the same in
any case. Raw files know no borders between one value and the next, so there only a text is let pass that is known
to be of someone else.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

_BEFORE: Final = r"(?<![^\W_])(?<![^\W_][._+-])"
_AFTER: Final = r"(?![^\W_]|[._-][^\W_])"
_AROUND_ID: Final = (r"(?<![^\W_])", r"(?![^\W_])")
_LONGER: Final = r"[\w.+-]*"


@dataclass(frozen=True)
class Needles:
    """Texts that are to be found wherever they stand. Ids are as they are written, addresses in any case."""

    texts: tuple[str, ...]

    def among(self, value: object) -> bool:
        """Whether one of them stands in a value: a text, JSON in a text, or what JSON becomes."""
        return any(self._whole.search(text) for text in _texts(value))

    def longer_in(self, value: object) -> set[str]:
        """What holds one of them as a part of something else: another address, another id."""
        found = (match for text in _texts(value) for match in self._longer.finditer(text))
        return {match[0] for match in found if not self._whole.search(match[0])}

    def count(self, raw: "bytes | Any", others: Collection[str]) -> int:
        """How often they stand in a file's bytes, but for what is known to be part of `others`."""
        passed = [re.escape(other.encode()) for other in sorted(others, key=len, reverse=True)]
        wanted = [_escaped(text) for text in self.texts]
        found = re.finditer(b"|".join([*passed, b"(" + b"|".join(wanted) + b")"]), raw)
        return sum(match[1] is not None for match in found)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile("|".join(_whole(text) for text in self.texts))

    @cached_property
    def _longer(self) -> re.Pattern[str]:
        inner = "|".join(_escaped(text).decode() for text in self.texts)
        return re.compile(f"{_LONGER}(?:{inner}){_LONGER}")


def is_address(text: str) -> bool:
    """Whether it is a mail address rather than an id."""
    return "@" in text


def _whole(text: str) -> str:
    before, after = (_BEFORE, _AFTER) if is_address(text) else _AROUND_ID
    return f"{before}{_escaped(text).decode()}{after}"


def _escaped(text: str) -> bytes:
    """As a pattern, for texts and for bytes alike."""
    escaped = re.escape(text).encode()
    return b"(?i:" + escaped + b")" if is_address(text) else escaped


def _texts(value: object) -> Iterator[str]:
    """Every text in a value; JSON is taken apart, for there a border may be written as a letter (a line's end)."""
    match value:
        case str() if value[:1] in {"{", "[", '"'}:
            try:
                yield from _texts(json.loads(value))
            except ValueError:
                yield value
        case str():
            yield value
        case bytes():
            yield value.decode("utf-8", "replace")
        case dict():
            for name, each in value.items():
                yield from _texts(name)
                yield from _texts(each)
        case list() | tuple():
            for each in value:
                yield from _texts(each)
        case _:
            pass
