"""As whom we work in Teams: the bot's registration at Microsoft."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credentials:
    """The registration's id and its secret; `tenant` where the bot is of one tenant only."""

    app_id: str
    secret: str = field(repr=False)
    tenant: str | None = None
