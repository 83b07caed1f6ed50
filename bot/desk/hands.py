"""The desk's hands: so much work is done at once, and the oldest that wants doing gets the next free one."""

import asyncio
import heapq
from itertools import count


class Hands:
    """So many hands. Work that only waits (for its platform, for its turn to speak) needs none."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._wanting: list[tuple[str, int, asyncio.Future[None]]] = []
        self._count = count()

    async def take(self, key: str) -> None:
        """Come back with a hand for the work of this key: work keys begin with their time."""
        if self._free:
            self._free -= 1
            return
        wanted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._wanting, (key, next(self._count), wanted))
        try:
            await wanted
        except asyncio.CancelledError:
            if wanted.done() and not wanted.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Give one back."""
        while self._wanting:
            _, _, wanted = heapq.heappop(self._wanting)
            if not wanted.done():
                wanted.set_result(None)
                return
        self._free += 1
