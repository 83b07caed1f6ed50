"""What hearing may call: the desk, as far as Teams needs it."""

from typing import Protocol

from bot.desk.case import Move
from bot.desk.chat import AnswerCard
from bot.desk.work import Work


class OpenCase(Protocol):
    """A case as far as a form asks about it."""

    def takes(self, move: Move) -> bool:
        """Whether the case takes this move where it stands."""
        ...


class Reception(Protocol):
    """The desk's front. What it accepted is stored."""

    async def accept(self, work: Work) -> None:
        """Store a work and queue it."""
        ...

    async def open_case(self, case_id: str) -> OpenCase | None:
        """The case of this id; None where there is none (any more)."""
        ...

    async def drawing(self, case_id: str, packed: str = "") -> AnswerCard | None:
        """The asker's card of a case as it stands; None where there is none (any more)."""
        ...
