"""A message changes or goes away: what becomes of its answer."""

from collections.abc import Callable

import pytest

from bot.answers.words import notices, statuses
from bot.desk import Desk
from bot.desk.chat import AnswerCard, HelpdeskCard, State
from bot.desk.work import FileRef, Manner, Work
from tests.desk.chat import BRAM, Chat
from tests.desk.conftest import do, settled
from tests.desk.works import (
    FULL,
    GONE,
    LISTED,
    TALK,
    claim,
    deleted,
    edited,
    found,
    not_found,
    resolve,
    shown,
    to_helpdesk,
)


def causes(chat: Chat) -> list[str]:
    return [section.cause for card in chat.cards() for section in card.answer.sections]


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        pytest.param(FULL, GONE, ["mailbox-unavailable"], id="another-bounce"),
        pytest.param(FULL, f"{FULL}\n{GONE}", ["mailbox-full", "mailbox-unavailable"], id="one-more"),
        pytest.param(FULL, FULL, ["mailbox-full"], id="nothing-changed"),
        pytest.param(FULL, TALK, [], id="it-became-talk"),
        pytest.param(TALK, FULL, ["mailbox-full"], id="talk-became-a-bounce"),
        pytest.param(TALK, "Wie heeft de sleutel?", [], id="talk-stays-talk"),
    ],
)
async def test_an_untouched_answer_follows(
    desk: Desk, chat: Chat, before: str, after: str, stands: list[str]
) -> None:
    await do(desk, shown(before), edited(after))
    assert causes(chat) == stands
    assert len(chat.messages) == min(1, len(stands))


async def test_an_answer_that_went_comes_back(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(FULL), edited(TALK), edited(GONE), edited(FULL))
    assert causes(chat) == ["mailbox-full"]
    [card] = chat.cards()
    await do(desk, found(card.case, card.packed))
    assert [card.state for card in chat.cards()] == [State.FOUND]


async def test_the_first_form_after_its_edit_says_nothing(desk: Desk, chat: Chat) -> None:
    await do(desk, edited(GONE), shown(FULL))
    assert causes(chat) == ["mailbox-unavailable"]


async def test_an_edit_keeps_the_order(desk: Desk, chat: Chat) -> None:
    for work in (shown(FULL), edited(TALK), edited(GONE)):
        await desk.accept(work)
    await settled(desk)
    assert causes(chat) == ["mailbox-unavailable"]


TOUCHED = [
    pytest.param([found], State.FOUND, id="found"),
    pytest.param([lambda c, p: not_found(c, p, to_helpdesk=False)], State.NOT_FOUND, id="not-found"),
    pytest.param([to_helpdesk], State.ESCALATED, id="with-the-helpdesk"),
    pytest.param([to_helpdesk, lambda c, _: claim(c)], State.CLAIMED, id="claimed"),
    pytest.param([to_helpdesk, lambda c, _: resolve(c)], State.RESOLVED, id="resolved"),
]
Press = Callable[[str, str], Work]


@pytest.mark.parametrize(("presses", "state"), TOUCHED)
async def test_a_touched_answer_stays_and_gets_one_reply(
    desk: Desk, chat: Chat, presses: list[Press], state: State
) -> None:
    await do(desk, shown(FULL))
    [card] = chat.cards()
    for press in presses:
        await do(desk, press(card.case, card.packed))
    await do(desk, edited(GONE))
    first, reply = chat.cards()
    assert (first.state, reply.state) == (state, State.ANSWERED)
    assert (reply.status, causes(chat)) == (notices.TEXT_CHANGED, ["mailbox-full", "mailbox-unavailable"])
    await do(desk, edited(LISTED.replace("192.0.2.7", "192.0.2.8").replace("zen.spamhaus.org", "bl.spamcop.net")))
    assert causes(chat) == ["mailbox-full", "blacklisted"]
    assert len(chat.cards()) == 2


async def test_a_touched_reply_stays_too(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(FULL))
    [card] = chat.cards()
    await do(desk, found(card.case, card.packed), edited(GONE))
    _, reply = chat.cards()
    await do(desk, found(reply.case, reply.packed), edited(f"{FULL}\n{GONE}"))
    assert causes(chat) == ["mailbox-full", "mailbox-unavailable"]


async def test_a_touched_answer_to_what_became_talk_stays(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(FULL))
    [card] = chat.cards()
    await do(desk, found(card.case, card.packed), edited(TALK))
    assert len(chat.messages) == 1


async def test_an_edit_into_a_blacklist_goes_to_the_helpdesk(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(FULL), edited(LISTED))
    [card], [escalated] = chat.cards(), chat.escalated()
    assert (card.case, card.state) == (escalated.case, State.ESCALATED)
    assert escalated.automatic


@pytest.mark.parametrize(("presses", "state"), [*TOUCHED[:2], pytest.param([], State.ANSWERED, id="untouched")])
async def test_a_deleted_message_takes_its_answer_along(
    desk: Desk, chat: Chat, presses: list[Press], state: State
) -> None:
    await do(desk, shown(FULL))
    [card] = chat.cards()
    for press in presses:
        await do(desk, press(card.case, card.packed))
    assert [one.state for one in chat.cards()] == [state]
    await do(desk, deleted())
    assert chat.messages == []


async def test_nothing_of_anyone_stays_of_a_deleted_message(desk: Desk, chat: Chat) -> None:
    """Not the address that was meant either, nor the server that is listed."""
    text = f"<jan@gmial.com>: 550 5.1.1 User unknown\n\n<els@klant.example>: {LISTED}"
    await do(desk, shown(text))
    [card] = chat.cards()
    assert all(word in repr(card.answer) for word in ("jan@gmail.com", "192.0.2.7"))
    await do(desk, deleted())
    assert chat.escalated()
    assert not any(word in repr(chat.messages) for word in ("gmail.com", "192.0.2.7"))


@pytest.mark.parametrize(("presses", "state"), TOUCHED[2:])
async def test_what_the_helpdesk_has_stays_without_its_evidence(
    desk: Desk, chat: Chat, presses: list[Press], state: State
) -> None:
    await do(desk, shown(FULL))
    [card] = chat.cards()
    for press in presses:
        await do(desk, press(card.case, card.packed))
    await do(desk, deleted())
    [after], [escalated] = chat.cards(), chat.escalated()
    assert after.state is escalated.state is state
    assert escalated.deleted
    assert (after.status or "").startswith(statuses.DELETED)
    assert "jan@klant.example" not in repr(chat.messages)
    assert after.answer.sections[0].title == card.answer.sections[0].title
    await do(desk, resolve(card.case))
    assert "jan@klant.example" not in repr(chat.messages)
    assert [one.state for one in chat.escalated()] == [State.RESOLVED]


async def test_a_deleted_message_takes_every_answer_to_it_along(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(FULL))
    [card] = chat.cards()
    await do(desk, found(card.case, card.packed), edited(GONE))
    assert len(chat.cards()) == 2
    await do(desk, deleted())
    assert chat.messages == []


async def test_a_deleted_message_takes_its_apology_along(desk: Desk, chat: Chat) -> None:
    await do(desk, shown("", files=(FileRef(id="none", name="bounce.eml", url="https://f/none"),)))
    assert len(chat.said()) == 1
    await do(desk, deleted())
    assert chat.messages == []


async def test_other_messages_keep_their_answers(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(FULL), shown(GONE, ts="1000.0002"), deleted())
    assert causes(chat) == ["mailbox-unavailable"]


@pytest.mark.parametrize("work", [deleted(), edited(TALK)], ids=lambda work: work.kind)
async def test_what_was_never_answered_needs_nothing(desk: Desk, chat: Chat, work: Work) -> None:
    await do(desk, shown(TALK), work)
    assert (chat.messages, (await desk.health()).failed) == ([], 0)


async def test_an_edited_direct_message_always_has_an_answer(desk: Desk, chat: Chat) -> None:
    await do(desk, shown("hoi", manner=Manner.DIRECT), edited(FULL, manner=Manner.DIRECT))
    assert causes(chat) == ["mailbox-full"]
    await do(desk, edited("doei", manner=Manner.DIRECT))
    assert causes(chat) == ["help"]


async def test_drawn_for_whom(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(FULL))
    [card] = chat.cards()
    await do(desk, to_helpdesk(card.case, card.packed, person=BRAM), deleted())
    kinds = {type(one.drawing) for one in chat.messages}
    assert kinds == {AnswerCard, HelpdeskCard}
