"""Enhanced status codes and reply codes: where they stand in a text, and which rule means them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

MOST_CODES: Final = 20
LOOKED_AT: Final = 50_000
"""How many codes are looked for, in how many code points of a text."""

_STATUS: Final = re.compile(r"[245](?<![\d.].)\.\d{1,3}\.\d{1,3}(?![\d]|\.\d)")
_REPLY: Final = re.compile(r"([45](?<![\w.,:/-].)[0-5]\d)(?=[ -](?:[#<(\[]?[245]\.\d{1,3}\.\d|\D)|$)")
"""Both look back after their first digit: so they are found by it, many times as fast."""

_ANY_REPLY_AT_START: Final = re.compile(r"^\W{0,3}([245][0-5]\d)\b")


def statuses(text: str) -> tuple[str, ...]:
    """The different enhanced status codes of a text, in its order; of a text full of them the first few."""
    found: dict[str, None] = {}
    for match in _STATUS.finditer(text, 0, LOOKED_AT):
        found[match.group()] = None
        if len(found) == MOST_CODES:
            break
    return tuple(found)


def first_reply(text: str) -> str | None:
    """The first reply code of a text: digits that open it or stand before an enhanced status code."""
    found = _ANY_REPLY_AT_START.search(text) or _REPLY.search(text, 0, LOOKED_AT)
    return found.group(1) if found else None


@lru_cache(maxsize=8192)
def means(pattern: str, status: str) -> bool:
    """Whether a status of a rule (`5.1.1`, or `5.1.x` for any detail) means this status."""
    return all(want in ("x", have) for want, have in zip(pattern.split("."), status.split("."), strict=True))


def tells(status: str | None) -> bool:
    """Whether a status says more than "failed": x.0.0 is written where nothing is known."""
    return status is not None and not status.endswith(".0.0")


def any_means(patterns: Iterable[str], found: Iterable[str]) -> bool:
    """Whether one of the patterns means one of the codes."""
    codes = tuple(found)
    return any(means(pattern, code) for pattern in patterns for code in codes)
