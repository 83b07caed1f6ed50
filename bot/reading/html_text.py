"""HTML reduced to what a person would read.

Tags are scanned by plain patterns of bounded width: the standard parser takes quadratic time over some
unclosed constructs, and these bodies come from strangers.
"""

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

_HIDDEN = {"<!--": "-->", "<script": "</script", "<style": "</style", "<head": "</head"}
_OPENING = re.compile(r"<!--|<(?:script|style|head)(?=[\s>])", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:br|p|div|tr|li|ul|ol|h[1-6]|table|hr|pre|blockquote)(?=[\s/>])[^<>]{0,2000}>", re.IGNORECASE
)
_CELL = re.compile(r"</t[dh](?=[\s>])[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!?][^<>]{0,2000}>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\f\v\xa0]{2,}")


def html_to_text(source: str) -> str:
    """The readable text of an HTML body: a line per block, entities resolved, scripts and styles gone."""
    shown = _without_hidden(source)
    # An address or a tag-like bounce argument (<a@b.nl>) is no tag: it holds an @ before any blank.
    shown = _BREAK.sub("\n", shown.replace("\r", "").replace("\n", " "))
    shown = _CELL.sub(" ", shown)
    shown = _TAG.sub(lambda tag: tag[0] if "@" in tag[0].split()[0] else "", shown)
    with suppress(ValueError):  # a number of thousands of digits as a character reference
        shown = html.unescape(shown)
    lines = (_BLANKS.sub(" ", line).strip() for line in shown.split("\n"))
    return "\n".join(_single_blanks(lines)).strip()


def _single_blanks(lines: Iterable[str]) -> Iterator[str]:
    blank = False
    for line in lines:
        if line or not blank:
            yield line
        blank = not line


def _without_hidden(source: str) -> str:
    kept: list[str] = []
    lowered, at = source.lower(), 0
    if len(lowered) != len(source):
        lowered = source
    while (opening := _OPENING.search(lowered, at)) is not None:
        kept.append(source[at : opening.start()])
        closing = lowered.find(_HIDDEN[opening[0].lower()], opening.end())
        if closing < 0:  # never closed: what follows may still be worth reading
            at = opening.end()
            return "".join(kept) + source[at:]
        ends = lowered.find(">", closing)
        at = ends + 1 if ends >= 0 else len(source)
    return "".join(kept) + source[at:]
