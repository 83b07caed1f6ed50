"""A platform on a bad day: nothing is lost, nothing is said twice, nothing waits for ever."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.desk import Desk
from bot.desk.chat import AnswerCard, ChatError, ChatRefusedError, ChatUnavailableError, State
from bot.desk.work import Manner, Work
from tests.desk.chat import SUPPORT, Chat
from tests.desk.conftest import FastClock, do, running, settled, until
from tests.desk.works import FULL, LISTED, claim, edited, found, shown, to_helpdesk


@pytest.mark.parametrize(
    ("error", "times", "done"),
    [
        pytest.param(ChatUnavailableError("ratelimited", 3), 1, False, id="too-fast"),
        pytest.param(ChatUnavailableError("internal_error"), 5, False, id="down-for-a-while"),
        pytest.param(ChatUnavailableError("timeout"), 1, True, id="posted-and-the-answer-lost"),
        pytest.param(ChatUnavailableError("timeout"), 3, True, id="lost-again-and-again"),
    ],
)
@pytest.mark.parametrize("text", [FULL, LISTED], ids=["one-card", "two-cards"])
async def test_what_can_pass_is_tried_again(
    desk: Desk, chat: Chat, text: str, error: ChatError, times: int, *, done: bool
) -> None:
    chat.trouble("post", error, times=times, done=done)
    await do(desk, shown(text))
    assert len(chat.cards()) == 1
    assert len(chat.escalated()) == (text == LISTED)


async def test_the_platform_says_how_long_to_wait(desk: Desk, chat: Chat, clock: FastClock) -> None:
    chat.trouble("post", ChatUnavailableError("ratelimited", 40), times=2)
    before = clock.ahead
    await do(desk, shown())
    assert timedelta(seconds=80) <= clock.ahead - before < timedelta(seconds=90)


@pytest.mark.parametrize("method", ["update", "link", "is_member", "direct", "whisper", "delete", "fetch"])
async def test_every_call_is_tried_again(desk: Desk, chat: Chat, method: str) -> None:
    chat.trouble(method, ChatUnavailableError("internal_error"), times=2)
    await do(desk, shown(manner=Manner.COMMAND, whisper="route"), shown(ts="1000.0002"))
    [card] = chat.whispers["route"]
    assert isinstance(card, AnswerCard)
    await do(desk, to_helpdesk(card.case, card.packed), claim(card.case))
    await do(desk, edited("laat maar", ts="1000.0002"))
    [direct], [escalated] = chat.cards("D-anna"), chat.escalated()
    assert direct.state is escalated.state is State.CLAIMED
    assert chat.cards() == []


async def test_after_a_day_an_answer_is_worth_nothing(desk: Desk, chat: Chat, clock: FastClock) -> None:
    chat.trouble("post", ChatUnavailableError("internal_error"), times=10_000)
    before = clock.ahead
    await do(desk, shown())
    assert timedelta(hours=23) < clock.ahead - before <= timedelta(hours=25)
    assert (await desk.health()).failed == 1
    chat.troubles.clear()
    await do(desk, shown(ts="1000.0002"))
    assert len(chat.cards()) == 1


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel", "invalid_blocks"])
async def test_a_refusal_ends_the_work_and_is_logged_by_its_code(
    desk: Desk, chat: Chat, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    chat.trouble("post", ChatRefusedError(code))
    await do(desk, shown())
    assert chat.messages == []
    health = await desk.health()
    assert (health.waiting, health.failed) == (0, 0)
    logged = capsys.readouterr().out
    assert code in logged
    assert "klant.example" not in logged


async def test_where_reading_is_not_allowed_it_posts_without_a_look(desk: Desk, chat: Chat) -> None:
    chat.trouble("post", ChatUnavailableError("internal_error"))
    chat.trouble("find", ChatRefusedError("missing_scope"))
    await do(desk, shown())
    assert len(chat.cards()) == 1


async def test_a_lost_answer_is_doubled_when_nobody_looks(make_desk: Callable[..., Desk], chat: Chat) -> None:
    async with running(make_desk(look_up=False)) as desk:
        chat.trouble("post", ChatUnavailableError("timeout"), done=True)
        await do(desk, shown())
        assert len(chat.cards()) == 2


async def test_a_burst_in_one_conversation_is_paced(desk: Desk, chat: Chat, clock: FastClock) -> None:
    before = clock.now()
    await asyncio.gather(*(desk.accept(shown(ts=f"1000.{n:04}")) for n in range(12)))
    await settled(desk)
    assert len(chat.cards()) == 12
    assert clock.now() - before > timedelta(seconds=7)


async def test_conversations_do_not_wait_for_each_other(desk: Desk, chat: Chat, clock: FastClock) -> None:
    await asyncio.gather(*(desk.accept(shown(ts=f"1000.{n:04}", conversation=f"C{n}")) for n in range(12)))
    await settled(desk)
    assert len(chat.messages) == 12
    assert clock.ahead == timedelta()


async def test_work_of_one_thread_is_done_in_order(desk: Desk, chat: Chat) -> None:
    texts = [f"550 5.1.1 <persoon{n}@klant.example>: User unknown" for n in range(6)]
    works: list[Work] = [shown(FULL), *(edited(text) for text in texts)]
    chat.trouble("post", ChatUnavailableError("internal_error"), times=3)
    for work in works:
        await desk.accept(work)
    await settled(desk)
    [card] = chat.cards()
    assert "persoon5@klant.example" in repr(card.answer)


async def test_what_comes_at_once_is_done_in_the_order_it_came_in(desk: Desk, chat: Chat) -> None:
    works = [shown(FULL.replace("jan", f"persoon{n}"), ts=f"1000.{n:04}", thread="1000.0000") for n in range(20)]
    await asyncio.gather(*map(desk.accept, works))
    await settled(desk)
    said = [re.search(r"persoon(\d+)@", repr(card.answer)) for card in chat.cards()]
    assert [int(each[1]) for each in said if each] == list(range(20))


async def test_a_press_while_the_card_is_drawn_anew(desk: Desk, chat: Chat) -> None:
    """An older drawing that arrives last does not stay: whoever drew it sees that the case moved on."""
    await do(desk, shown(FULL))
    [card] = chat.cards()
    slow = chat.gates["update"] = asyncio.Event()
    await desk.accept(edited(f"{FULL} ook gisteren"))
    await until(lambda: "update" not in chat.gates)
    await desk.accept(found(card.case, card.packed))
    await until(lambda: chat.cards()[0].state is State.FOUND)
    slow.set()
    await settled(desk)
    assert chat.cards()[0].state is State.FOUND


async def test_a_cancelled_caller_does_not_stop_half_way(desk: Desk, chat: Chat) -> None:
    caller = asyncio.create_task(desk.accept(shown()))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await until(chat.cards)
    assert chat.messages[0].place.conversation == SUPPORT
