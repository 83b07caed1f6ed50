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
_LINE = re.compile(r"From |([!-9;-~]*):")
_WORDS = re.compile(r"=\?[^?]*\?[qb]\?.*?\?=(?: =\?[^?]*\?[qb]\?.*?\?=)*", re.IGNORECASE)
"""Encoded words, several where only a space parts them: they are one text."""

_CONTENT_TYPE = "Content-Type"
_USUAL = re.compile(r"([a-z]{1,40}/[a-z0-9.+-]{1,80})(?:; ?charset=(\"?)([a-z0-9_-]{1,40})\2)?", re.IGNORECASE)
"""A type and at most its charset: nothing that takes a parser."""


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
            begun = _LINE.match(line)
            if begun is None:
                break
            source = [line]
            if name := begun[1]:
                self._sources.append(source)
                self._first.setdefault(name.lower(), source)

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

    def kind(self, default: str) -> str:
        """The MIME type in lower case, "text/plain" for one that is none; `default` where there is no header."""
        if _CONTENT_TYPE not in self:
            return default
        usual = _USUAL.fullmatch(self.text(_CONTENT_TYPE))
        return usual[1].lower() if usual else self._content.get_content_type()

    @property
    def charset(self) -> str:
        """The charset that is named, in lower case, empty where none is."""
        usual = _USUAL.fullmatch(self.text(_CONTENT_TYPE))
        return (usual[3] or "").lower() if usual else self.parameter("charset")

    @property
    def boundary(self) -> str:
        """What parts the parts, empty where it is not told."""
        return self._content.get_boundary() or ""

    def parameter(self, name: str) -> str:
        """A parameter of the Content-Type in lower case, empty where there is none."""
        if name not in self.text(_CONTENT_TYPE).lower():
            return ""
        value = self._content.get_param(name)
        return value.lower() if isinstance(value, str) else ""

    @cached_property
    def _content(self) -> Message:
        """The Content-Type alone; a very long one is cut, a parser would take long over it."""
        content: Message = Message()
        value = _value(self._first.get(_CONTENT_TYPE.lower(), [""]))
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
