"""Which addresses are Slack's: those to which its token may go, and those along which an answer may go."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

SLACK_API: Final = "https://slack.com/api/"
_FILES: Final = ("slack.com", "slack-files.com")
_ROUTES: Final = ("hooks.slack.com", "hooks.slack-gov.com")
_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")
"""What another reader of addresses could take for another host is no host."""


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins to trust, by the address of the Web API: Slack's own, or another one that was set.

    A set address is trusted as it is set: files come from exactly its scheme, host and port, routes from its host.
    """

    api_url: str = SLACK_API

    def may_have_token(self, url: str) -> bool:
        """Whether a file's address is Slack's, so that the token may be shown there."""
        parts = _parts(url)
        if parts is None:
            return False
        if self._is_set:
            return _origin(parts) == _origin(_needed(self.api_url))
        return parts.scheme == "https" and _port(parts) == _PORTS["https"] and _under(parts.hostname, _FILES)

    def may_answer_along(self, url: str) -> bool:
        """Whether a route (a response_url) is Slack's."""
        parts = _parts(url)
        if parts is None:
            return False
        if self._is_set:
            return parts.hostname == _needed(self.api_url).hostname
        return parts.scheme == "https" and parts.hostname in _ROUTES

    @property
    def _is_set(self) -> bool:
        return _origin(_needed(self.api_url)) != _origin(_needed(SLACK_API))


def is_local(url: str) -> bool:
    """Whether an address is on this machine: no proxy stands in between."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        return None
    return parts if usable and parts.username is None and parts.password is None else None


def _needed(url: str) -> SplitResult:
    parts = _parts(url)
    if parts is None:
        raise ValueError("the address of Slack's API is no http(s) address")
    return parts


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS.get(parts.scheme)


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, _port(parts)


def _under(host: str | None, domains: tuple[str, ...]) -> bool:
    return host is not None and any(host == domain or host.endswith(f".{domain}") for domain in domains)
