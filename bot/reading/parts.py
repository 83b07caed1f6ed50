"""A mail taken apart into its parts, under limits.

Bodies are split here, by plain searching: the standard parser tests every line against every open boundary and
recurses, so that a mail nested hundreds deep costs minutes or the stack. No part is decoded before somebody
asks for its text.
"""

import re
from dataclasses import dataclass, field
from email.message import Message
from itertools import chain

from bot.reading.errors import TooDeepError, TooManyPartsError
from bot.reading.headers import Headers, best_guess
from bot.reading.html_text import html_to_text
from bot.reading.limits import Limits
from bot.reading.notification import Defect
from bot.reading.visible import visible

_LOOKED_AT = 256 * 1024
_LONGEST = 4 * Limits().text_chars
"""Bytes of a text that are decoded: so many take the code points that are read of it at most."""

_RETURN = 13
_FURTHER_BYTE = 0x80
"""The high two bits of a byte that goes on with a character (RFC 3629, 3)."""

_BLANK = re.compile(rb"\n[ \t]{0,8}\r?\n")
_EMPTY = re.compile(rb"\r?\n")
_NAME = re.compile(rb"[!-9;-~]{1,100}[ \t]{0,8}:")
_OPENS_PART = re.compile(rb"(?:^|\n)--([^\s]{1,200})[ \t]{0,8}\r?\n(?=content-)", re.IGNORECASE)
_USUAL_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9_.-]{0,80}[ \t]{0,8}:")
_NESTED = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(slots=True)
class Part:
    """One part: its headers, its undecoded body, and the parts inside it."""

    headers: Headers
    body: bytes
    kind: str
    children: list["Part"] = field(default_factory=list)

    def header(self, name: str) -> str:
        """A header decoded to text on one line, empty where there is none."""
        return self.headers.text(name)

    def parameter(self, name: str) -> str:
        """A parameter of the Content-Type in lower case, empty where there is none."""
        return self.headers.parameter(name)

    def walk(self) -> "chain[Part]":
        """This part and all inside it, in their order; the depth was bounded when it was taken apart."""
        if not self.children:
            return chain([self])
        return chain([self], *(child.walk() for child in self.children))

    def text(self, defects: list[Defect]) -> str:
        """The text of the body; damage in its encoding is noted and read past. HTML is reduced to text."""
        payload = self._decoded(defects)
        if len(payload) > _LONGEST and self.kind != "text/html":
            payload = payload[: _end(payload)]
        charset = self.headers.charset
        try:
            text = payload.decode(charset or "utf-8")
            if not text.isascii():
                text.encode()  # some decoders give halves of surrogate pairs
        except (LookupError, ValueError):
            text = best_guess(payload)
            if charset not in {"", "us-ascii", "utf-8"}:
                defects.append(Defect(self.kind, "unknown or wrong charset"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return visible(html_to_text(text) if self.kind == "text/html" else text)

    @property
    def encoding(self) -> str:
        """How the body is encoded, in lower case: "base64", "quoted-printable", anything a stranger wrote."""
        return self.header("Content-Transfer-Encoding")[:40].strip().lower()

    def _decoded(self, defects: list[Defect]) -> bytes:
        encoding = self.encoding
        if encoding not in {"base64", "quoted-printable"}:
            return self.body
        carrier: Message = Message()
        carrier["Content-Transfer-Encoding"] = encoding
        carrier.set_payload(self.body.decode("ascii", "surrogateescape"))
        decoded = carrier.get_payload(decode=True)
        if carrier.defects:
            defects.append(Defect(self.kind, "broken base64"))
        return decoded if isinstance(decoded, bytes) else self.body


def _end(payload: bytes) -> int:
    """Where a text that is too long is cut: at the end of a line, else before a whole character of UTF-8."""
    line = payload.rfind(b"\n", _LONGEST - _LOOKED_AT, _LONGEST) + 1
    begins = (at for at in range(_LONGEST, _LONGEST - 4, -1) if payload[at] & 0xC0 != _FURTHER_BYTE)
    return line or next(begins, _LONGEST)


def has_headers(raw: bytes) -> bool:
    """Whether bytes begin with something that looks like a mail's headers."""
    lines = raw.lstrip()[:4000].split(b"\n")[:12]
    if lines and lines[0].startswith((b"From ", b">From ")):
        lines = lines[1:]
    return bool(lines) and _USUAL_NAME.match(lines[0]) is not None


def take_apart(raw: bytes, limits: Limits, defects: list[Defect]) -> Part:
    """Take a mail apart.

    Raises:
        TooDeepError: parts nested deeper than `limits.depth`.
        TooManyPartsError: more parts than `limits.parts`.
    """
    return _Splitter(limits, defects).part(raw, 0, "text/plain")


class _Splitter:
    def __init__(self, limits: Limits, defects: list[Defect]) -> None:
        self._limits, self._defects, self._count = limits, defects, 0

    def part(self, raw: bytes, depth: int, default: str) -> Part:
        self._count += 1
        if self._count > self._limits.parts:
            raise TooManyPartsError(limit=self._limits.parts)
        if depth > self._limits.depth:
            raise TooDeepError(limit=self._limits.depth)
        end, start = _blank_line(raw)
        head, body = raw[:end], raw[start:]
        if depth and not _NAME.match(head):
            head, body = b"", raw if head.strip() else body
        headers = Headers(head + b"\n")
        part = Part(headers, body, headers.kind(default))
        if part.kind.startswith("multipart/"):
            self._multipart(part, depth)
        elif part.kind in _NESTED and not part.encoding.startswith("b"):
            part.children.append(self.part(body.lstrip(b"\r\n"), depth + 1, "text/plain"))
        return part

    def _multipart(self, part: Part, depth: int) -> None:
        boundary = part.headers.boundary.encode("utf-8", "surrogateescape") or _guessed(part.body)
        pieces = _pieces(part.body, boundary) if boundary else []
        if not pieces:
            self._defects.append(Defect("multipart", "no boundary found"))
            part.kind = "text/plain"
            return
        default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        part.children.extend(self.part(piece, depth + 1, default) for piece in pieces)


def _blank_line(raw: bytes) -> tuple[int, int]:
    """Where the first blank line begins, with the end of the line before it, and where it ends."""
    if (empty := _EMPTY.match(raw)) is not None and _BLANK.match(raw, empty.end() - 1) is None:
        return 0, empty.end()
    blank = _BLANK.search(raw)
    if blank is None:
        return len(raw), len(raw)
    at = blank.start()
    return (at - 1 if at and raw[at - 1] == _RETURN else at), blank.end()


def _guessed(body: bytes) -> bytes:
    """The boundary where the header lost it: a line of it opens the body and headers follow."""
    opening = _OPENS_PART.search(body[:_LOOKED_AT])
    return opening[1] if opening else b""


def _pieces(body: bytes, boundary: bytes) -> list[bytes]:
    """The bodies between the boundary's lines; a missing last line is read past."""
    mark = b"--" + boundary
    pieces: list[bytes] = []
    start, at = -1, body.find(mark)
    while at >= 0:
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end
        rest = body[at + len(mark) : min(end, at + len(mark) + 80)].strip()
        if (at == 0 or body[at - 1 : at] == b"\n") and rest in {b"", b"--"}:
            if start >= 0:
                pieces.append(body[start:at])
            start = end + 1
            if rest:
                return pieces
        at = body.find(mark, at + len(mark))
    if 0 <= start < len(body):
        pieces.append(body[start:])
    return pieces
