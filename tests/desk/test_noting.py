"""A press that comes before the desk knows that the card stands: it waits, and the card says what became of it."""

import asyncio
from collections.abc import Callable

import pytest

from bot.desk import Desk
from bot.desk.chat import AnswerCard, ChatUnavailableError, State
from bot.desk.work import Manner, Work
from tests.desk.chat import Chat
from tests.desk.conftest import FastClock, do, running, settled, until
from tests.desk.works import LISTED, claim, edited, found, not_found, resolve, shown, to_helpdesk

LOST = ChatUnavailableError("timeout")


class Held(FastClock):
    """A clock on which all pauses end together; from then on they are short, and no time is skipped by them."""

    def __init__(self) -> None:
        super().__init__()
        self.held = 0
        self.over = asyncio.Event()

    async def pause(self, seconds: float) -> None:
        self.held += 1
        await self.over.wait()
        await asyncio.sleep(min(seconds, 0.02))


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.mark.parametrize(
    ("press", "state"),
    [
        pytest.param(found, State.FOUND, id="found"),
        pytest.param(lambda case: not_found(case, to_helpdesk=False), State.NOT_FOUND, id="not-found"),
        pytest.param(to_helpdesk, State.ESCALATED, id="to-the-helpdesk"),
    ],
)
@pytest.mark.parametrize("whisper", [None, "route"], ids=["a-card", "a-whisper"])
async def test_a_press_on_an_answer_that_is_not_noted_yet(
    *,
    make_desk: Callable[..., Desk],
    chat: Chat,
    held: Held,
    press: Callable[[str], Work],
    state: State,
    whisper: str | None,
) -> None:
    async with running(make_desk(clock=held)) as desk:
        chat.trouble("whisper" if whisper else "post", LOST, done=True)
        await desk.accept(shown(manner=Manner.COMMAND if whisper else Manner.WATCHED, whisper=whisper))
        await until(lambda: held.held)
        card = chat.whispers["route"][0] if whisper else chat.cards()[0]
        assert isinstance(card, AnswerCard)
        await desk.accept(press(card.case))
        await until(lambda: held.held > 1)
        held.over.set()
        await settled(desk)
        moved = "D-anna" if whisper else "C-support"
        if not whisper or state is State.ESCALATED:
            assert [each.state for each in chat.cards(moved)] == [state]
        assert len(chat.escalated()) == (state is State.ESCALATED)


@pytest.mark.parametrize(
    ("press", "state"), [(claim, State.CLAIMED), (resolve, State.RESOLVED)], ids=["claim", "resolve"]
)
async def test_a_press_at_the_helpdesk_on_a_card_that_is_not_noted_yet(
    make_desk: Callable[..., Desk], chat: Chat, held: Held, press: Callable[[str], Work], state: State
) -> None:
    async with running(make_desk(clock=held)) as desk:
        await do(desk, shown())
        chat.trouble("post", LOST, done=True)
        await desk.accept(edited(LISTED))
        await until(lambda: held.held)
        [card] = chat.escalated()
        await desk.accept(press(card.case))
        await until(lambda: held.held > 1)
        held.over.set()
        await settled(desk)
        assert [each.state for each in chat.cards()] == [state]
        assert [each.state for each in chat.escalated()] == [state]
