"""The life of a case, as one table.

answered ─┬→ found
          ├→ not found ─┐
          └─────────────┴→ escalated → claimed → resolved
"""

import hashlib
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.desk.chat import State


class Move(StrEnum):
    """What can be done to a case. RETURN is the desk's own: the helpdesk's channel could not be reached."""

    FIND = "find"
    MISS = "miss"
    ESCALATE = "escalate"
    RETURN = "return"
    CLAIM = "claim"
    RESOLVE = "resolve"


MOVES: Final = MappingProxyType(
    {
        (State.ANSWERED, Move.FIND): State.FOUND,
        (State.ANSWERED, Move.MISS): State.NOT_FOUND,
        (State.ANSWERED, Move.ESCALATE): State.ESCALATED,
        (State.NOT_FOUND, Move.ESCALATE): State.ESCALATED,
        (State.ESCALATED, Move.RETURN): State.ANSWERED,
        (State.ESCALATED, Move.CLAIM): State.CLAIMED,
        (State.ESCALATED, Move.RESOLVE): State.RESOLVED,
        (State.CLAIMED, Move.RESOLVE): State.RESOLVED,
    }
)

WITH_THE_HELPDESK: Final = frozenset({State.ESCALATED, State.CLAIMED, State.RESOLVED})


class MoveNotAllowedError(Exception):
    """A case does not take this move where it stands: someone was first."""

    def __init__(self, state: State, move: Move) -> None:
        super().__init__(f"no {move} from {state}")
        self.state, self.move = state, move


def after(state: State, move: Move) -> State:
    """The state of a case after a move. Raises MoveNotAllowedError: a second claim comes too late."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise MoveNotAllowedError(state, move) from None


def case_id(key: str) -> str:
    """The id of the case that the work under `key` makes: the same however often it is made; 24 hex digits."""
    return hashlib.sha256(key.encode()).hexdigest()[:24]
