"""Many events at once: all are stored, all are answered at Slack's pace, each thread in its order."""

import re
from collections import defaultdict
from collections.abc import Callable

from bot.desk import Desk
from tests.desk.chat import Chat
from tests.desk.conftest import FastClock, running, settled
from tests.faults.flood import BUSY, flood, pour


async def test_a_flood_is_stored_at_once_and_answered_at_slacks_pace(
    make_desk: Callable[..., Desk], chat: Chat, clock: FastClock
) -> None:
    number = 120
    began = clock.now()
    async with running(make_desk()) as desk:
        figures = await pour(desk, flood(number), seconds=1)
        await settled(desk)
        health = await desk.health()
    assert len(figures.stored) == number
    assert (health.waiting, health.failed) == (0, 0)
    assert len(chat.messages) == number
    assert (clock.now() - began).total_seconds() >= number / 4 - 4, "one a second in the busy channel"
    assert in_order(chat)


def in_order(chat: Chat) -> bool:
    """Whether each thread has its answers in the order in which its posts came."""
    threads: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for one in chat.messages:
        found = re.search(r"persoon(\d+)@", repr(one.drawing))
        assert found
        threads[one.place.conversation, one.place.thread].append(int(found[1]))
    assert any(len(thread) > 1 for thread in threads.values())
    assert any(conversation == BUSY for conversation, _ in threads)
    return all(thread == sorted(thread) for thread in threads.values())
