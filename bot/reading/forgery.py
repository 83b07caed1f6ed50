"""Whether a returned mail was sent in somebody's name: what the server that returned it found out about that.

Spam with a borrowed sender comes back to whoever owns the address: a bounce of a mail that they never sent
("backscatter"). The server that checked it wrote its finding into the headers.

Sources: RFC 8601 (Authentication-Results), RFC 7208, 9.1 (Received-SPF), RFC 7489 (DMARC).
"""

import re
from collections.abc import Iterator

from bot.reading.parts import Part

_FINDINGS = frozenset({"authentication-results", "received-spf"})
_HEADERS_ALONE = frozenset({"text/rfc822-headers", "message/global-headers"})
_LOOKED_AT = 100_000
_FOLD = re.compile(r"\n[ \t]+")
_FINDING = re.compile(
    r"^[ \t>]{0,8}(?:authentication-results|received-spf):.{0,2000}", re.IGNORECASE | re.MULTILINE
)
_FAILS_DMARC = re.compile(r"\bdmarc[ \t]?=[ \t]?fail\b", re.IGNORECASE)
_FAILS_SPF = re.compile(
    r"\bspf[ \t]?=[ \t]?(?:soft|hard)?fail\b|received-spf:[ \t]{0,8}(?:soft)?fail\b", re.IGNORECASE
)
_SIGNED = re.compile(r"\bdkim[ \t]?=[ \t]?pass\b", re.IGNORECASE)


def looks_forged(root: Part, inline: str) -> bool:
    """Whether the headers of the returned mail say that its sender is not who it says it is.

    `inline` is the returned mail as text, where it has no part of its own.
    """
    found = "\n".join(_findings(root)) or "\n".join(_in_text(inline))
    if _FAILS_DMARC.search(found):
        return True
    return _FAILS_SPF.search(found) is not None and _SIGNED.search(found) is None


def _findings(root: Part) -> Iterator[str]:
    for part in root.walk():
        if part is root:
            continue
        if part.kind in _HEADERS_ALONE:
            yield from _in_text(part.text([]))
        elif part.kind == "message/rfc822" and part.children:
            headers = part.children[0].headers
            yield from (f"{name}: {value}" for name, value in headers.all() if name.lower() in _FINDINGS)


def _in_text(text: str) -> Iterator[str]:
    yield from _FINDING.findall(_FOLD.sub(" ", text[:_LOOKED_AT]))
