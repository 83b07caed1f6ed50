"""The HTML that Teams makes of a message, as the text that a person reads.

Tags are scanned by plain patterns of bounded width: the standard parser takes quadratic time over some unclosed
constructs, and what is pasted comes from strangers.
"""

import html
import re
from contextlib import suppress
from typing import Final

_TOKEN: Final = re.compile(r"<!--|<(/?)([a-z][a-z0-9:]{0,30})(?=[\s/>])([^<>]{0,4000})>", re.IGNORECASE)
_NAMED: Final = re.compile(r"[^<>]{0,200}</(?:at|span)>", re.IGNORECASE)
_HREF: Final = re.compile(r"""\bhref="([^"]{1,3000})\"""", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_SCHEMA: Final = "schema.skype.com/"
_MENTION: Final = f"{_SCHEMA}Mention"
_REPLY: Final = f"{_SCHEMA}Reply"
_BY_A_BOT: Final = 'itemid="28:'
_HEAD: Final = 1000
"""Within so many characters a quote says whose words it quotes."""

_BLOCKS: Final = frozenset(
    {
        *("article", "blockquote", "body", "codeblock", "dd", "div", "dl", "dt", "footer", "header", "hr", "html"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section", "ul"),
        *("table", "tbody", "tfoot", "thead", "tr"),
    }
)
_CELLS: Final = frozenset({"td", "th"})
_ROWS: Final = frozenset({"tr", "table"})
_KEPT: Final = frozenset({"pre", "codeblock"})
"""Where line ends and blanks are kept as they are."""

_UNSEEN: Final = frozenset({"script", "style", "head", "title"})


def html_to_text(source: str, *, quotes: bool = True) -> str:
    """What a person reads of a message: a line for each block, cells of a table row between tabs, links spelt out.

    Names of who is mentioned go, and so do quotes of what a bot said; with `quotes` false all quotes of messages
    go: those were seen where they were posted. Takes time linear in the length.
    """
    return _Reader(source, quotes=quotes).read()


def attachments_in(source: str) -> tuple[str, ...]:
    """The ids of what a message holds beside its text: files that are kept elsewhere, cards, other messages."""
    return tuple(_ATTACHED.findall(source))


_ATTACHED: Final = re.compile(r'<attachment\s{1,5}id="([^"<>]{1,200})"', re.IGNORECASE)


class _Reader:
    def __init__(self, source: str, *, quotes: bool) -> None:
        self._source = source
        self._quotes = quotes
        self._out: list[str] = []
        self._fresh = True
        """Whether nothing stands on the line yet."""
        self._pending = ""
        self._kept = 0
        self._link: tuple[str, int] | None = None
        self._closings: dict[str, int] = {}

    def read(self) -> str:
        at = 0
        while (token := _TOKEN.search(self._source, at)) is not None:
            if token.start() > at:
                self._say(self._source[at : token.start()])
            at = self._tag(token)
        self._say(self._source[at:])
        lines = (line.replace("\xa0", " ").rstrip() for line in "".join(self._out).split("\n"))
        return "\n".join(lines).strip("\n")

    def _tag(self, token: re.Match[str]) -> int:
        """Take a tag in. Gives where to read on."""
        closes, name = token[1], (token[2] or "").lower()
        if not name:
            return self._after("-->", token.end())
        if name in _UNSEEN:
            return token.end() if closes else self._after(f"</{name}>", token.end())
        if name in _BLOCKS:
            self._block(name, closes=bool(closes))
            if name == "blockquote" and not closes and _REPLY in token[3]:
                return self._quoted(token.end())
        elif name in _CELLS:
            self._cell(closes=bool(closes))
        elif name == "br":
            self._break()
        elif name == "a":
            self._anchor(token[3], closes=bool(closes))
        elif not closes and (name == "at" or (name == "span" and _MENTION in token[3])):
            named = _NAMED.match(self._source, token.end())
            return named.end() if named else token.end()
        return token.end()

    def _block(self, name: str, *, closes: bool) -> None:
        if name in _KEPT:
            self._kept = max(0, self._kept + (-1 if closes else 1))
        if self._pending != "\t" or name in _ROWS:
            self._pending = "\n"

    def _cell(self, *, closes: bool) -> None:
        """Blocks within a cell break no row: `<td><p>a</p></td><td><p>b</p></td>` is one line."""
        if closes:
            self._pending = "\t"
        elif self._pending == "\n":
            self._flush()

    def _break(self) -> None:
        self._flush()
        self._out.append("\n")
        self._fresh = True

    def _anchor(self, attributes: str, *, closes: bool) -> None:
        if not closes:
            href = _HREF.search(attributes)
            self._link = (_unescaped(href[1]), len(self._out)) if href else None
        elif self._link is not None:
            address, since = self._link
            self._link = None
            self._out.append(_spelt_out(address, "".join(self._out[since:]).strip()))

    def _quoted(self, at: int) -> int:
        ends = self._after("</blockquote>", at)
        by_a_bot = _BY_A_BOT in self._source[at : min(ends, at + _HEAD)]
        return ends if ends > at and (by_a_bot or not self._quotes) else at

    def _say(self, piece: str) -> None:
        piece = piece if self._kept else _BLANKS.sub(" ", piece)
        if not self._kept and (self._fresh or self._pending):
            piece = piece.lstrip(" ")
        if not piece:
            return
        self._flush()
        said = _unescaped(piece)
        self._out.append(said)
        self._fresh = said.endswith("\n")

    def _flush(self) -> None:
        if self._pending and not self._fresh:
            self._out.append(self._pending)
            self._fresh = self._pending == "\n"
        self._pending = ""

    def _after(self, closing: str, at: int) -> int:
        """Where reading goes on after something that is closed so; at once where it never is."""
        found = self._closings.get(closing, at)
        if 0 <= found <= at:
            found = self._closings[closing] = self._source.find(closing, at)
        return found + len(closing) if found >= 0 else at


def _unescaped(text: str) -> str:
    with suppress(ValueError):  # a number of thousands of digits as a character reference
        return html.unescape(text)
    return text


def _spelt_out(address: str, label: str) -> str:
    """What a link says beyond its text, where it says more."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "mailto":
        mailbox = rest.partition("?")[0]
        return "" if not mailbox or "@" in label else f" <{mailbox}>"
    if scheme.lower() not in {"http", "https"} or (label and label.rstrip("/").lower() in address.lower()):
        return ""
    return f" {address}" if label else address
