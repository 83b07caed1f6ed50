"""What a colleague says of an answer, and what the helpdesk does with it: seen on the cards in the chat."""

import asyncio
from collections.abc import Callable

import pytest

from bot.answers.words import notices, statuses
from bot.desk import Desk, Move
from bot.desk.chat import AnswerCard, ChatRefusedError, HelpdeskCard, Notice, State
from bot.desk.work import Manner, Work
from tests.desk.chat import ANNA, BRAM, HELLA, HELPDESK, HUGO, SUPPORT, Chat
from tests.desk.conftest import do, running, settled
from tests.desk.works import (
    FULL,
    GONE,
    LISTED,
    claim,
    found,
    not_found,
    resolve,
    shown,
    to_helpdesk,
)

NAME = "Carerix Helpdesk"


async def asked(desk: Desk, chat: Chat, text: str = FULL) -> AnswerCard:
    await do(desk, shown(text))
    [card] = chat.cards()
    return card


def quotes(card: AnswerCard | HelpdeskCard) -> list[str]:
    return [line.value for section in card.answer.sections for line in section.evidence]


async def test_found_closes_the_case_and_says_who(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, found(card.case, card.packed))
    [after] = chat.cards()
    assert (after.state, after.person, after.status) == (State.FOUND, BRAM, statuses.FOUND)
    assert after.answer == card.answer, "the card says the same, evidence and all, though no text was kept"


async def test_not_found_without_the_tick_keeps_the_way_to_the_helpdesk(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, not_found(card.case, card.packed, missing="hij is niet vol", to_helpdesk=False))
    [after] = chat.cards()
    assert (after.state, after.helpdesk, after.person) == (State.NOT_FOUND, True, BRAM)
    assert chat.escalated() == []
    await do(desk, to_helpdesk(card.case, after.packed))
    [escalated] = chat.escalated()
    assert escalated.remark == "hij is niet vol"


async def test_not_found_with_the_tick_goes_on(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, not_found(card.case, card.packed, missing="hij is niet vol"))
    [after], [escalated] = chat.cards(), chat.escalated()
    assert after.state is State.ESCALATED
    assert (escalated.remark, escalated.urgent, escalated.asker) == ("hij is niet vol", False, ANNA)


async def test_the_helpdesk_has_everything_in_place(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, to_helpdesk(card.case, card.packed, remark="  al de hele dag  ", urgent=True))
    [escalated] = chat.escalated()
    assert escalated.state is State.ESCALATED
    assert (escalated.remark, escalated.urgent, escalated.automatic) == ("al de hele dag", True, False)
    assert quotes(escalated) == quotes(card)
    assert "jan@klant.example" in quotes(escalated)
    [answer] = [one for one in chat.messages if isinstance(one.drawing, AnswerCard)]
    assert escalated.link == f"https://chat.example/{SUPPORT}/{answer.place.message}"
    [after] = chat.cards()
    assert (after.status, after.person) == (statuses.escalated(NAME, urgent=True), BRAM)


async def test_the_helpdesk_claims_and_resolves(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, to_helpdesk(card.case, card.packed), claim(card.case))
    [after], [escalated] = chat.cards(), chat.escalated()
    assert (after.state, after.status, after.person) == (State.CLAIMED, statuses.claimed(NAME), HELLA)
    assert (escalated.state, escalated.claimed_by) == (State.CLAIMED, HELLA)
    await do(desk, resolve(card.case, person=HUGO))
    [after], [escalated] = chat.cards(), chat.escalated()
    assert (after.state, after.status, after.person) == (State.RESOLVED, statuses.resolved(NAME), HUGO)
    assert (escalated.state, escalated.claimed_by, escalated.resolved_by) == (State.RESOLVED, HELLA, HUGO)
    assert quotes(after) == quotes(card)
    assert chat.notices == []


@pytest.mark.parametrize("press", [claim, resolve])
async def test_only_the_helpdesk_may(desk: Desk, chat: Chat, press: Callable[..., Work]) -> None:
    card = await asked(desk, chat)
    await do(desk, to_helpdesk(card.case, card.packed), press(card.case, person=ANNA))
    assert chat.notices == [(ANNA, notices.ONLY_HELPDESK)]
    assert [one.state for one in chat.escalated()] == [State.ESCALATED]


async def test_two_who_claim_at_once_get_one_state_and_one_polite_notice(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, to_helpdesk(card.case, card.packed))
    await asyncio.gather(*(desk.accept(claim(card.case, person=person)) for person in (HELLA, HUGO)))
    await settled(desk)
    [escalated] = chat.escalated()
    late = {HELLA, HUGO} - {escalated.claimed_by}
    assert chat.notices == [(late.pop(), notices.CLAIMED_ALREADY)]


@pytest.mark.parametrize(
    ("press", "sentence"),
    [
        pytest.param(claim, notices.DONE_ALREADY, id="claim-after-the-end"),
        pytest.param(resolve, notices.DONE_ALREADY, id="resolve-twice"),
    ],
)
async def test_too_late(desk: Desk, chat: Chat, press: Callable[..., Work], sentence: str) -> None:
    card = await asked(desk, chat)
    await do(desk, to_helpdesk(card.case, card.packed), resolve(card.case), press(card.case, person=HUGO))
    assert chat.notices == [(HUGO, sentence)]
    [escalated] = chat.escalated()
    assert (escalated.state, escalated.resolved_by) == (State.RESOLVED, HELLA)


async def test_two_who_ask_the_helpdesk_make_one_card(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await asyncio.gather(
        desk.accept(to_helpdesk(card.case, card.packed, person=ANNA)),
        desk.accept(not_found(card.case, card.packed, person=BRAM)),
        desk.accept(found(card.case, card.packed, person=HUGO)),
    )
    await settled(desk)
    [after] = chat.cards()
    assert len(chat.escalated()) == (after.state is State.ESCALATED)
    assert after.state in {State.ESCALATED, State.FOUND}


@pytest.mark.parametrize("ready", [True, False], ids=["sent-twice", "sent-again-after-it-was-done"])
async def test_the_same_form_twice_is_one_escalation(desk: Desk, chat: Chat, *, ready: bool) -> None:
    card = await asked(desk, chat)
    form = to_helpdesk(card.case, card.packed)
    await desk.accept(form)
    if ready:
        await settled(desk)
    await do(desk, form)
    assert len(chat.escalated()) == 1


async def test_without_a_helpdesk_the_card_closes_as_not_found(make_desk: Callable[..., Desk], chat: Chat) -> None:
    async with running(make_desk(helpdesk=None)) as desk:
        card = await asked(desk, chat)
        assert card.helpdesk is False
        await do(desk, not_found(card.case, card.packed), to_helpdesk(card.case, card.packed))
        [after] = chat.cards()
        assert (after.state, after.helpdesk) == (State.NOT_FOUND, False)
        assert chat.escalated() == []


async def test_a_helpdesk_that_cannot_be_reached_gives_the_case_back(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    chat.trouble("post", ChatRefusedError("channel_not_found"))
    await do(desk, to_helpdesk(card.case, card.packed))
    [after] = chat.cards()
    assert (after.state, after.status) == (State.ANSWERED, None), "nobody is told that the helpdesk has it"
    await do(desk, to_helpdesk(card.case, after.packed))
    [after], [escalated] = chat.cards(), chat.escalated()
    assert after.state is escalated.state is State.ESCALATED


async def test_a_whispered_answer_changes_where_it_is(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(manner=Manner.COMMAND, whisper="route"))
    [card] = chat.whispers["route"]
    assert isinstance(card, AnswerCard)
    await do(desk, found(card.case, card.packed, whisper="route/2"))
    [after] = chat.whispers["route"]
    assert isinstance(after, AnswerCard)
    assert (after.state, after.answer) == (State.FOUND, card.answer)
    assert chat.messages == []


@pytest.mark.parametrize("route", ["route/2", "expired/2"])
async def test_a_whispered_case_goes_to_the_helpdesk_out_of_a_direct_message(
    desk: Desk, chat: Chat, route: str
) -> None:
    await do(desk, shown(manner=Manner.COMMAND, whisper="route"))
    [card] = chat.whispers["route"]
    assert isinstance(card, AnswerCard)
    await do(desk, to_helpdesk(card.case, card.packed, person=ANNA, whisper=route))
    [direct], [escalated] = chat.cards(f"D-{ANNA}"), chat.escalated()
    assert (direct.state, quotes(direct)) == (State.ESCALATED, quotes(card))
    assert escalated.link is None, "nobody but the asker can follow a link into a direct message"
    await do(desk, claim(card.case))
    [direct] = chat.cards(f"D-{ANNA}")
    assert direct.state is State.CLAIMED


async def test_a_case_from_a_direct_message_has_no_link(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(LISTED, manner=Manner.DIRECT, conversation=f"D-{ANNA}"))
    [escalated] = chat.escalated()
    assert escalated.link is None


async def test_a_card_that_is_gone_costs_the_other_nothing(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, to_helpdesk(card.case, card.packed))
    chat.trouble("update", ChatRefusedError("message_not_found"))
    await do(desk, claim(card.case))
    assert [one.state for one in chat.escalated()] == [State.CLAIMED]


async def test_a_button_of_a_case_that_nobody_knows(desk: Desk, chat: Chat) -> None:
    await do(desk, found("0" * 24, whisper="route"), claim("0" * 24))
    assert chat.whispers["route"] == [Notice(notices.CARD_TOO_OLD)]
    assert chat.messages == []
    assert (await desk.health()).failed == 0


@pytest.mark.parametrize("packed", ["", "{", '{"f":[{"c":"no-such-cause"}]}'])
async def test_a_button_that_carries_nothing_readable(desk: Desk, chat: Chat, packed: str) -> None:
    card = await asked(desk, chat, f"{FULL}\n{GONE}")
    await do(desk, to_helpdesk(card.case, packed))
    [escalated] = chat.escalated()
    assert [section.title for section in escalated.answer.sections] == [
        section.title for section in card.answer.sections
    ]


@pytest.mark.parametrize(
    ("works", "taken"),
    [
        pytest.param([], {Move.FIND, Move.MISS, Move.ESCALATE}, id="answered"),
        pytest.param([found], set(), id="found"),
        pytest.param([to_helpdesk], {Move.CLAIM, Move.RESOLVE, Move.RETURN}, id="escalated"),
    ],
)
async def test_a_form_opens_only_where_it_is_true(
    desk: Desk, chat: Chat, works: list[Callable[..., Work]], taken: set[Move]
) -> None:
    card = await asked(desk, chat)
    await do(desk, *(work(card.case, card.packed) for work in works))
    case = await desk.open_case(card.case)
    assert case is not None
    assert {move for move in Move if case.takes(move)} == taken
    assert await desk.open_case("0" * 24) is None


@pytest.mark.parametrize(
    ("works", "packed"),
    [
        pytest.param([], True, id="answered"),
        pytest.param([found], True, id="found"),
        pytest.param([to_helpdesk], True, id="escalated"),
        pytest.param([found], False, id="without-what-the-button-carried"),
    ],
)
async def test_a_card_is_drawn_again_as_it_stands(
    desk: Desk, chat: Chat, works: list[Callable[..., Work]], *, packed: bool
) -> None:
    first = await asked(desk, chat)
    await do(desk, *(work(first.case, first.packed) for work in works))
    [standing] = chat.cards()
    drawn = await desk.drawing(first.case, first.packed if packed else "")
    assert drawn is not None
    assert (drawn.case, drawn.state, drawn.status) == (first.case, standing.state, standing.status)
    assert quotes(drawn) == (quotes(first) if packed else [])


async def test_nothing_is_drawn_of_no_case(desk: Desk) -> None:
    assert await desk.drawing("0" * 24) is None


async def test_a_form_to_no_helpdesk_does_not_open(make_desk: Callable[..., Desk], chat: Chat) -> None:
    async with running(make_desk(helpdesk=None)) as desk:
        card = await asked(desk, chat)
        case = await desk.open_case(card.case)
        assert case is not None
        assert not case.takes(Move.ESCALATE)


async def test_the_helpdesks_card_stands_in_its_channel(desk: Desk, chat: Chat) -> None:
    card = await asked(desk, chat)
    await do(desk, to_helpdesk(card.case, card.packed))
    [place] = [one.place for one in chat.messages if isinstance(one.drawing, HelpdeskCard)]
    assert (place.conversation, place.thread) == (HELPDESK.conversation, None)
