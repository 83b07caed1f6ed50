"""Where a notification ends and the returned original mail begins, and what the original's headers tell."""

import re

from bot.reading.addresses import addresses, is_machine
from bot.reading.parts import Part, decoded_words

_MARK = re.compile(
    r"^[ \t>*|]{0,10}-{0,40}[ \t]{0,4}(?:"
    r"below this line is a copy of the message"
    r"|original message headers"
    r"|message headers follow"
    r"|included is a copy of the message header"
    r"|this is a copy of (?:the|your) message, including all the headers"
    r"|this is a copy of the headers of the original message"
    r"|the body of the message is \d+ characters long; only"
    r"|(?:begin )?(?:message header|returned message|unsent message(?: below)?|original message|undelivered message)"
    r"(?: follows?)?[ \t]{0,4}(?:-{3,}|:?[ \t]{0,4}$)"
    r"|your (?:original )?message (?:header|follows)"
    r"|the (?:header|text) of the (?:original )?message"
    r"|oorspronkelijke berichtkoppen|oorspronkelijke kopteksten"
    r"|(?:---+)[ \t]{0,4}(?:original message|oorspronkelijk bericht|ursprüngliche nachricht|message d'origine)"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(r"^[ \t>]{0,8}(subject|to|onderwerp|aan):[ \t]*(.{0,500})$", re.IGNORECASE | re.MULTILINE)
_ORIGINALS = frozenset({"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"})


def split_returned(text: str) -> tuple[str, str]:
    """The notification's own text, and what follows the line that announces the original mail."""
    mark = _MARK.search(text)
    return (text[: mark.start()].rstrip(), text[mark.start() :]) if mark and mark.start() else (text, "")


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
    for found in _HEADER.finditer(text[:100_000]):
        if found[1].lower() in {"subject", "onderwerp"}:
            subject = subject or decoded_words(found[2]).strip() or None
        else:
            to = to or addressed(found[2])
    return subject, to


def addressed(value: str) -> list[str]:
    """The people a To header names, without mail systems."""
    return [address for address in addresses(value) if not is_machine(address)]
