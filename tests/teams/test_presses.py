"""Buttons, forms and the message extension: what they become, and what whoever used them gets to see."""

import time
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.answers.words import forms, notices
from bot.desk.case import Move
from bot.desk.chat import State
from bot.desk.work import Claim, FileRef, Found, Manner, NotFound, Place, Resolve, Shown, ToHelpdesk, Work
from bot.teams.answered import Answered
from bot.teams.carried import Carried
from bot.teams.hearing import Hearing
from bot.teams.workplace import Identity, Workplace
from tests.teams.activities import (
    ANNA,
    APP,
    CHANNEL,
    FULL,
    GROUP,
    GROUP_CHAT,
    HELPDESK,
    PERSONAL,
    POSTED,
    ROOT,
    TENANT,
    Json,
    activity,
    by,
    channel,
    extension,
    message,
    press,
)
from tests.teams.desk_book import Book, Case, Forms, asker_card, draw

CASE = "c" * 24
PACKED = '{"f":[{"c":"mailbox-full"}]}'
CARRIED = Carried(CASE, PACKED, helpdesk=True)
OPENED = CARRIED.into_form("1795429190500")
AT = "1795429190.500000"
CARD = "1795429146000"
STANDING = Answered(
    200,
    {
        "statusCode": 200,
        "type": "application/vnd.microsoft.card.adaptive",
        "value": {"type": "AdaptiveCard", "of": CASE, "state": State.FOUND},
    },
)


@pytest.fixture
def book() -> Book:
    book = Book()
    book.cases[CASE] = Case(Move.FIND, Move.MISS, Move.ESCALATE)
    book.cards[CASE] = asker_card(CASE, State.FOUND)
    return book


@pytest.fixture
def hearing(book: Book) -> Hearing:
    return hears(book)


def hears(book: Book, **more: Any) -> Hearing:
    return Hearing(desk=book, workplace=Workplace(Identity(APP, TENANT)), draw=draw, forms=Forms(), **more)


def said(sentence: str) -> Answered:
    return Answered(
        200, {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": sentence}
    )


def dialog(sentence: str) -> Answered:
    return Answered(200, {"task": {"type": "message", "value": sentence}})


def pressed(kind: str, case: dict[str, Any], conversation: str = CHANNEL) -> dict[str, Any]:
    return {
        "key": f"{AT}:teams:{TENANT}:{conversation}:{kind}:f:press-1:{ANNA}",
        "event_id": "f:press-1",
        "person": ANNA,
        "case": CASE,
        **case,
    }


@pytest.mark.parametrize(
    ("heard", "work"),
    [
        pytest.param(
            press("answer_found", CARRIED.in_action()), Found(**pressed("found", {"packed": PACKED})), id="found"
        ),
        pytest.param(
            press("claim", {"case": CASE}, channel(CARD, HELPDESK)),
            Claim(
                **pressed(
                    "claim",
                    {"place": Place(platform="teams", team=TENANT, conversation=HELPDESK, message=CARD)},
                    HELPDESK,
                )
            ),
            id="claim",
        ),
        pytest.param(
            press("resolve", {"case": CASE}, channel(ROOT, HELPDESK)),
            Resolve(
                **pressed(
                    "resolve",
                    {
                        "place": Place(
                            platform="teams", team=TENANT, conversation=HELPDESK, thread=ROOT, message=CARD
                        )
                    },
                    HELPDESK,
                )
            ),
            id="resolve-in-a-thread",
        ),
        pytest.param(
            press("not_found_form", {**OPENED.in_action(), "missing": " de bijlage ", "also_helpdesk": "yes"}),
            NotFound(
                **pressed("not-found", {"packed": PACKED, "missing": "de bijlage", "to_helpdesk": True})
                | {"key": f"{AT}:teams:{TENANT}:{CHANNEL}:not-found:{CASE}:{ANNA}"}
            ),
            id="not-found",
        ),
        pytest.param(
            press("helpdesk_form", {**OPENED.in_action(), "remark": None, "urgency": "urgent"}),
            ToHelpdesk(
                **pressed("to-helpdesk", {"packed": PACKED, "remark": "", "urgent": True})
                | {"key": f"{AT}:teams:{TENANT}:{CHANNEL}:to-helpdesk:{CASE}:{ANNA}"}
            ),
            id="to-helpdesk",
        ),
        pytest.param(
            press("helpdesk_form", {"case": CASE, "remark": "x" * 2000, "urgency": "normal"}, PERSONAL),
            ToHelpdesk(
                **pressed("to-helpdesk", {"remark": "x" * forms.MOST_REMARK, "urgent": False}, PERSONAL["id"])
            ),
            id="more-than-its-field-holds",
        ),
    ],
)
async def test_a_press_becomes_work(hearing: Hearing, book: Book, heard: Json, work: Work) -> None:
    assert await hearing.hear(heard) == said(notices.NOTED)
    assert book.works == [work]


@pytest.mark.parametrize(
    ("data", "goes"),
    [
        pytest.param({"helpdesk": True, "also_helpdesk": "yes"}, True, id="ticked"),
        pytest.param({"helpdesk": True, "also_helpdesk": "true"}, False, id="another-word"),
        pytest.param({"helpdesk": True, "also_helpdesk": True}, True, id="ticked-as-a-truth"),
        pytest.param({"helpdesk": True, "also_helpdesk": "no"}, False, id="unticked"),
        pytest.param({"helpdesk": True}, False, id="not-filled-in"),
        pytest.param({"helpdesk": False, "also_helpdesk": "yes"}, False, id="nowhere-to-go"),
    ],
)
async def test_the_tick(hearing: Hearing, book: Book, data: Json, *, goes: bool) -> None:
    await hearing.hear(press("not_found_form", {"case": CASE, **data}))
    [work] = book.works
    assert isinstance(work, NotFound)
    assert work.to_helpdesk is goes


async def test_a_form_that_is_sent_twice_is_one_work(hearing: Hearing, book: Book) -> None:
    for sent in ("f:1", "f:2"):
        await hearing.hear(press("helpdesk_form", OPENED.in_action(), id=sent))
    assert len({work.key for work in book.works}) == 1


async def test_two_presses_are_two_works(hearing: Hearing, book: Book) -> None:
    for pressed_by in ("29:1anna", "29:1bram"):
        await hearing.hear(by({"id": pressed_by}, press("answer_found", CARRIED.in_action())))
    assert len({work.key for work in book.works}) == 2


@pytest.mark.parametrize(
    ("verb", "move", "form"),
    [
        pytest.param("not_found", Move.MISS, "not_found", id="not-found"),
        pytest.param("to_helpdesk", Move.ESCALATE, "helpdesk", id="to-helpdesk"),
    ],
)
async def test_a_form_in_the_place_of_the_card(
    hearing: Hearing, book: Book, verb: str, move: Move, form: str
) -> None:
    book.cases[CASE] = Case(move)
    answer = await hearing.hear(press(verb, CARRIED.in_action()))
    assert answer is not None
    assert answer.body == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.card.adaptive",
        "value": {"type": "AdaptiveCard", "form": form, "data": OPENED.in_action()},
    }
    assert book.works == []


@pytest.mark.parametrize(
    ("verb", "taken"),
    [
        pytest.param("not_found", Move.ESCALATE, id="not-found"),
        pytest.param("to_helpdesk", Move.MISS, id="to-helpdesk"),
        pytest.param("not_found_form", Move.ESCALATE, id="not-found-sent"),
        pytest.param("helpdesk_form", Move.MISS, id="to-helpdesk-sent"),
    ],
)
async def test_who_is_too_late_sees_the_card_as_it_stands(
    hearing: Hearing, book: Book, verb: str, taken: Move
) -> None:
    book.cases[CASE] = Case(taken)
    assert await hearing.hear(press(verb, CARRIED.in_action())) == STANDING
    assert book.works == []
    assert book.asked_with == [PACKED]


async def test_who_leaves_a_form_sees_the_answer_again(hearing: Hearing, book: Book) -> None:
    assert await hearing.hear(press("cancel", {**OPENED.in_action(), "missing": "half getypt"})) == STANDING
    assert book.works == []


@pytest.mark.parametrize(
    "verb", ["not_found", "to_helpdesk", "not_found_form", "helpdesk_form", "cancel", "older"]
)
async def test_a_button_of_a_case_that_is_gone_says_so(hearing: Hearing, book: Book, verb: str) -> None:
    book.cases.clear()
    book.cards.clear()
    assert await hearing.hear(press(verb, CARRIED.in_action())) == said(notices.CARD_TOO_OLD)
    assert book.works == []


@pytest.mark.parametrize(
    ("heard", "kind", "more"),
    [
        pytest.param("answer_found", Found, {"packed": PACKED}, id="found"),
        pytest.param("not_found", NotFound, {"packed": PACKED, "to_helpdesk": False}, id="not-found"),
        pytest.param("to_helpdesk", ToHelpdesk, {"packed": PACKED, "urgent": False}, id="to-helpdesk"),
        pytest.param("claim", Claim, {}, id="claim"),
        pytest.param("resolve", Resolve, {}, id="resolve"),
    ],
)
async def test_where_teams_knows_no_execute(
    hearing: Hearing, book: Book, heard: str, kind: type[Work], more: Json
) -> None:
    submitted = message("", channel(CARD), value={"verb": heard, **CARRIED.in_action()}, replyToId=CARD)
    assert await hearing.hear({**submitted, "text": None, "id": "f:submit-1"}) is None
    [work] = book.works
    assert type(work) is kind
    assert work.model_dump().items() >= {"person": ANNA, "case": CASE, **more}.items()
    assert work.event_id == "f:submit-1"


async def test_an_unknown_submit_is_silence(hearing: Hearing, book: Book) -> None:
    assert await hearing.hear(message("", value={"verb": "older", "case": CASE})) is None
    assert book.works == []


async def test_a_message_with_a_value_of_another_kind_is_a_message(hearing: Hearing, book: Book) -> None:
    await hearing.hear(message(value={"hint": "typed from a list"}))
    [work] = book.works
    assert isinstance(work, Shown)


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        pytest.param(extension(), {}, id="channel"),
        pytest.param(extension(name="composeExtension/submitAction"), {}, id="sent-at-once"),
        pytest.param(
            extension(channel(ROOT), replyToId=ROOT),
            {"place": Place(platform="teams", team=TENANT, conversation=CHANNEL, thread=ROOT, message=POSTED)},
            id="a-reply",
        ),
        pytest.param(
            extension({"id": CHANNEL, "conversationType": "channel"}, replyToId=ROOT),
            {"place": Place(platform="teams", team=TENANT, conversation=CHANNEL, thread=ROOT, message=POSTED)},
            id="a-reply-by-itself",
        ),
        pytest.param(
            extension(GROUP_CHAT, body={"contentType": "text", "content": f"<at>Bram</at> {FULL}"}),
            {
                "key": f"{AT}:teams:{TENANT}:{GROUP}:shortcut:{POSTED}:{ANNA}",
                "place": Place(platform="teams", team=TENANT, conversation=GROUP, message=POSTED),
            },
            id="group-chat-and-plain-text",
        ),
        pytest.param(
            extension(
                body={"contentType": "html", "content": '<attachment id="9f1c"></attachment>'},
                attachments=[{"id": "9f1c", "contentType": "reference", "name": "bounce.eml"}],
            ),
            {"text": "", "files": (FileRef(id="withheld:9f1c", name="bounce.eml", withheld=True),)},
            id="a-file-that-no-bot-gets",
        ),
    ],
)
async def test_the_message_extension(hearing: Hearing, book: Book, heard: Json, expected: dict[str, Any]) -> None:
    assert await hearing.hear(heard) == dialog(notices.EXPLAINED_SOON)
    fields: dict[str, Any] = {
        "key": f"{AT}:teams:{TENANT}:{CHANNEL}:shortcut:{POSTED}:{ANNA}",
        "event_id": "f:use-1",
        "person": ANNA,
        "place": Place(platform="teams", team=TENANT, conversation=CHANNEL, message=POSTED),
        "manner": Manner.SHORTCUT,
        "text": FULL,
        **expected,
    }
    assert book.works == [Shown(**fields)]


@pytest.mark.parametrize(
    "heard",
    [
        pytest.param(activity("invoke", name="signin/verifyState", value={}), id="signing-in"),
        pytest.param(activity("invoke", name="task/fetch"), id="a-dialog"),
        pytest.param(activity("invoke", name=None), id="no-name"),
        pytest.param(activity("invoke", name=["adaptiveCard/action"]), id="a-name-that-is-none"),
        pytest.param({"type": "invoke"}, id="nothing-else"),
        pytest.param(
            {**extension(), "value": {**extension()["value"], "commandId": "other"}}, id="another-command"
        ),
    ],
)
async def test_an_unknown_invoke_is_not_implemented(hearing: Hearing, book: Book, heard: Json) -> None:
    assert await hearing.hear(heard) == Answered(501)
    assert book.works == []


BAD = {
    "statusCode": 400,
    "type": "application/vnd.microsoft.error",
    "value": {"code": "BadRequest", "message": notices.CARD_TOO_OLD},
}


@pytest.mark.parametrize(
    ("heard", "answer"),
    [
        pytest.param(press("answer_found", {}), Answered(400, BAD), id="no-case"),
        pytest.param(press("answer_found", {"case": ""}), Answered(400, BAD), id="an-empty-case"),
        pytest.param(press("claim", {"case": "x" * 101}), Answered(400, BAD), id="a-case-too-long"),
        pytest.param(press("cancel", {"case": CASE, "opened": "1; drop"}), Answered(400, BAD), id="no-time"),
        pytest.param(
            press("helpdesk_form", {"case": CASE, "remark": ["geheim"]}), Answered(400, BAD), id="no-text"
        ),
        pytest.param(press("claim", {"case": CASE}, value={}), Answered(400, BAD), id="no-action"),
        pytest.param(press("claim", {"case": CASE}, value="geheim"), Answered(400, BAD), id="no-value"),
        pytest.param(extension(id=""), dialog(notices.NOTHING_TO_READ), id="no-message"),
        pytest.param(extension(body="geheim"), dialog(notices.NOTHING_TO_READ), id="no-body"),
    ],
)
async def test_what_cannot_be_read_is_answered(
    hearing: Hearing, book: Book, heard: Json, answer: Answered
) -> None:
    with capture_logs() as logs:
        assert await hearing.hear(heard) == answer
    assert book.works == []
    assert [entry["event"] for entry in logs] == ["teams_activity_unreadable"]
    assert "geheim" not in str(logs)


@pytest.mark.parametrize(
    ("heard", "answer"),
    [
        pytest.param(press("answer_found", CARRIED.in_action()), said(notices.TROUBLE), id="button"),
        pytest.param(press("helpdesk_form", CARRIED.in_action()), said(notices.TROUBLE), id="form"),
        pytest.param(extension(), dialog(notices.TROUBLE), id="extension"),
    ],
)
async def test_teams_never_waits_in_vain(book: Book, heard: Json, answer: Answered) -> None:
    book.slow = True
    began = time.monotonic()
    assert await hears(book, patience=0.05).hear(heard) == answer
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "heard", [press("answer_found", CARRIED.in_action()), extension()], ids=["button", "extension"]
)
async def test_a_press_that_is_not_stored_is_not_acknowledged(hearing: Hearing, book: Book, heard: Json) -> None:
    book.failing = True
    with pytest.raises(OSError, match="disk full"):
        await hearing.hear(heard)


@pytest.mark.parametrize(
    "carried",
    [
        pytest.param(Carried(CASE), id="a-case"),
        pytest.param(CARRIED, id="with-findings"),
        pytest.param(OPENED, id="in-a-form"),
    ],
)
def test_what_is_carried_comes_back(carried: Carried) -> None:
    among = {**carried.in_action(), "missing": "x", "verb": "answer_found"}
    assert Carried.from_action(among) == carried


def test_findings_that_do_not_fit_stay_behind() -> None:
    assert Carried(CASE, "x" * 2001).in_action()["packed"] == ""
    assert Carried.from_action({"case": CASE, "packed": "x" * 2001}).packed == ""
