"""The words that the rules know, to tell what a word was before a reader of pictures misread it.

A word that nobody knows is compared with the known ones as if the characters that look alike were one; and where
spaces were lost, it is parted into known words, as few as will do.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from bot.diagnosis.flat import flat
from bot.reading.screenshot.looks import alike, look_of

_TOKEN: Final = re.compile(r"(?<![\w@./:-])[\w'|]{2,80}(?![\w@]|[./:-]\w)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SHORTEST_RUN: Final = 7
_LONGEST_WORD: Final = 24
_LETTERS_A_WORD: Final = 3
"""On the average; words of two letters alone can be made of anything."""


class Spelling:
    """The words of some texts. Parts of addresses and names of hosts are no words."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted = Counter(
            token[0].lower()
            for text in texts
            for token in _TOKEN.finditer(flat(text))
            if _WORD.fullmatch(token[0])
        )
        self._known = frozenset(counted)
        self._by_look: dict[str, str] = {}
        for word, _ in counted.most_common():
            self._by_look.setdefault(alike(word), word)

    def corrected(self, text: str) -> str:
        """The text with its unknown words as they must have been, where that can be told."""
        return _TOKEN.sub(lambda token: self._word(token[0]), text)

    @cached_property
    def _by_look_of_m(self) -> dict[str, str]:
        return {look_of(word): word for word in reversed(self._by_look.values())}

    def _word(self, token: str) -> str:
        if token.lower() in self._known or token.isdigit():
            return token
        look = alike(token)
        found = self._by_look.get(look) or self._by_look_of_m.get(look_of(token))
        if found is not None:
            return found
        return self._parted(look) or token

    def _parted(self, look: str) -> str | None:
        """The fewest known words that a run of letters is made of."""
        if len(look) < _SHORTEST_RUN:
            return None
        fewest: list[tuple[str, ...] | None] = [(), *([None] * len(look))]
        for end in range(1, len(look) + 1):
            for start in range(max(0, end - _LONGEST_WORD), end):
                before, word = fewest[start], self._by_look.get(look[start:end])
                if before is None or word is None:
                    continue
                best = fewest[end]
                if best is None or len(before) + 1 < len(best):
                    fewest[end] = (*before, word)
        words = fewest[-1]
        if words is None or len(look) < _LETTERS_A_WORD * len(words):
            return None
        return " ".join(words)
