"""A platform that is away for hours, or that does not let us in: nothing is lost, the oldest is answered first."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import structlog

from bot.desk import Desk
from bot.desk.chat import ChatBarredError, ChatRefusedError, ChatUnavailableError, Drawing
from bot.desk.work import FileRef, Manner, Place
from tests.desk.chat import ANNA, SUPPORT, Chat
from tests.desk.conftest import FastClock, do, running, settled, until
from tests.desk.works import FULL, TALK, found, shown

TWO_HOURS = timedelta(hours=2)


class UntilThen(FastClock):
    """A fast clock that stands still after so long."""

    def __init__(self, limit: timedelta) -> None:
        super().__init__()
        self.limit = limit

    async def pause(self, seconds: float) -> None:
        if self.ahead > self.limit:
            await asyncio.Event().wait()
        await super().pause(seconds)


class Away(Chat):
    """A chat that answers nothing until its clock says so; routes expire after half an hour.

    Who asks before `asked` have asked waits for the others: a fast clock goes faster than work begins.
    """

    def __init__(self, clock: FastClock, back: timedelta, error: Exception, asked: int = 1) -> None:
        super().__init__()
        self.clock, self.back, self.error = clock, back, error
        self.tried = 0
        self.together = asyncio.Barrier(asked)

    async def post(self, place: Place, drawing: Drawing, mark: str) -> Place:
        await self._asked()
        return await super().post(place, drawing, mark)

    async def find(self, place: Place, mark: str) -> Place | None:
        await self._asked()
        return await super().find(place, mark)

    async def whisper(self, route: str, drawing: Drawing, *, replace: bool) -> None:
        await self._asked()
        if self.clock.ahead > timedelta(minutes=30):
            route = f"expired/{route}"
        await super().whisper(route, drawing, replace=replace)

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        await self._asked()
        return await super().fetch(file, limit)

    async def _asked(self) -> None:
        self.tried += 1
        if self.tried <= self.together.parties:
            await self.together.wait()
        if self.clock.ahead < self.back:
            raise self.error


def bounce(number: int) -> str:
    return FULL.replace("jan", f"persoon{number}")


def answered(chat: Chat, conversation: str = SUPPORT) -> list[int]:
    """Who is answered, in the order in which the answers stand there."""
    said = [re.search(r"persoon(\d+)@", repr(card.answer)) for card in chat.cards(conversation)]
    return [int(each[1]) for each in said if each]


@pytest.mark.parametrize("number", [5, 60], ids=["a-few", "more-than-are-done-at-once"])
async def test_after_two_hours_everything_is_answered_oldest_first(
    make_desk: Callable[..., Desk], clock: FastClock, number: int
) -> None:
    chat = Away(clock, TWO_HOURS, ChatUnavailableError("no_connection"), asked=number)
    with structlog.testing.capture_logs() as logs:
        async with running(make_desk(ports=[chat])) as desk:
            for each in reversed(range(number)):  # also where the newest is looked at first
                await desk.accept(shown(bounce(each), ts=f"1000.{each:04}"))
            await settled(desk)
            assert (await desk.health()).failed == 0
    assert answered(chat) == list(range(number))
    assert [each["event"] for each in logs if each["event"].startswith("platform")] == [
        "platform_away",
        "platform_back",
    ]
    assert chat.tried < 3 * number + 600, "two hours are no storm of calls"


async def test_each_conversation_goes_on_at_its_own_pace(make_desk: Callable[..., Desk], clock: FastClock) -> None:
    chat = Away(clock, TWO_HOURS, ChatUnavailableError("http_503"), asked=12)
    async with running(make_desk(ports=[chat])) as desk:
        for each in range(12):
            await desk.accept(shown(bounce(each), ts=f"1000.{each:04}", conversation=f"C{each % 3}"))
        await settled(desk)
    for channel in range(3):
        assert answered(chat, f"C{channel}") == list(range(channel, 12, 3))


async def test_a_mail_that_could_not_be_fetched_for_two_hours_is_read_then(
    make_desk: Callable[..., Desk], clock: FastClock
) -> None:
    chat = Away(clock, TWO_HOURS, ChatUnavailableError("timeout"))
    chat.files["F1"] = FULL.encode()
    async with running(make_desk(ports=[chat])) as desk:
        await do(desk, shown("", files=(FileRef(id="F1", name="bounce.txt", url="https://chat.example/F1"),)))
    assert [card.answer.sections[0].cause for card in chat.cards()] == ["mailbox-full"]


async def test_a_whisper_whose_route_has_expired_becomes_one_direct_message(
    make_desk: Callable[..., Desk], clock: FastClock
) -> None:
    chat = Away(clock, TWO_HOURS, ChatUnavailableError("no_connection"))
    async with running(make_desk(ports=[chat])) as desk:
        await do(
            desk, shown(manner=Manner.COMMAND, whisper="route"), shown(TALK, ts="1000.2", manner=Manner.COMMAND)
        )
        [card] = chat.cards(f"D-{ANNA}")[:1]
        assert chat.whispers == {}
        await do(desk, found(card.case, card.packed))
    assert next(each.state for each in chat.cards(f"D-{ANNA}")) == "found"


@pytest.mark.parametrize("done", [False, True], ids=["lost", "posted-and-the-answer-lost"])
async def test_the_direct_message_instead_of_a_whisper_is_posted_once(
    desk: Desk, chat: Chat, *, done: bool
) -> None:
    chat.trouble("post", ChatUnavailableError("timeout"), times=2, done=done)
    await do(desk, shown(manner=Manner.COMMAND, whisper="expired"))
    assert len(chat.cards(f"D-{ANNA}")) == 1
    assert [one.place.conversation for one in chat.messages] == [f"D-{ANNA}"]


async def test_work_with_a_trouble_of_its_own_holds_up_no_one(desk: Desk, chat: Chat, clock: FastClock) -> None:
    """A file that can never be had: the platform is not away for that."""
    chat.trouble("fetch", ChatUnavailableError("http_500"), times=10_000)
    file = FileRef(id="F1", name="bounce.eml", url="https://chat.example/F1")
    works = [shown("", ts=f"1000.{n:04}", files=(file,)) for n in range(4)]
    works += [shown(bounce(n), ts=f"1001.{n:04}") for n in range(8)]
    for work in works:
        await desk.accept(work)
    await until(lambda: len(chat.cards()) == 8)
    assert clock.ahead < timedelta(days=2)
    await settled(desk)
    assert (await desk.health()).failed == 4


async def test_a_refused_token_is_said_once_and_all_is_answered_with_a_new_one(
    make_desk: Callable[..., Desk],
) -> None:
    clock = UntilThen(timedelta(hours=12))
    barred = Away(clock, timedelta(days=365), ChatBarredError("token_revoked"))
    with structlog.testing.capture_logs() as logs:
        desk = make_desk(ports=[barred], clock=clock)
        await desk.start()
        for each in range(8):
            await desk.accept(shown(bounce(each), ts=f"1000.{each:04}", conversation=f"C{each}"))
        await until(lambda: clock.ahead > clock.limit)
        health = await desk.health()
        await desk.stop(patience=0)
    assert (health.waiting, health.failed) == (8, 0)
    assert barred.messages == []
    said = [each for each in logs if each["event"].startswith("platform")]
    assert [(each["event"], each["log_level"], each["code"]) for each in said] == [
        ("platform_bars_us", "error", "token_revoked")
    ]
    chat = Chat()
    async with running(make_desk(ports=[chat])) as desk:
        await settled(desk)
        assert (await desk.health()).failed == 0
    assert len(chat.messages) == 8


async def test_a_no_is_an_answer(desk: Desk, chat: Chat, clock: FastClock) -> None:
    """Three refusals in a row do not make the platform away."""
    chat.trouble("post", ChatRefusedError("not_in_channel"), times=5)
    for each in range(6):
        await desk.accept(shown(bounce(each), ts=f"1000.{each:04}", conversation=f"C{each}"))
    await settled(desk)
    assert len(chat.messages) == 1
    assert clock.ahead == timedelta()


async def test_what_stops_while_it_waits_in_line_ends_at_once(make_desk: Callable[..., Desk]) -> None:
    clock = UntilThen(timedelta(minutes=10))
    barred = Away(clock, timedelta(days=1), ChatBarredError("invalid_auth"), asked=20)
    desk = make_desk(ports=[barred], clock=clock)
    await desk.start()
    for each in range(20):
        await desk.accept(shown(bounce(each), ts=f"1000.{each:04}", conversation=f"C{each}"))
    await until(lambda: clock.ahead > clock.limit)
    async with asyncio.timeout(60):
        await desk.stop(patience=0)
    waiting = [task for task in asyncio.all_tasks() if "_keep" in repr(task)]
    await asyncio.gather(*waiting, return_exceptions=True)
    chat = Chat()
    async with running(make_desk(ports=[chat])) as again:
        await settled(again)
    assert len(chat.messages) == 20
