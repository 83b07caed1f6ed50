"""When the desk speaks, where, and when it is silent."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answers.words import notices
from bot.desk import Desk
from bot.desk.chat import AnswerCard, ChatRefusedError, Notice, State
from bot.desk.work import FileRef, Manner
from tests.desk.chat import ANNA, SUPPORT, Chat
from tests.desk.conftest import change, do, rows, running, settled
from tests.desk.works import FULL, GONE, LISTED, ODD, TALK, edited, shown

MAIL = b"""From: MAILER-DAEMON@mx.klant.example
To: anna@ons.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.klant.example

Final-Recipient: rfc822; jan@klant.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 mailbox is full
--b--
"""
LETTER = b"From: Jan <jan@klant.example>\nTo: anna@ons.example\nSubject: Lunch\n\nTot morgen om twaalf uur!\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)


def causes(card: AnswerCard) -> list[str]:
    return [section.cause for section in card.answer.sections]


@pytest.mark.parametrize(
    ("text", "manner", "said"),
    [
        pytest.param(FULL, Manner.WATCHED, ["mailbox-full"], id="a-bounce"),
        pytest.param(ODD, Manner.WATCHED, ["unknown-bounce"], id="a-bounce-nobody-knows"),
        pytest.param("Wat is een bounce?", Manner.WATCHED, ["what-is-a-bounce"], id="a-question"),
        pytest.param(TALK, Manner.WATCHED, [], id="talk"),
        pytest.param("dank je", Manner.WATCHED, [], id="thanks"),
        pytest.param("", Manner.WATCHED, [], id="nothing"),
        pytest.param("", Manner.MENTION, ["help"], id="only-our-name"),
        pytest.param("hoi!", Manner.MENTION, ["help"], id="a-greeting-with-our-name"),
        pytest.param("dank je", Manner.DIRECT, ["help"], id="thanks-in-a-direct-message"),
        pytest.param(TALK * 3, Manner.DIRECT, ["not-a-bounce"], id="talk-in-a-direct-message"),
        pytest.param(TALK * 3, Manner.COMMAND, ["not-a-bounce"], id="talk-in-a-command"),
        pytest.param(TALK * 3, Manner.SHORTCUT, ["not-a-bounce"], id="talk-under-a-shortcut"),
    ],
)
async def test_speaking_and_silence(desk: Desk, chat: Chat, text: str, manner: Manner, said: list[str]) -> None:
    await do(desk, shown(text, manner=manner))
    assert [causes(card) for card in chat.cards()] == ([said] if said else [])
    assert len(chat.messages) == len(chat.cards())


@pytest.mark.parametrize(
    ("message", "thread", "under"),
    [
        pytest.param("1000.0001", None, "1000.0001", id="under-the-message"),
        pytest.param("1000.0002", "1000.0001", "1000.0001", id="in-the-thread-it-was-pasted-in"),
    ],
)
async def test_the_card_hangs_in_the_thread(
    desk: Desk, chat: Chat, message: str, thread: str | None, under: str
) -> None:
    await do(desk, shown(ts=message, thread=thread))
    [one] = chat.messages
    assert (one.place.conversation, one.place.thread) == (SUPPORT, under)


async def test_a_command_for_the_channel_stands_on_its_own(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(manner=Manner.COMMAND))
    [one] = chat.messages
    assert one.place.thread is None


async def test_a_command_for_one_person_is_whispered(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(manner=Manner.COMMAND, whisper="route"))
    [card] = chat.whispers["route"]
    assert isinstance(card, AnswerCard)
    assert causes(card) == ["mailbox-full"]
    assert chat.messages == []


async def test_a_shortcut_whispers_where_the_bot_is_not_let_in(desk: Desk, chat: Chat) -> None:
    chat.trouble("post", ChatRefusedError("not_in_channel"))
    await do(desk, shown(manner=Manner.SHORTCUT, whisper="route"))
    assert chat.messages == []
    assert len(chat.whispers["route"]) == 1


@pytest.mark.parametrize("manner", [Manner.COMMAND, Manner.SHORTCUT])
async def test_who_asked_where_the_bot_is_not_let_in_and_left_no_route_is_answered_directly(
    desk: Desk, chat: Chat, manner: Manner
) -> None:
    chat.trouble("post", ChatRefusedError("not_in_channel"))
    await do(desk, shown(manner=manner))
    [one] = chat.messages
    assert one.place.conversation == f"D-{ANNA}"
    assert isinstance(one.drawing, AnswerCard)
    assert causes(one.drawing) == ["mailbox-full"]


@pytest.mark.parametrize(
    ("manner", "name", "said"),
    [
        pytest.param(Manner.MENTION, "", [notices.FILE_WITHHELD], id="asked"),
        pytest.param(Manner.SHORTCUT, "bounce.eml", [notices.FILE_WITHHELD], id="asked-of-a-message"),
        pytest.param(Manner.WATCHED, "bounce.eml", [notices.FILE_WITHHELD], id="an-email"),
        pytest.param(Manner.WATCHED, "", [], id="who-knows-what"),
    ],
)
async def test_a_file_that_no_bot_gets_is_spoken_of_and_not_fetched(
    desk: Desk, chat: Chat, manner: Manner, name: str, said: list[str]
) -> None:
    await do(desk, shown("", manner=manner, files=(FileRef(id="F1", name=name, withheld=True),)))
    assert chat.said() == said
    assert chat.fetched == []


async def test_a_text_beside_a_file_that_no_bot_gets_is_answered(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(manner=Manner.MENTION, files=(FileRef(id="F1", withheld=True),)))
    assert [causes(card) for card in chat.cards()] == [["mailbox-full"]]


async def test_a_shortcut_answers_in_the_thread_where_it_can(desk: Desk, chat: Chat) -> None:
    await do(desk, shown(manner=Manner.SHORTCUT, whisper="route"))
    assert len(chat.cards()) == 1
    assert chat.whispers == {}


async def test_a_shortcut_on_an_explained_message_says_where_the_answer_is(desk: Desk, chat: Chat) -> None:
    await do(desk, shown())
    await do(desk, shown(manner=Manner.SHORTCUT, whisper="route"))
    assert len(chat.cards()) == 1
    [said] = chat.whispers["route"]
    assert said == Notice(notices.ANSWERED_ALREADY)


async def test_the_same_event_three_times_gives_one_card(desk: Desk, chat: Chat) -> None:
    await asyncio.gather(*(desk.accept(shown()) for _ in range(3)))
    await settled(desk)
    await do(desk, shown())
    assert len(chat.messages) == 1


@pytest.mark.parametrize(
    ("first", "second", "cards"),
    [
        pytest.param(Manner.WATCHED, Manner.MENTION, 1, id="message-first"),
        pytest.param(Manner.MENTION, Manner.WATCHED, 1, id="mention-first"),
        pytest.param(Manner.WATCHED, Manner.WATCHED, 0, id="no-mention"),
    ],
)
@pytest.mark.parametrize("together", [True, False], ids=["at-once", "one-after-the-other"])
async def test_a_mention_of_talk_is_answered_once(
    desk: Desk, chat: Chat, first: Manner, second: Manner, cards: int, *, together: bool
) -> None:
    works = [shown(TALK, manner=first), shown(TALK, manner=second)]
    for work in works:
        await desk.accept(work)
        if not together:
            await settled(desk)
    await settled(desk)
    assert len(chat.cards()) == cards


@pytest.mark.parametrize("first", [Manner.WATCHED, Manner.MENTION])
async def test_a_mention_with_a_bounce_has_one_card(desk: Desk, chat: Chat, tmp_path: Path, first: Manner) -> None:
    second = Manner.MENTION if first is Manner.WATCHED else Manner.WATCHED
    await do(desk, shown(manner=first), shown(manner=second), shown(manner=Manner.MENTION))
    assert len(chat.cards()) == 1
    outcomes = [outcome for (outcome,) in rows(tmp_path, "select outcome from intake order by created_at")]
    assert outcomes == (["answered", "silent"] if first is Manner.WATCHED else ["answered"])


def file(number: str, name: str, *, url: bool = True, **more: object) -> FileRef:
    return FileRef.model_validate(
        {"id": number, "name": name, "url": f"https://f/{number}" if url else None} | more
    )


@pytest.mark.parametrize(
    ("text", "files", "said"),
    [
        pytest.param("", (file("mail", "bounce.eml"),), ["mailbox-full"], id="a-mail"),
        pytest.param("Wat is dit?", (file("mail", "bounce.eml"),), ["mailbox-full"], id="a-mail-with-a-sentence"),
        pytest.param(GONE, (file("mail", "a.eml"),), ["mailbox-unavailable", "mailbox-full"], id="text-and-mail"),
        pytest.param("", (file("letter", "a.eml"), file("mail", "b.eml")), ["mailbox-full"], id="one-of-two"),
        pytest.param("", (file("mail", "a.eml"), file("mail", "b.eml")), ["mailbox-full"], id="twice-the-same"),
        pytest.param(
            "", (file("none", "a.eml", text=FULL),), ["mailbox-full"], id="refused-but-the-platform-tells"
        ),
        pytest.param(
            "", (file("x", "mail", url=False, text=FULL),), ["mailbox-full"], id="told-without-an-address"
        ),
        pytest.param("", (file("picture", "a.eml", text=FULL),), ["mailbox-full"], id="unreadable-but-told"),
    ],
)
async def test_files_and_text_make_one_card(
    desk: Desk, chat: Chat, text: str, files: tuple[FileRef, ...], said: list[str]
) -> None:
    chat.files = {"mail": MAIL, "letter": LETTER, "picture": PICTURE}
    await do(desk, shown(text, files=files))
    [card] = chat.cards()
    assert causes(card) == said
    assert len(chat.messages) == 1


@pytest.mark.parametrize(
    ("name", "content", "manner", "apologises"),
    [
        pytest.param("foto.png", PICTURE, Manner.WATCHED, False, id="a-picture-nobody-asked-about"),
        pytest.param("foto.png", PICTURE, Manner.DIRECT, True, id="a-picture-sent-to-us"),
        pytest.param("vraag", PICTURE, Manner.WATCHED, False, id="something-without-a-name"),
        pytest.param("bounce.eml", PICTURE, Manner.WATCHED, True, id="a-mail-that-is-none"),
        pytest.param("bounce.eml", b"", Manner.WATCHED, True, id="an-empty-mail"),
        pytest.param("bounce.eml", LETTER, Manner.WATCHED, False, id="an-ordinary-letter"),
        pytest.param("bounce.eml", None, Manner.WATCHED, True, id="a-mail-that-is-not-to-be-had"),
        pytest.param("verslag.pdf", None, Manner.WATCHED, False, id="a-report-nobody-asked-about"),
        pytest.param("verslag.pdf", b"%PDF-1.7", Manner.MENTION, True, id="a-report-with-our-name"),
    ],
)
async def test_a_file_that_cannot_be_read(
    desk: Desk, chat: Chat, name: str, content: bytes | None, manner: Manner, *, apologises: bool
) -> None:
    if content is not None:
        chat.files["f"] = content
    await do(desk, shown("", files=(file("f", name),), manner=manner))
    assert chat.cards() == []
    assert len(chat.said()) == apologises
    assert (await desk.health()).failed == 0


async def test_a_file_that_cannot_be_read_is_no_matter_where_its_edit_was_answered(desk: Desk, chat: Chat) -> None:
    await do(desk, edited(FULL), shown("", files=(file("f", "bounce.eml"),)))
    assert (len(chat.cards()), chat.said()) == (1, [])


@pytest.mark.parametrize("whisper", [pytest.param(None, id="a-card"), pytest.param("r/1", id="a-whisper")])
async def test_a_card_that_is_noted_in_the_posting_alone_is_the_cases(
    make_desk: Callable[..., Desk], chat: Chat, tmp_path: Path, whisper: str | None
) -> None:
    """As an earlier version left it, which noted the two one after the other and died between."""
    work = shown(manner=Manner.COMMAND if whisper else Manner.WATCHED, whisper=whisper)
    async with running(make_desk()) as desk:
        await do(desk, work)
    change(
        tmp_path,
        "delete from case_places where role = 'card'",
        "update cases set whispered = 0",
        "update intake set outcome = 'waiting', payload = :payload",
        payload=work.model_dump_json(),
    )
    async with running(make_desk()) as desk:
        await settled(desk)
    assert len(chat.cards()) + len(chat.whispers.get("r", ())) == 1
    standing = rows(tmp_path, "select count(*) from case_places where role = 'card'")
    assert (standing, rows(tmp_path, "select whispered from cases")) == ([(not whisper,)], [(bool(whisper),)])


async def test_a_huge_file_is_not_even_fetched(desk: Desk, chat: Chat) -> None:
    await do(desk, shown("", files=(file("big", "bounce.eml", size=30 * 2**20),)))
    assert chat.fetched == []
    assert ["25 MB" in sentence for sentence in chat.said()] == [True]


@pytest.mark.parametrize(
    ("name", "module", "fetched"),
    [
        pytest.param("foto.PNG", "rapidocr", ["f"], id="a-picture-that-can-be-read"),
        pytest.param("foto.PNG", None, [], id="a-picture-without-the-extra"),
        pytest.param("foto.heic", "rapidocr", [], id="a-picture-of-another-sort"),
        pytest.param("film.mp4", "rapidocr", [], id="a-film"),
    ],
)
async def test_only_what_can_be_read_is_fetched_where_nobody_asked(
    desk: Desk, chat: Chat, monkeypatch: pytest.MonkeyPatch, *, name: str, module: str | None, fetched: list[str]
) -> None:
    if module is None:
        monkeypatch.setitem(sys.modules, "rapidocr", None)
    chat.files["f"] = PICTURE
    await do(desk, shown("", files=(file("f", name),)))
    assert chat.fetched == fetched
    assert chat.said() == []


async def test_an_apology_along_a_whisper(desk: Desk, chat: Chat) -> None:
    await do(desk, shown("x" * 2_000_000, manner=Manner.COMMAND, whisper="route"))
    [notice] = chat.whispers["route"]
    assert isinstance(notice, Notice)


@pytest.mark.parametrize(
    ("manner", "by_itself"),
    [
        pytest.param(Manner.WATCHED, True, id="in-a-watched-channel"),
        pytest.param(Manner.MENTION, True, id="with-our-name"),
        pytest.param(Manner.DIRECT, True, id="in-a-direct-message"),
        pytest.param(Manner.COMMAND, False, id="not-out-of-a-command"),
        pytest.param(Manner.SHORTCUT, False, id="not-out-of-a-shortcut"),
    ],
)
async def test_a_blacklist_goes_to_the_helpdesk_by_itself(
    desk: Desk, chat: Chat, manner: Manner, *, by_itself: bool
) -> None:
    await do(desk, shown(LISTED, manner=manner), shown(LISTED, manner=manner))
    [card] = chat.cards()
    assert card.state is (State.ESCALATED if by_itself else State.ANSWERED)
    assert [(one.automatic, one.asker, one.case) for one in chat.escalated()] == (
        [(True, ANNA, card.case)] if by_itself else []
    )


async def test_without_a_helpdesk_nothing_goes_there(make_desk: Callable[..., Desk], chat: Chat) -> None:
    async with running(make_desk(helpdesk=None)) as desk:
        await do(desk, shown(LISTED))
        [card] = chat.cards()
        assert (card.state, card.helpdesk) == (State.ANSWERED, False)


async def test_a_bug_is_told_to_who_asked_and_the_next_is_served(
    desk: Desk, chat: Chat, capsys: pytest.CaptureFixture[str]
) -> None:
    chat.meanwhile["post"] = lambda: 1 / 0
    await do(desk, shown("hoi, ik ben jan@klant.example", manner=Manner.DIRECT))
    del chat.meanwhile["post"]
    assert (ANNA, notices.TROUBLE) in chat.notices
    assert (await desk.health()).failed == 1
    assert "jan@klant.example" not in capsys.readouterr().out
    await do(desk, shown(ts="1000.0009"))
    assert len(chat.cards()) == 1
