"""The life of a case is a table; what is not in it does not happen."""

from itertools import product

import pytest

from bot.desk.case import Move, MoveNotAllowedError, after, case_id
from bot.desk.chat import State

LIFE = [
    pytest.param(State.ANSWERED, Move.FIND, State.FOUND, id="found"),
    pytest.param(State.ANSWERED, Move.MISS, State.NOT_FOUND, id="not-found"),
    pytest.param(State.ANSWERED, Move.ESCALATE, State.ESCALATED, id="to-the-helpdesk"),
    pytest.param(State.NOT_FOUND, Move.ESCALATE, State.ESCALATED, id="not-found-keeps-its-helpdesk-button"),
    pytest.param(State.ESCALATED, Move.RETURN, State.ANSWERED, id="helpdesk-cannot-be-reached"),
    pytest.param(State.ESCALATED, Move.CLAIM, State.CLAIMED, id="claimed"),
    pytest.param(State.ESCALATED, Move.RESOLVE, State.RESOLVED, id="resolved-without-a-claim"),
    pytest.param(State.CLAIMED, Move.RESOLVE, State.RESOLVED, id="resolved"),
]
TAKEN = {(param.values[0], param.values[1]) for param in LIFE}


@pytest.mark.parametrize(("state", "move", "then"), LIFE)
def test_a_case_moves(state: State, move: Move, then: State) -> None:
    assert after(state, move) is then


@pytest.mark.parametrize(
    ("state", "move"),
    [pair for pair in product(State, Move) if pair not in TAKEN],
    ids=lambda value: value.value,
)
def test_a_case_takes_no_other_move(state: State, move: Move) -> None:
    with pytest.raises(MoveNotAllowedError) as refused:
        after(state, move)
    assert (refused.value.state, refused.value.move) == (state, move)


def test_the_id_of_a_case_follows_from_its_work() -> None:
    assert case_id("1:test:T1:C1:message") == case_id("1:test:T1:C1:message")
    assert case_id("1:test:T1:C1:message") != case_id("2:test:T1:C1:message")
