"""A stranger's text on a terminal: shown, never obeyed."""

import unicodedata
from typing import Final

_KEPT: Final = frozenset("\n\t")
_UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls (escape sequences begin with one), invisible and direction-changing marks, half characters."""


def inert(text: str) -> str:
    """The text with whatever a terminal would act on written as a code: ESC becomes `<1b>`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text.replace("\r\n", "\n"))


def one_line(text: str, limit: int = 200) -> str:
    """The inert text on one line, `limit` characters at most."""
    line = " ".join(inert(text).split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _shown(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in _UNSHOWN:
        return character
    return f"<{ord(character):x}>"
