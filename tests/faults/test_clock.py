"""A clock that jumps by hours, forward or back: nothing is given up early, nothing waits until it is right."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk import Desk
from bot.desk.chat import ChatUnavailableError
from tests.desk.chat import Chat
from tests.desk.conftest import do, running, settled
from tests.desk.works import FULL, GONE, edited, shown

JUMPS = [pytest.param(timedelta(hours=hours), id=f"{hours:+}-hours") for hours in (-30, -3, 3, 30)]


class Jumping:
    """A clock of which the time of day jumps; pauses are over at once, and their sum is kept."""

    def __init__(self) -> None:
        self.off = timedelta()
        self.paused = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + self.off

    async def pause(self, seconds: float) -> None:
        self.paused += seconds
        await asyncio.sleep(0)


@pytest.mark.parametrize("jump", JUMPS)
async def test_an_answer_is_not_given_up_because_it_is_suddenly_late(
    make_desk: Callable[..., Desk], chat: Chat, jump: timedelta
) -> None:
    clock = Jumping()

    def leap() -> None:
        clock.off = jump

    chat.meanwhile["post"] = leap
    chat.trouble("post", ChatUnavailableError("http_503"), times=8)
    async with running(make_desk(clock=clock)) as desk:
        await do(desk, shown())
        assert (await desk.health()).failed == 0
    assert len(chat.cards()) == 1
    assert clock.paused < 600


@pytest.mark.parametrize("jump", JUMPS)
async def test_a_channel_is_not_silent_until_the_clock_has_caught_up(
    make_desk: Callable[..., Desk], chat: Chat, jump: timedelta
) -> None:
    clock = Jumping()
    async with running(make_desk(clock=clock)) as desk:
        for number in range(6):
            await desk.accept(shown(ts=f"1000.{number:04}"))
        await settled(desk)
        clock.off, clock.paused = jump, 0.0
        await do(desk, shown(ts="1000.0009"))
    assert len(chat.cards()) == 7
    assert clock.paused < 60


@pytest.mark.parametrize("jump", JUMPS)
async def test_what_is_delivered_again_after_a_jump_is_answered_once(
    make_desk: Callable[..., Desk], chat: Chat, jump: timedelta
) -> None:
    clock = Jumping()
    async with running(make_desk(clock=clock)) as desk:
        await do(desk, shown(FULL))
        clock.off = jump
        await desk.sweep()
        await do(desk, shown(FULL), edited(GONE))
    async with running(make_desk(clock=clock)) as desk:
        await do(desk, shown(FULL))
    assert [card.answer.sections[0].cause for card in chat.cards()] == ["mailbox-unavailable"]
