"""A code that is put to the bot is explained; among colleagues a number is a number."""

import pytest

from bot.desk import Desk
from bot.desk.chat import State
from bot.desk.work import Manner
from tests.desk.chat import Chat
from tests.desk.conftest import do
from tests.desk.works import found, shown


@pytest.mark.parametrize(
    ("text", "manner", "titles"),
    [
        pytest.param("5.7.1", Manner.COMMAND, ["Code 5.7.1: geweigerd door beveiliging of beleid"], id="command"),
        pytest.param("5.1.1", Manner.DIRECT, ["Code 5.1.1: adres bestaat niet"], id="direct-message"),
        pytest.param("<@UBOT> 4.2.2?", Manner.MENTION, ["Code 4.2.2: mailbox is vol"], id="our-name"),
        pytest.param("wat betekent 5.1.1?", Manner.WATCHED, ["Code 5.1.1: adres bestaat niet"], id="question"),
        pytest.param("5.1.1", Manner.WATCHED, [], id="a-version"),
        pytest.param("550", Manner.WATCHED, [], id="a-number"),
    ],
)
async def test_a_code_is_explained_when_asked(
    desk: Desk, chat: Chat, text: str, manner: Manner, titles: list[str]
) -> None:
    await do(desk, shown(text, manner=manner))
    assert [section.title for card in chat.cards() for section in card.answer.sections] == titles


async def test_its_card_stays_what_it_was_after_a_click(desk: Desk, chat: Chat) -> None:
    await do(desk, shown("550 5.7.1", manner=Manner.DIRECT))
    (before,) = chat.cards()
    await do(desk, found(before.case, before.packed))
    (after,) = chat.cards()
    assert after.state is State.FOUND
    assert after.answer == before.answer
    assert not after.helpdesk
