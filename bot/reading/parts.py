"""A mail taken apart into its parts, under limits.

Headers become the standard library's (policy compat32); what it needs for a mail's body too costs twice the
time for their lines alone. Bodies are split here, by plain searching: the standard parser tests every line
against every open boundary and recurses, so that a mail nested hundreds deep costs minutes or the stack. No
part is decoded before somebody asks for its text.
"""

import re
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from io import StringIO
from itertools import chain

from bot.reading.errors import TooDeepError, TooManyPartsError
from bot.reading.html_text import html_to_text
from bot.reading.limits import Limits
from bot.reading.notification import Defect
from bot.reading.visible import visible

_HEADER_BYTES = 256 * 1024
_VALUE_CHARS = 4000
_RETURN = 13
_BLANK = re.compile(rb"[ \t]{0,8}\r?\n")
_EMPTY = re.compile(rb"\r?\n")
_NAME = re.compile(rb"[!-9;-~]{1,100}[ \t]{0,8}:")
_OPENS_PART = re.compile(rb"(?:^|\n)--([^\s]{1,200})[ \t]{0,8}\r?\n(?=content-)", re.IGNORECASE)
_USUAL_NAME = re.compile(rb"[A-Za-z][A-Za-z0-9_.-]{0,80}[ \t]{0,8}:")
_HEADER_LINE = re.compile(r"From |[!-9;-~]*:|[\t ]")
_NESTED = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(slots=True)
class Part:
    """One part: its headers, its undecoded body, and the parts inside it."""

    headers: Message
    body: bytes
    kind: str
    children: list["Part"] = field(default_factory=list)

    def header(self, name: str) -> str:
        """A header decoded to text on one line, empty where there is none."""
        value = self.headers.get(name)
        return decoded_words(str(value)[:_VALUE_CHARS]) if value is not None else ""

    def parameter(self, name: str) -> str:
        """A parameter of the Content-Type in lower case, empty where there is none."""
        if name not in str(self.headers.get("Content-Type", "")).lower():
            return ""
        value = self.headers.get_param(name)
        return value.lower() if isinstance(value, str) else ""

    def walk(self) -> "chain[Part]":
        """This part and all inside it, in their order; the depth was bounded when it was taken apart."""
        return chain([self], *(child.walk() for child in self.children))

    def text(self, defects: list[Defect]) -> str:
        """The text of the body; damage in its encoding is noted and read past. HTML is reduced to text."""
        payload = self._decoded(defects)
        name = self.headers.get_param("charset")
        charset = name if isinstance(name, str) and name else "utf-8"
        try:
            text = payload.decode(charset)
            if not text.isascii():
                text.encode()  # some decoders give halves of surrogate pairs
        except (LookupError, ValueError):
            text = _best_guess(payload)
            if isinstance(name, str) and name.lower() not in {"us-ascii", "utf-8"}:
                defects.append(Defect(self.kind, "unknown or wrong charset"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return visible(html_to_text(text) if self.kind == "text/html" else text)

    @property
    def encoding(self) -> str:
        """How the body is encoded, in lower case: "base64", "quoted-printable", anything a stranger wrote."""
        return str(self.headers.get("Content-Transfer-Encoding", ""))[:40].strip().lower()

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


def decoded_words(value: str) -> str:
    """A header's encoded words (RFC 2047) as text; what cannot be decoded stays as it was written."""
    flat = " ".join(value.split())
    if "=?" not in flat:
        return _best_guess(flat.encode("utf-8", "surrogateescape"))
    try:
        pieces = decode_header(flat)
    except (HeaderParseError, ValueError):
        return _best_guess(flat.encode("utf-8", "surrogateescape"))
    out: list[str] = []
    for raw, charset in pieces:
        if isinstance(raw, str):
            out.append(raw)
            continue
        try:
            out.append(raw.decode(charset or "utf-8"))
        except (LookupError, ValueError):
            out.append(_best_guess(raw))
    return "".join(out).replace("\0", "").encode("utf-8", "replace").decode()


def _best_guess(payload: bytes) -> str:
    try:
        return payload.decode("utf-8")
    except ValueError:
        return payload.decode("latin-1")


def parse_headers(block: bytes) -> Message:
    """A block of headers; values are cut at 4,000 characters where a parser would take long over them."""
    headers: Message = Message()
    source: list[str] = []
    for line in StringIO(block[:_HEADER_BYTES].decode("ascii", "surrogateescape"), newline=""):
        if not _HEADER_LINE.match(line):
            break
        if line[0] in " \t":
            if source:
                source.append(line)
            continue
        if source:
            headers.set_raw(*compat32.header_source_parse(source))
        source = [] if line.startswith(("From ", ":")) else [line]
    if source:
        headers.set_raw(*compat32.header_source_parse(source))
    value = headers.get("Content-Type")
    if value is not None and len(str(value)) > _VALUE_CHARS:
        headers.replace_header("Content-Type", str(value)[:_VALUE_CHARS].rpartition(";")[0] or "text/plain")
    return headers


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
        headers = parse_headers(head + b"\n")
        kind = headers.get_content_type() if "Content-Type" in headers else default
        part = Part(headers, body, kind)
        if kind.startswith("multipart/"):
            self._multipart(part, depth)
        elif kind in _NESTED and not part.encoding.startswith("b"):
            part.children.append(self.part(body.lstrip(b"\r\n"), depth + 1, "text/plain"))
        return part

    def _multipart(self, part: Part, depth: int) -> None:
        boundary = (part.headers.get_boundary() or "").encode("utf-8", "surrogateescape") or _guessed(part.body)
        pieces = _pieces(part.body, boundary) if boundary else []
        if not pieces:
            self._defects.append(Defect("multipart", "no boundary found"))
            part.kind = "text/plain"
            return
        default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        part.children.extend(self.part(piece, depth + 1, default) for piece in pieces)


def _blank_line(raw: bytes) -> tuple[int, int]:
    """Where the first blank line begins, with the end of the line before it, and where it ends."""
    at = raw.find(b"\n")
    while at >= 0:
        if (blank := _BLANK.match(raw, at + 1)) is not None:
            return (at - 1 if at and raw[at - 1] == _RETURN else at), blank.end()
        if at < len(b"\r\n") and (empty := _EMPTY.match(raw)) is not None:
            return 0, empty.end()
        at = raw.find(b"\n", at + 1)
    return len(raw), len(raw)


def _guessed(body: bytes) -> bytes:
    """The boundary where the header lost it: a line of it opens the body and headers follow."""
    opening = _OPENS_PART.search(body[:_HEADER_BYTES])
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
