"""The app as Teams has it registered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from bot.playground.loopback import is_loopback


@dataclass(frozen=True, slots=True)
class TeamsApp:
    """What an app package and a registration say.

    Attributes:
        name: What the app is called, and mentioned by.
        endpoint: Where it takes activities: a path at the playground's own address, or a whole address on this
            machine.
        extensions: Titles of its message extension's commands, by their ids.
        reads_along: Whether the tenant granted `ChannelMessage.Read.Group`: the app hears every message of a
            channel, not only those that mention it.

    Raises:
        ValueError: the endpoint is not on this machine.
    """

    name: str = "App"
    endpoint: str = "/api/messages"
    extensions: Mapping[str, str] = field(default_factory=dict)
    reads_along: bool = True

    def __post_init__(self) -> None:
        """Refuse what is elsewhere."""
        parts = urlsplit(urljoin("http://localhost/", self.endpoint))
        if parts.scheme not in {"http", "https"} or not is_loopback(parts.hostname or ""):
            raise ValueError(f"the playground's tokens are for apps on this machine, not for {self.endpoint}")

    def address(self, origin: str) -> str:
        """Where activities go, for a playground at an origin."""
        return urljoin(f"{origin}/", self.endpoint)
