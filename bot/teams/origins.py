"""Which addresses are Microsoft's: those that may be called with our token, and those that files come from."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from bot.teams.cloud import Cloud
from bot.teams.loopback import is_local

_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")
"""What another reader of addresses could take for another host is no host."""


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins to trust: those of a cloud, and with `loopback` all of this machine, to try without tokens.

    A cloud on this machine is trusted at exactly its scheme, host and port.
    """

    cloud: Cloud
    loopback: bool = False

    def may_be_called(self, url: str) -> bool:
        """Whether a service URL may be called at all."""
        return self.may_have_token(url) or (self.loopback and _parts(url) is not None and is_local(url))

    def may_have_token(self, url: str) -> bool:
        """Whether an address is of Teams' service, so that our token may be shown there."""
        return self._is(url, self.cloud.services, frozenset())

    def may_hold_file(self, url: str) -> bool:
        """Whether a file that someone sent may be fetched there, without a token."""
        parts = _parts(url)
        if self.loopback and parts is not None and is_local(url):
            return True
        return self._is(url, frozenset(), self.cloud.files)

    def _is(self, url: str, hosts: frozenset[str], domains: frozenset[str]) -> bool:
        parts = _parts(url)
        if parts is None:
            return False
        if self.cloud.home is not None:
            return _origin(parts) == _origin(urlsplit(self.cloud.home))
        host = parts.hostname or ""
        known = host in hosts or any(host.endswith(f".{domain}") for domain in domains)
        return known and parts.scheme == "https" and _port(parts) == _PORTS["https"]


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        return None
    if not usable or parts.username is not None or parts.password is not None:
        return None
    return None if "\\" in url or not url.isprintable() or " " in url else parts


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS.get(parts.scheme)


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, _port(parts)
