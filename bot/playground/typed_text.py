"""What Slack makes of what a person types: escaped, linked, and once more as rich text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from bot.playground.facts import Json
from bot.playground.identity import new_block_id

LONGEST: Final = 4_000
"""Characters of a message; what is longer becomes a snippet."""

_TLD: Final = (
    "com|net|org|info|biz|edu|gov|mil|int|eu|nl|be|de|fr|uk|lu|at|ch|es|it|pt|pl|dk|se|no|fi|ie|us|ca|au|io|co|me|"
    "tv|app|dev|cloud|online|shop|site|amsterdam|frl|gent|brussels|vlaanderen"
)
_LINKED: Final = re.compile(
    r"(?P<mail>(?<![\w.+=%-])[\w.+=%-]*[\w+=%-]@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})"
    r"|(?P<url>https?://[^\s<>|]+)"
    rf"|(?P<domain>(?<![\w@./:-])(?:[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?\.)+(?:{_TLD})\b(?![\w@-]|\.\w)(?:/[^\s<>|]*)?)"
    r"|(?P<name>(?<!\w)[@#][\w.-]*\w)",
    re.IGNORECASE,
)
_AFTER_URL: Final = ".,;:!?'\")]}*_~`"
_BROADCASTS: Final = {"@here": "here", "@channel": "channel", "@everyone": "everyone"}
_FENCE: Final = re.compile(r"```\n?(.*?)\n?```\n?", re.DOTALL)
_CODE: Final = re.compile(r"`([^`\n]+)`")


class Typed(NamedTuple):
    """A message's `text` and `blocks`."""

    text: str
    blocks: list[Json]


class _Piece(NamedTuple):
    text: str
    element: Json


def typed(raw: str, names: Mapping[str, str]) -> Typed:
    """What Slack makes of a typed text. `names` are those that can be mentioned: "@anna" to "U0ANNA".

    Markup that is typed (`<@U…>`, `<!channel>`) is text; only names and addresses become links.
    """
    raw = raw.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    text: list[str] = []
    elements: list[Json] = []
    for kind, part in _parts(raw):
        pieces = list(_pieces(part, names, code_spans=kind == "rich_text_section"))
        linked = "".join(piece.text for piece in pieces)
        text.append(_written(kind, linked))
        elements.append({"type": kind, "elements": [piece.element for piece in pieces]})
    block = {"type": "rich_text", "block_id": new_block_id(), "elements": elements}
    return Typed("\n".join(text), [block])


def escaped(text: str) -> str:
    """Text with Slack's three escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _parts(raw: str) -> Iterator[tuple[str, str]]:
    """Fenced text, quoted lines, and what stands between them."""
    end = 0
    for fence in _FENCE.finditer(raw):
        yield from _lines(raw[end : fence.start()])
        yield "rich_text_preformatted", fence[1]
        end = fence.end()
    yield from _lines(raw[end:])


def _lines(raw: str) -> Iterator[tuple[str, str]]:
    kind, held = "", list[str]()
    for line in raw.removesuffix("\n").split("\n") if raw else ():
        quoted = line.startswith(">")
        its = "rich_text_quote" if quoted else "rich_text_section"
        if its != kind and held:
            yield kind, "\n".join(held)
            held = []
        kind = its
        held.append(line[1:].removeprefix(" ") if quoted else line)
    if held:
        yield kind, "\n".join(held)


def _written(kind: str, linked: str) -> str:
    if kind == "rich_text_preformatted":
        return f"```{linked}```"
    if kind == "rich_text_quote":
        return "\n".join(f"&gt; {line}" for line in linked.split("\n"))
    return linked


def _pieces(raw: str, names: Mapping[str, str], *, code_spans: bool) -> Iterator[_Piece]:
    if not code_spans:
        yield from _linked(raw, names)
        return
    end = 0
    for span in _CODE.finditer(raw):
        yield from _linked(raw[end : span.start()], names)
        element = {"type": "text", "text": span[1], "style": {"code": True}}
        yield _Piece(f"`{escaped(span[1])}`", element)
        end = span.end()
    yield from _linked(raw[end:], names)


def _linked(raw: str, names: Mapping[str, str]) -> Iterator[_Piece]:
    end = 0
    for found in _LINKED.finditer(raw):
        piece, length = _link(found, names)
        if piece is None:
            continue
        if found.start() > end:
            yield _plain(raw[end : found.start()])
        yield piece
        end = found.start() + length
    if end < len(raw):
        yield _plain(raw[end:])


def _plain(text: str) -> _Piece:
    return _Piece(escaped(text), {"type": "text", "text": text})


def _link(found: re.Match[str], names: Mapping[str, str]) -> tuple[_Piece | None, int]:
    written = found[0]
    match found.lastgroup:
        case "mail":
            element: dict[str, Any] = {"type": "link", "url": f"mailto:{written}", "text": written}
            return _Piece(f"<mailto:{escaped(written)}|{escaped(written)}>", element), len(written)
        case "url":
            written = written.rstrip(_AFTER_URL)
            return _Piece(f"<{escaped(written)}>", {"type": "link", "url": written}), len(written)
        case "domain":
            written = written.rstrip(_AFTER_URL)
            element = {"type": "link", "url": f"http://{written}", "text": written}
            return _Piece(f"<http://{escaped(written)}|{escaped(written)}>", element), len(written)
        case _:
            return _mention(written, names), len(written)


def _mention(written: str, names: Mapping[str, str]) -> _Piece | None:
    name = written.lower()
    if name in _BROADCASTS:
        return _Piece(f"<!{_BROADCASTS[name]}>", {"type": "broadcast", "range": _BROADCASTS[name]})
    named = names.get(name)
    if named is None:
        return None
    if name.startswith("#"):
        return _Piece(f"<#{named}|{name[1:]}>", {"type": "channel", "channel_id": named})
    return _Piece(f"<@{named}>", {"type": "user", "user_id": named})
