"""Time stamps and ids, as Slack makes them."""

import secrets
import time

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class Stamps:
    """Gives each message its `ts`: seconds and microseconds, each later than the one before.

    `last` is where they stand, in microseconds since the epoch: kept, so that a restart cannot repeat one.
    """

    def __init__(self, last: int = 0) -> None:
        self.last = last

    def next(self) -> str:
        """The next time stamp."""
        self.last = max(self.last + 1, time.time_ns() // 1000)
        return f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"


def new_id(prefix: str) -> str:
    """An id as Slack's: a letter or two that say what it is of, then capitals and digits."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(10))


def new_block_id() -> str:
    """The id that Slack gives to a block that came without."""
    return secrets.token_urlsafe(4)[:5]
