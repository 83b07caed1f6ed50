"""Enhanced status codes (RFC 3463) and reply codes (RFC 5321) in a text.

The look-arounds keep addresses (10.5.1.1) and versions (v5.1.1) from posing as codes; every pattern
has a bounded width, so that finding is linear.
"""

import re

_ENHANCED = re.compile(r"(?<![\w./])(?:[245]\d\d[-\s]?)?#?([245]\.[0-7]\.\d{1,3})(?![\w]|\.\d)")
_AFTER_REPLY = re.compile(r"[245](?<![\w./].)[0-5]\d[\s-]#?([245]\.[0-7]\.\d{1,3})(?![\w]|\.\d)")
_REPLY = re.compile(r"[245][0-5]\d(?=[ \-:#)'\"]|$)", re.MULTILINE)
_BEFORE_REPLY = re.compile(
    r"(?:^[ \t>*]{0,20}|said: |<<< |; ?|\(|: |error |code |#|['\"]|server replied |returned )\Z",
    re.MULTILINE | re.IGNORECASE,
)
_BEFORE_WIDTH = 24
"""Code points before a reply code in which what introduces it is looked for."""

_VERSIONED = re.compile(r"(?:version|exim|postfix|sendmail|courier|v)[ /-]?$", re.IGNORECASE)

LOOKED_AT = 100_000
"""Code points in which codes are looked for."""


def enhanced_status(text: str) -> str | None:
    """The enhanced status code that a text names: one beside a reply code first, else the first; or None."""
    text = text[:LOOKED_AT]
    beside = _AFTER_REPLY.search(text)
    if beside:
        return beside[1]
    for found in _ENHANCED.finditer(text):
        if not _VERSIONED.search(text[max(0, found.start() - 10) : found.start()]):
            return found[1]
    return None


def reply_code(text: str) -> str | None:
    """The first refusing reply code that a text names, else the first of any kind, or None."""
    first = None
    for found in _REPLY.finditer(text, 0, LOOKED_AT):
        if not _BEFORE_REPLY.search(text, max(0, found.start() - _BEFORE_WIDTH), found.start()):
            continue
        if found[0][0] != "2":
            return found[0]
        first = first or found[0]
    return first
