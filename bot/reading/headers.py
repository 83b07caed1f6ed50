"""The headers of a mail or of one of its parts. Of most nobody ever asks: each is parsed when it is asked for.

Parameters are read by the standard library (policy compat32).
"""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from functools import cached_property
from io import StringIO

_BYTES = 256 * 1024
_VALUE_CHARS = 4000
_LINE = re.compile(r"From |[!-9;-~]*:")
_WORDS = re.compile(r"=\?[^?]*\?[qb]\?.*?\?=(?: =\?[^?]*\?[qb]\?.*?\?=)*", re.IGNORECASE)
"""Encoded words, several where only a space parts them: they are one text."""

_CONTENT_TYPE = "Content-Type"


class Headers:
    """The headers in a block of lines; what comes after a line that is none is not looked at."""

    def __init__(self, block: bytes) -> None:
        self._sources: list[list[str]] = []
        self._first: dict[str, list[str]] = {}
        self._texts: dict[str, str] = {}
        source: list[str] = []
        for line in StringIO(block[:_BYTES].decode("ascii", "surrogateescape"), newline=""):
            if line[0] in " \t":
                source.append(line)  # where there is no header to go on with, nobody's
                continue
            if not _LINE.match(line):
                break
            source = [line]
            if not line.startswith(("From ", ":")):
                self._sources.append(source)
                self._first.setdefault(line[: line.index(":")].lower(), source)

    def __contains__(self, name: str) -> bool:
        """Whether there is one of that name."""
        return name.lower() in self._first

    def text(self, name: str) -> str:
        """The first of that name decoded to text on one line, empty where there is none."""
        text = self._texts.get(name)
        if text is None:
            source = self._first.get(name.lower())
            text = self._texts[name] = decoded_words(_value(source)[:_VALUE_CHARS]) if source else ""
        return text

    def all(self) -> Iterator[tuple[str, str]]:
        """Each with its name, as they were written."""
        return ((source[0].partition(":")[0], _value(source)) for source in self._sources)

    @cached_property
    def content(self) -> Message:
        """The Content-Type, for its parameters; a very long one is cut, a parser would take long over it."""
        content: Message = Message()
        source = self._first.get(_CONTENT_TYPE.lower())
        if source is not None:
            value = _value(source)
            if len(value) > _VALUE_CHARS:
                value = value[:_VALUE_CHARS].rpartition(";")[0] or "text/plain"
            content.set_raw(_CONTENT_TYPE, value)
        return content


def _value(source: list[str]) -> str:
    return "".join((source[0].partition(":")[2], *source[1:])).lstrip(" \t\r\n").rstrip("\r\n")


def decoded_words(value: str) -> str:
    """A header's encoded words (RFC 2047) as text; what cannot be decoded stays as it was written."""
    flat = " ".join(value.split())
    if not flat.isascii():
        flat = best_guess(flat.encode("utf-8", "surrogateescape"))
    if "=?" not in flat:
        return flat
    return _WORDS.sub(_decoded, flat).replace("\0", "").encode("utf-8", "replace").decode()


def _decoded(words: re.Match[str]) -> str:
    try:
        pieces = decode_header(words[0])
    except (HeaderParseError, ValueError):
        return words[0]
    return "".join(piece if isinstance(piece, str) else _piece(piece, charset) for piece, charset in pieces)


def _piece(piece: bytes, charset: str | None) -> str:
    try:
        return piece.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return best_guess(piece)


def best_guess(payload: bytes) -> str:
    """Bytes as text where nothing good is known about them: UTF-8 if they are, else Latin-1."""
    try:
        return payload.decode("utf-8")
    except ValueError:
        return payload.decode("latin-1")
