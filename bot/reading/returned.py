"""Where a notification ends and the returned original mail begins, and what the original's headers tell."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.reading.addresses import addresses, is_machine
from bot.reading.headers import decoded_words
from bot.reading.heading import headings
from bot.reading.parts import Part
from bot.reading.signs import is_structured

_MARK = re.compile(
    r"^[ \t>*|]{0,10}[-=_*]{0,40}[ \t]{0,4}(?:"
    r"(?:here is |this is |below (?:this line )?is |below the next line is |below,? |included is "
    r"|attached is )?(?:a )?copy of (?:the |your )?"
    r"(?:returned |original |undelivered )?(?:e-?mail |mail )?(?:message|headers|mail)"
    r"|original message headers|message headers(?: follow)?|the headers of the (?:original )?message"
    r"|included is a copy of the message header|here is your returned mail"
    r"|this is a copy of (?:the|your) message, including all the headers"
    r"|this is a copy of the headers of the original message"
    r"|(?:the body of the message is|the message is) \d+ (?:characters|lines|bytes) long; only"
    r"|(?:begin |start of )?(?:message header|returned (?:message|mail)|unsent message(?: below)?"
    r"|original (?:message|mail)|undelivered message"
    r"|message text|your message|message|old message|forwarded message)s?(?: follows| headers?"
    r"| below)?[ \t]{0,4}(?:[-=_*]{3,}|:[ \t]{0,4}$)"
    r"|(?:the |your )?(?:original |returned )?(?:message|mail) (?:header |text )?(?:follows|is attached"
    r"|appears below)"
    r"|the (?:header|text) of the (?:original )?message"
    r"|oorspronkelijke berichtkoppen|oorspronkelijke kopteksten|ursprüngliche nachrichten(?:kopfzeilen|header)"
    r"|en-têtes de message d'origine"
    r"|encabezados de mensajes? originales?|intestazioni originali|cabeçalhos originais"
    r"|-{2,}[ \t]{0,4}(?:oorspronkelijk bericht|ursprüngliche nachricht|message d'origine|mensaje original"
    r"|messaggio originale|mensagem original)"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
_MARK_WORDS = (
    "messag", "mail", "bericht", "koptekst", "nachricht", "mensaj", "mensag", "intestazioni", "cabeçalhos"
)  # fmt: skip
"""One of these stands in every mark."""

_ORIGINALS = frozenset({"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"})
_LOOKED_AT = 100_000
_MOST = 12
"""How many places where an original mail may begin are weighed."""

_HEADER = re.compile(
    r"^[ \t>*]{0,8}(subject|to|onderwerp|aan|betreff|objet)[*]?:[*]?[ \t]*(.{0,500})$",
    re.IGNORECASE | re.MULTILINE,
)


def split_returned(text: str, *, from_system: bool = False) -> tuple[str, str]:
    """The notification's own text, and what follows the line that announces the original mail.

    A line that announces another mail before any sign of a notification (somebody forwarded it) ends nothing,
    unless a mail system wrote it all.
    """
    for mark in islice(_marks(text[:_LOOKED_AT]), _MOST):
        if text[: mark.start()].strip() and (from_system or is_structured(text[: mark.start()])):
            return text[: mark.start()].rstrip(), text[mark.start() :]
    return _split_at_heading(text)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The marks, each at the beginning of a line."""
    lower = text.replace("İ", "i").lower()  # the one letter that grows
    for start in sorted({start for word in _MARK_WORDS for start in _lines_with(word, lower)}):
        if (mark := _MARK.match(text, start)) is not None:
            yield mark


def _lines_with(word: str, text: str) -> Iterator[int]:
    """Where the lines begin in which a word stands."""
    at = text.find(word)
    while at >= 0:
        yield text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        at = text.find(word, end) if end >= 0 else -1


def _split_at_heading(text: str) -> tuple[str, str]:
    """The same, where only the original's headers tell that it begins."""
    lines = text[:_LOOKED_AT].split("\n")
    for block in headings(lines)[:_MOST]:
        own = "\n".join(lines[: block.start])
        if block.start and not block.by_machine and is_structured(own):
            return own.rstrip(), text[len(own) :].lstrip("\n")
    return text, ""


def original_headers(root: Part, inline: str) -> tuple[str | None, list[str]]:
    """Subject and To addresses of the original: from its own part, else from the text below the mark."""
    for part in root.walk():
        if part is root or part.kind not in _ORIGINALS:
            continue
        if part.children:
            inner = part.children[0]
            return inner.header("Subject") or None, addressed(inner.header("To"))
        return headers_in(part.text([]))
    return headers_in(inline)


def headers_in(text: str) -> tuple[str | None, list[str]]:
    """Subject and To addresses among the header lines of a text."""
    subject: str | None = None
    to: list[str] = []
    for found in _HEADER.finditer(text[:_LOOKED_AT]):
        if found[1].lower() in {"to", "aan"}:
            to = to or addressed(found[2])
        else:
            subject = subject or decoded_words(found[2]).strip() or None
    return subject, to


def addressed(value: str) -> list[str]:
    """The people a To header names, without mail systems."""
    return [address for address in addresses(value) if not is_machine(address)]
