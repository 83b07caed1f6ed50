"""A slip of the typist in the recipient's domain, and what was probably meant.

Only what can hardly be right: a provider's name with one letter wrong, an ending that does not exist, a dot that
is missing. A domain that somebody may really have is left alone.
"""

from functools import lru_cache
from typing import Final

_PROVIDERS: Final = (
    "gmail.com googlemail.com hotmail.com hotmail.nl outlook.com live.nl live.com yahoo.com icloud.com msn.com"
    " ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl hetnet.nl upcmail.nl chello.nl casema.nl"
    " quicknet.nl telfort.nl online.nl zeelandnet.nl caiway.nl freedom.nl solcon.nl protonmail.com telenet.be"
    " skynet.be proximus.be wanadoo.fr orange.fr laposte.net t-online.de"
)
_KNOWN: Final = tuple(_PROVIDERS.split())
_NAMES: Final = {domain.partition(".")[0]: domain for domain in reversed(_KNOWN)}
_SOLE: Final = frozenset({"gmail", "googlemail", "icloud", "ziggo", "kpnmail", "xs4all", "hetnet", "upcmail"})
"""Providers with one domain: the same name with another ending is a slip."""

_CLOSE: Final = "mail email ymail rmail qmail amail hmail fmail imail omail gmx"
_REAL: Final = frozenset(_CLOSE.split())
"""Names that other people's domains have, close as they are to a provider's."""

_ENDINGS: Final = {
    **dict.fromkeys(("ln", "nll", "nl1", "n1", "nnl"), "nl"),
    **dict.fromkeys(("con", "cmo", "ocm", "comm", "cpm", "vom", "xom", "c0m", "coom", "cim", "comn"), "com"),
    **dict.fromkeys(("nte", "ner", "nett"), "net"),
    **dict.fromkeys(("ogr", "orgg", "prg"), "org"),
}
"""Endings that no domain has, and those they come from."""

_SHORTEST: Final = 5
"""Letters of a name in which one wrong letter is noticed: shorter ones are too close to each other."""


def meant(address: str) -> str | None:
    """The address that was probably meant; None where the domain shows no slip."""
    local, _, domain = address.rpartition("@")
    right = _right(domain.lower().strip(".")) if local else None
    return f"{local}@{right}" if right and right != domain.lower() else None


@lru_cache(maxsize=4096)
def _right(domain: str) -> str | None:
    if domain in _KNOWN:
        return None
    bare = domain.removeprefix("www.")
    typed, dot, ending = bare.rpartition(".")
    if not dot:
        return _with_dot(bare)
    name = typed if typed in _NAMES or "." in typed else _near(typed) or typed
    if name in _SOLE:
        return _NAMES[name]
    right = f"{name}.{_ENDINGS.get(ending, ending)}"
    if right not in _KNOWN and f"{right}m" in _KNOWN:  # .co
        right = f"{right}m"
    if name != typed and right not in _KNOWN:
        return None
    return right if ending in _ENDINGS or right in _KNOWN else None


def _with_dot(domain: str) -> str | None:
    for known in _KNOWN:
        if domain == known.replace(".", ""):
            return known
    return None


def _near(name: str) -> str | None:
    """The provider's name that one wrong, missing, doubled or swapped letter turns into this one."""
    if len(name) < _SHORTEST - 1 or name in _REAL:
        return None
    return next((known for known in _NAMES if len(known) >= _SHORTEST and _one_slip(name, known)), None)


def _one_slip(typed: str, right: str) -> bool:
    if abs(len(typed) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(right)) and typed[start] == right[start]:
        start += 1
    rest, wanted = typed[start:], right[start:]
    if len(typed) == len(right):
        swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
        return rest[1:] == wanted[1:] or swapped
    return rest[1:] == wanted if len(typed) > len(right) else rest == wanted[1:]
