"""Time, passed in: everything in the desk that asks for it or waits for it asks here."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> datetime:
        """The time, in UTC."""
        ...

    async def pause(self, seconds: float) -> None:
        """Come back after so many seconds."""
        ...


class SystemClock:
    """The machine's own."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    async def pause(self, seconds: float) -> None:
        """Come back after so many seconds."""
        await asyncio.sleep(seconds)
