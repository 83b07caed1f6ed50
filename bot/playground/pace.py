"""How often the app may call: Slack's tiers, and one message a second per conversation."""

import math
from collections.abc import Callable
from typing import Final

SPECIAL: Final = 5
"""The tier of methods with a limit of their own: several hundred a minute."""
TIERS: Final = {1: 1, 2: 20, 3: 50, 4: 100, SPECIAL: 300}
"""Calls a minute, by tier. All at once is fine: Slack tolerates bursts."""
MESSAGE_BURST: Final = 5
"""Messages that may come at once in one conversation, before it is one a second."""


class Pace:
    """Counts calls. `on` says whether it refuses any."""

    def __init__(self, clock: Callable[[], float], *, on: bool) -> None:
        self._clock = clock
        self._on = on
        self._buckets: dict[str, tuple[float, float]] = {}

    def call(self, method: str, tier: int) -> int | None:
        """Count a call of a method. Gives the seconds to wait when it is one too many."""
        return self._take(method, burst=TIERS[tier], per_second=TIERS[tier] / 60)

    def message(self, conversation: str) -> int | None:
        """Count a message into a conversation. Gives the seconds to wait when it is one too many."""
        return self._take(f"message:{conversation}", burst=MESSAGE_BURST, per_second=1.0)

    def _take(self, name: str, *, burst: int, per_second: float) -> int | None:
        if not self._on:
            return None
        now = self._clock()
        left, since = self._buckets.get(name, (float(burst), now))
        left = min(float(burst), left + (now - since) * per_second)
        if left < 1:
            self._buckets[name] = (left, now)
            return max(1, math.ceil((1 - left) / per_second))
        self._buckets[name] = (left - 1, now)
        return None
