"""Messages, edits, deletions and invitations, heard as Teams sends them."""

import time
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.desk.work import Deleted, Edited, FileRef, Manner, Place, Shown
from bot.teams.hearing import Hearing
from bot.teams.workplace import Identity, Workplace
from tests.teams.activities import (
    ANNA,
    APP,
    BOT,
    CHANNEL,
    CHAT,
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
    added,
    by,
    change,
    channel,
    download,
    mention,
    message,
    naming,
    picture,
)
from tests.teams.desk_book import Book, Forms, draw

TIME = "1795429145.123000"
EDITED_AT = "1795429265.500000"
FILE = FileRef(
    id="download:u1",
    name="bounce.eml",
    url="https://contoso-my.sharepoint.com/_layouts/15/download.aspx?UniqueId=u1&tempauth=t",
)


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def hearing(book: Book) -> Hearing:
    return hears(book)


def hears(book: Book, **more: Any) -> Hearing:
    workplace = Workplace(Identity(APP, TENANT), **{"helpdesk": HELPDESK, **more})
    return Hearing(desk=book, workplace=workplace, draw=draw, forms=Forms())


def place(conversation: str, thread: str | None = None, posted: str | None = POSTED) -> Place:
    return Place(platform="teams", team=TENANT, conversation=conversation, thread=thread, message=posted)


def shown(conversation: str, manner: Manner, text: str = FULL, **more: Any) -> Shown:
    fields: dict[str, Any] = {
        "key": f"{TIME}:teams:{TENANT}:{conversation}:message:{POSTED}",
        "person": ANNA,
        "place": place(conversation, more.pop("thread", None)),
        "manner": manner,
        "text": text,
    }
    return Shown(**{**fields, **more})


@pytest.mark.parametrize(
    ("heard", "work"),
    [
        pytest.param(message(), shown(CHAT, Manner.DIRECT), id="personal"),
        pytest.param(
            message("kort", html=f"<p>{FULL}</p><p>help</p>"),
            shown(CHAT, Manner.DIRECT, f"{FULL}\nhelp"),
            id="the-html-says-more",
        ),
        pytest.param(
            naming(conversation=channel(), recipient={"id": "28:by-another-name"}),
            shown(CHANNEL, Manner.MENTION, f" {FULL}"),
            id="by-our-own-name",
        ),
        pytest.param(
            message(conversation=channel(), entities=[{**mention(), "type": "quotedReply"}]),
            shown(CHANNEL, Manner.WATCHED),
            id="what-is-no-mention",
        ),
        pytest.param(
            message(channelData={"tenant": {"id": "t2"}}),
            shown(
                CHAT,
                Manner.DIRECT,
                key=f"{TIME}:teams:t2:{CHAT}:message:{POSTED}",
                place=place(CHAT).model_copy(update={"team": "t2"}),
            ),
            id="another-tenant",
        ),
        pytest.param(message(html="<p>&nbsp;</p>"), shown(CHAT, Manner.DIRECT), id="an-html-that-says-nothing"),
        pytest.param(naming(conversation=GROUP_CHAT), shown(GROUP, Manner.MENTION, f" {FULL}"), id="group-chat"),
        pytest.param(
            message(f"<at>Bouncewijzer</at>&nbsp;{FULL}", GROUP_CHAT, entities=[mention()]),
            shown(GROUP, Manner.MENTION),
            id="plain-text-alone",
        ),
        pytest.param(naming(conversation=channel()), shown(CHANNEL, Manner.MENTION, f" {FULL}"), id="channel"),
        pytest.param(
            naming(conversation=channel(ROOT)),
            shown(CHANNEL, Manner.MENTION, f" {FULL}", thread=ROOT),
            id="in-a-thread",
        ),
        pytest.param(message(conversation=channel()), shown(CHANNEL, Manner.WATCHED), id="read-along"),
        pytest.param(
            message(conversation=channel(), entities=[mention("x" * 300, "een heel team")]),
            shown(CHANNEL, Manner.WATCHED),
            id="a-whole-team",
        ),
        pytest.param(
            message(conversation=channel(), entities=[mention("29:bram", "Bouncewijzer")]),
            shown(CHANNEL, Manner.WATCHED),
            id="someone-of-the-same-name",
        ),
        pytest.param(
            naming(conversation=channel(conversation=HELPDESK)),
            shown(HELPDESK, Manner.MENTION, f" {FULL}"),
            id="the-helpdesk-asks",
        ),
        pytest.param(message("help"), shown(CHAT, Manner.DIRECT, ""), id="help"),
        pytest.param(naming("Help!", channel()), shown(CHANNEL, Manner.MENTION, ""), id="help-in-a-channel"),
        pytest.param(message(f"bounce {FULL}"), shown(CHAT, Manner.DIRECT), id="bounce"),
        pytest.param(message(f"Bounce:\n{FULL}"), shown(CHAT, Manner.DIRECT), id="bounce-and-a-line"),
        pytest.param(message("/bounce"), shown(CHAT, Manner.DIRECT, ""), id="bounce-of-nothing"),
        pytest.param(message("bounces"), shown(CHAT, Manner.DIRECT, "bounces"), id="no-command"),
        pytest.param(
            message("help me even", channel()), shown(CHANNEL, Manner.WATCHED, "help me even"), id="no-command"
        ),
        pytest.param(
            message(f"bounce {FULL}", channel()), shown(CHANNEL, Manner.WATCHED, f"bounce {FULL}"), id="not-to-us"
        ),
        pytest.param(
            message("", attachments=[download()]), shown(CHAT, Manner.DIRECT, "", files=(FILE,)), id="file"
        ),
        pytest.param(
            message("", attachments=[download(), download()]),
            shown(CHAT, Manner.DIRECT, "", files=(FILE,)),
            id="the-same-file-twice",
        ),
        pytest.param(
            message("", attachments=[{**download(), "name": None}]),
            shown(CHAT, Manner.DIRECT, "", files=(FILE.model_copy(update={"name": "bestand.eml"}),)),
            id="a-file-without-a-name",
        ),
        pytest.param(
            message("", attachments=[{**download(), "id": "9f1c", "content": {"uniqueId": "u1"}}]),
            shown(CHAT, Manner.DIRECT, "", files=(FileRef(id="withheld:9f1c", name="bounce.eml", withheld=True),)),
            id="a-file-that-is-nowhere",
        ),
        pytest.param(
            message("", attachments=[picture()]),
            shown(
                CHAT,
                Manner.DIRECT,
                "",
                files=(
                    FileRef(id="picture:95351aefec6c7c90", name="afbeelding.png", url=picture()["contentUrl"]),
                ),
            ),
            id="a-pasted-picture",
        ),
        pytest.param(
            naming(conversation=channel(), html=f'<p>{FULL}</p><attachment id="9f1c"></attachment>'),
            shown(CHANNEL, Manner.MENTION, files=(FileRef(id="withheld:9f1c", withheld=True),)),
            id="a-file-in-a-channel",
        ),
        pytest.param(
            message(conversation=channel(), html=f'<p>{FULL}</p><attachment id="1795429100000"></attachment>'),
            shown(CHANNEL, Manner.WATCHED),
            id="a-message-that-is-quoted-is-no-file",
        ),
        pytest.param(
            message(id="1:abc"),
            shown(
                CHAT,
                Manner.DIRECT,
                key=f"0000000000.000000:teams:{TENANT}:{CHAT}:message:1:abc",
                place=place(CHAT, posted="1:abc"),
            ),
            id="an-id-that-is-no-time",
        ),
        pytest.param(
            message(channelData=None, conversation={"id": CHAT}),
            shown(CHAT, Manner.DIRECT),
            id="hardly-anything-told",
        ),
    ],
)
async def test_a_message(hearing: Hearing, book: Book, heard: Json, work: Shown) -> None:
    assert await hearing.hear(heard) is None
    assert book.works == [work]


QUOTING = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri" '
    f'itemid="8:orgid:bram">Bram</strong><p itemprop="preview">{FULL}</p></blockquote>'
)


@pytest.mark.parametrize(
    ("heard", "texts"),
    [
        pytest.param(message(html=QUOTING + "<p>wat nu?</p>"), [f"Bram\n{FULL}\nwat nu?"], id="asked"),
        pytest.param(
            message(conversation=channel(), html=QUOTING + "<p>dank je</p>"), ["dank je"], id="it-was-seen-already"
        ),
        pytest.param(message("", channel(), html=QUOTING), [], id="nothing-new-at-all"),
    ],
)
async def test_what_is_quoted(hearing: Hearing, book: Book, heard: Json, texts: list[str]) -> None:
    await hearing.hear(heard)
    assert [work.text for work in book.works if isinstance(work, Shown)] == texts


@pytest.mark.parametrize(
    "heard",
    [
        pytest.param(by({"id": "28:another"}, message(conversation=channel())), id="another-bot"),
        pytest.param(by({"id": BOT}, message()), id="our-own"),
        pytest.param(by({"id": "agent-7", "role": "bot"}, message()), id="a-bot-by-its-role"),
        pytest.param(by({"id": "us"}, message(recipient={"id": "us"})), id="ourselves-under-another-name"),
        pytest.param(by(None, message()), id="nobody"),
        pytest.param(message(conversation=channel(conversation=HELPDESK)), id="talk-of-the-helpdesk"),
        pytest.param(message("", channel()), id="nothing-said"),
        pytest.param(
            change("messageUpdate", "editMessage", channel(conversation=HELPDESK)), id="edit-at-the-helpdesk"
        ),
        pytest.param(by({"id": BOT}, change("messageUpdate", "editMessage")), id="our-own-edit"),
        pytest.param(by({"id": BOT}, change("messageDelete", "softDeleteMessage")), id="our-own-deletion"),
        pytest.param(added(ANNA, conversation=channel()), id="a-colleague-was-added"),
        pytest.param(added(BOT, conversation=channel(conversation=HELPDESK)), id="we-joined-the-helpdesk"),
        pytest.param(activity("conversationUpdate"), id="nobody-was-added"),
        pytest.param(activity("messageReaction", reactionsAdded=[{"type": "like"}]), id="a-reaction"),
        pytest.param(activity("installationUpdate", action="add"), id="an-installation"),
        pytest.param(activity("typing"), id="typing"),
        pytest.param({"type": "neverHeardOf"}, id="what-we-do-not-know"),
        pytest.param({}, id="nothing"),
    ],
)
async def test_silence(hearing: Hearing, book: Book, heard: Json) -> None:
    assert await hearing.hear(heard) is None
    assert book.works == []


@pytest.mark.parametrize(
    ("support", "conversation", "heard"),
    [
        pytest.param(frozenset({CHANNEL}), CHANNEL, True, id="watched"),
        pytest.param(frozenset({"19:other@thread.tacv2"}), CHANNEL, False, id="not-watched"),
        pytest.param(frozenset({HELPDESK}), HELPDESK, False, id="never-the-helpdesks"),
    ],
)
async def test_where_we_read_along(book: Book, support: frozenset[str], conversation: str, *, heard: bool) -> None:
    await hears(book, support=support).hear(message(conversation=channel(conversation=conversation)))
    assert bool(book.works) == heard


def test_a_place_of_our_own_is_where_activities_come_from() -> None:
    assert Workplace(Identity(APP, TENANT)).place(CHANNEL, POSTED) == place(CHANNEL)


KEY = f"{TIME}:teams:{TENANT}:{{}}:message:{POSTED}"


@pytest.mark.parametrize(
    ("heard", "work"),
    [
        pytest.param(
            change("messageUpdate", "editMessage", text="anders"),
            Edited(
                key=f"{EDITED_AT}:teams:{TENANT}:{CHAT}:edit:{POSTED}",
                person=ANNA,
                shown=KEY.format(CHAT),
                place=place(CHAT),
                manner=Manner.DIRECT,
                text="anders",
            ),
            id="edited",
        ),
        pytest.param(
            change("messageUpdate", "editMessage", channel(ROOT), attachments=[picture()]),
            Edited(
                key=f"{EDITED_AT}:teams:{TENANT}:{CHANNEL}:edit:{POSTED}",
                person=ANNA,
                shown=KEY.format(CHANNEL),
                place=place(CHANNEL, ROOT),
                manner=Manner.WATCHED,
                text=FULL,
                files=(
                    FileRef(id="picture:95351aefec6c7c90", name="afbeelding.png", url=picture()["contentUrl"]),
                ),
            ),
            id="edited-in-a-thread",
        ),
        pytest.param(
            change("messageUpdate", "undeleteMessage", channel()),
            shown(CHANNEL, Manner.WATCHED, key=f"{EDITED_AT}:teams:{TENANT}:{CHANNEL}:undelete:{POSTED}"),
            id="brought-back",
        ),
        pytest.param(
            change("messageDelete", "softDeleteMessage", channel(ROOT), text=None, attachments=()),
            Deleted(
                key=f"{EDITED_AT}:teams:{TENANT}:{CHANNEL}:delete:{POSTED}",
                person=ANNA,
                shown=KEY.format(CHANNEL),
                place=place(CHANNEL, ROOT),
            ),
            id="deleted",
        ),
        pytest.param(
            by(None, change("messageDelete", "softDeleteMessage")),
            Deleted(
                key=f"{EDITED_AT}:teams:{TENANT}:{CHAT}:delete:{POSTED}",
                person="",
                shown=KEY.format(CHAT),
                place=place(CHAT),
            ),
            id="deleted-by-nobody",
        ),
        pytest.param(
            added(BOT),
            Shown(
                key=f"{TIME.replace('123', '124')}:teams:{TENANT}:{CHAT}:invited",
                event_id="f:added-1",
                person=ANNA,
                place=place(CHAT, posted=None),
                manner=Manner.DIRECT,
            ),
            id="we-were-installed",
        ),
        pytest.param(
            added(ANNA, BOT, conversation={"id": CHANNEL, "conversationType": "channel"}),
            Shown(
                key=f"{TIME.replace('123', '124')}:teams:{TENANT}:{CHANNEL}:invited",
                event_id="f:added-1",
                person=ANNA,
                place=place(CHANNEL, posted=None),
                manner=Manner.MENTION,
            ),
            id="we-were-added-to-a-team",
        ),
    ],
)
async def test_what_happens_to_it(
    hearing: Hearing, book: Book, heard: Json, work: Edited | Deleted | Shown
) -> None:
    assert await hearing.hear(heard) is None
    assert book.works == [work]


async def test_keys_sort_as_they_happened(hearing: Hearing, book: Book) -> None:
    deletion = change("messageDelete", "softDeleteMessage", timestamp="2026-11-23T12:00:00+01:00")
    for heard in (
        message(),
        change("messageUpdate", "editMessage"),
        {**deletion, "timestamp": "2026-11-23T11:22:00"},
    ):
        await hearing.hear(heard)
    keys = [work.key for work in book.works]
    assert len(keys) == 3
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "told", ["2026-11-23T10:21:05.5Z", "2026-11-23T10:21:05.5", "2026-11-23T11:21:05.500+01:00"]
)
async def test_a_time_is_one_moment_wherever_we_stand(
    hearing: Hearing, book: Book, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    with monkeypatch.context() as away:
        away.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        await hearing.hear({**change("messageUpdate", "editMessage"), "timestamp": told})
    time.tzset()
    assert book.works[0].key.startswith(f"{EDITED_AT}:")


async def test_a_key_is_never_too_long(hearing: Hearing, book: Book) -> None:
    longest = {"id": "a:" + "x" * 198, "conversationType": "personal", "tenantId": "t" * 100}
    told: Json = {"conversation": longest, "id": "1:" + "y" * 198, "channelData": None}
    await hearing.hear(message(**told))
    await hearing.hear({**change("messageUpdate", "editMessage", **told), "channelData": None})
    first, edit = book.works
    assert isinstance(edit, Edited)
    assert edit.shown == first.key != edit.key
    assert edit.key.startswith(f"{EDITED_AT}:teams:")
    assert max(len(first.key), len(edit.key)) < 500


@pytest.mark.parametrize(
    "heard",
    [
        pytest.param(message(id=""), id="no-id"),
        pytest.param({**message(), "conversation": None}, id="no-conversation"),
        pytest.param({**message(), "timestamp": "gisteren"}, id="no-time"),
        pytest.param(message(id="1" * 201), id="an-id-too-long"),
        pytest.param(message(conversation={**PERSONAL, "id": "a:" + "x" * 199}), id="a-conversation-too-long"),
        pytest.param(by({"id": "29:" + "x" * 98}, message()), id="a-person-too-long"),
        pytest.param({**message(), "text": {"geheim": FULL}}, id="a-text-that-is-none"),
        pytest.param({**message(), "entities": "geheim"}, id="entities-that-are-none"),
        pytest.param({**message(), "value": {"verb": "answer_found"}}, id="a-button-without-a-case"),
    ],
)
async def test_what_cannot_be_read_is_dropped_and_logged_without_its_text(
    hearing: Hearing, book: Book, heard: Json
) -> None:
    with capture_logs() as logs:
        assert await hearing.hear(heard) is None
    assert book.works == []
    [entry] = logs
    assert entry["event"] == "teams_activity_unreadable"
    assert "geheim" not in str(entry)
    assert "550" not in str(entry)


@pytest.mark.parametrize("heard", [message(), added(BOT), change("messageUpdate", "editMessage")])
async def test_what_is_not_stored_is_not_acknowledged(hearing: Hearing, book: Book, heard: Json) -> None:
    book.failing = True
    with pytest.raises(OSError, match="disk full"):
        await hearing.hear(heard)
