"""Mail addresses in a text: found in one pass, because each is tried only where a word begins."""

import re

_LOCAL = r"\w.!#$%&*+/=?^{|}~'\-"
_ADDRESS = re.compile(
    rf"(?<![{_LOCAL}@])([{_LOCAL}]{{1,100}}+|\"[^\"@\r\n]{{1,64}}\")@(\[[\d.]{{7,15}}\]|[\w.\-]{{1,253}}+)"
)
_LINK = re.compile(r"\b(?:https?|ftp)://[^\s<>\"]{1,2000}+", re.IGNORECASE)
_MACHINE = re.compile(
    r"(?:mailer-daemon|mail-daemon|postmaster|microsoftexchange[0-9a-f]{8,}|double-bounce|no-?reply|abuse)$",
    re.IGNORECASE,
)


def addresses(text: str) -> list[str]:
    """The addresses in a text, as written and in their order, without those inside links."""
    if "@" not in text:
        return []
    if "://" in text:
        text = _LINK.sub(" ", text)
    return [clean for found in _ADDRESS.finditer(text) if (clean := _tidy(found[1], found[2]))]


def is_machine(address: str) -> bool:
    """Whether an address is that of a mail system itself and so hardly the one that was written to."""
    return bool(_MACHINE.match(address.partition("@")[0]))


def _tidy(local: str, domain: str) -> str | None:
    local, domain = local.lstrip("'=*|."), domain.rstrip(".-_'")
    if "=" in local and local.lower().startswith(("rcpt=", "to=", "orcpt=", "mailto=")):
        local = local.partition("=")[2]
    return f"{local}@{domain}" if local and domain else None
