"""Mail addresses in a text: found in one pass, because each is tried only where a word begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LOCAL = r"\w.!#$%&*+/=?^{|}~'\-"
_ADDRESS = re.compile(
    rf"(?<![{_LOCAL}@])([{_LOCAL}]{{1,100}}+|\"[^\"@\r\n]{{1,64}}\")@(\[[\d.]{{7,15}}\]|[\w.\-]{{1,253}}+)"
)
_LINK = re.compile(r"\b(?:https?|ftp)://[^\s<>\"]{1,2000}+", re.IGNORECASE)
_ENCODED = re.compile(r"=\?[\w-]{1,40}\?[bq]\?", re.IGNORECASE)
_FOREIGN = r"\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_FOREIGN_TAIL = re.compile(rf"(?<=[a-z])[{_FOREIGN}].*$", re.IGNORECASE)
_FOREIGN_HEAD = re.compile(rf"^[{_FOREIGN}]+(?=[a-z0-9])", re.IGNORECASE)
"""Writing without blanks, that runs on before and behind an address."""

_MACHINE = re.compile(
    r"(?:mailer-daemon|mail-daemon|post[_-]?master|microsoftexchange[0-9a-f]{8,}|double-bounce|no-?reply|abuse"
    r"|owner-.{1,60}|.{1,60}-(?:ctl|request|owner|help|subscribe|unsubscribe|bounces|admin|confirm))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An address as written, and where it stands: `text[start:end]`."""

    address: str
    start: int
    end: int


def found_addresses(text: str) -> Iterator[Found]:
    """The addresses in a text in their order, without those inside links."""
    if "@" not in text:
        return
    if "://" in text:
        text = _LINK.sub(lambda link: " " * len(link[0]), text)
    for found in _ADDRESS.finditer(text):
        domain = found[2] if found[2].isascii() else _FOREIGN_TAIL.sub("", found[2])
        domain = domain.rstrip(".-_'")
        local = _tidy(found[1])
        if local and domain:
            yield Found(f"{local}@{domain}", found.start(), found.start(2) + len(domain))


def addresses(text: str) -> list[str]:
    """The addresses in a text, as written and in their order, without those inside links."""
    return [found.address for found in found_addresses(text)]


def is_machine(address: str) -> bool:
    """Whether an address is that of a mail system itself and so hardly the one that was written to."""
    return bool(_MACHINE.match(address.partition("@")[0]))


def _tidy(local: str) -> str | None:
    """The local part without what clings to it; None where it is none."""
    if not local.isascii():
        local = _FOREIGN_HEAD.sub("", local)
    if not local.startswith("=?") or not _ENCODED.match(local):
        local = local.lstrip("'=*|.")
    if "=" in local and local.lower().startswith(("rcpt=", "to=", "orcpt=", "mailto=")):
        local = local.partition("=")[2]
    return None if local.startswith("/") else local  # a path that ends in an address
