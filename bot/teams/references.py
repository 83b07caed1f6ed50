"""What the port and the door need of whoever keeps conversation references."""

from typing import Protocol

from bot.desk.references import Reference


class References(Protocol):
    """How each conversation is reached: without one nothing can be said there."""

    async def note(self, reference: Reference) -> None:
        """Keep a reference, in place of what was known of its conversation."""
        ...

    async def reference(self, conversation: str) -> Reference | None:
        """The way to a conversation, if it was ever noted."""
        ...

    async def nearest(self, team: str, person: str) -> Reference | None:
        """The direct conversation with a person; else the last noted in their team: it leads there too."""
        ...
