"""What people post, over HTTP, signed: what becomes work, and what is silence."""

from typing import Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.desk.work import Deleted, Edited, Manner, Shown
from bot.slack import Identity, SlackPort, Workplace, build_app
from tests.slack.conftest import HttpSlack, Ledger
from tests.slack.payloads import message


async def shown(slack: HttpSlack, desk: Ledger, event: dict[str, Any]) -> Shown:
    assert await slack.event(event) == 200
    work = await desk.gets()
    assert isinstance(work, Shown)
    return work


async def test_a_message_as_the_desk_gets_it(slack: HttpSlack, desk: Ledger) -> None:
    work = await shown(slack, desk, message("typed"))
    assert work.model_dump(exclude={"files"}) == {
        "kind": "shown",
        "key": "1795424345.000100:slack:T0PLAY:C01STEUN:message:1795424345.000100",
        "event_id": "Ev1",
        "person": "U01ANNE",
        "place": {
            "platform": "slack",
            "team": "T0PLAY",
            "conversation": "C01STEUN",
            "thread": None,
            "message": "1795424345.000100",
        },
        "manner": Manner.WATCHED,
        "text": "teruggekomen van <mailto:jan@klant.example|jan@klant.example>: 550 5.1.1 user unknown",
        "whisper": None,
    }


@pytest.mark.parametrize(
    ("name", "manner"),
    [
        pytest.param("typed", Manner.WATCHED, id="in-a-watched-channel"),
        pytest.param("reply", Manner.WATCHED, id="in-a-thread"),
        pytest.param("broadcast_reply", Manner.WATCHED, id="in-a-thread-and-the-channel"),
        pytest.param("direct", Manner.DIRECT, id="to-the-bot-alone"),
        pytest.param("mention", Manner.MENTION, id="by-name"),
        pytest.param("guest", Manner.WATCHED, id="by-a-guest-of-another-team"),
        pytest.param("forwarded_email", Manner.WATCHED, id="by-e-mail"),
        pytest.param("named_in_helpdesk", Manner.MENTION, id="by-name-where-nobody-watches"),
    ],
)
async def test_what_is_shown(slack: HttpSlack, desk: Ledger, name: str, manner: Manner) -> None:
    work = await shown(slack, desk, message(name))
    assert work.manner is manner
    assert work.place.team == "T0PLAY"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("other_bot", id="another-bot"),
        pytest.param("old_bot", id="a-bot-of-the-old-kind"),
        pytest.param("slackbot_talk", id="slackbot-itself"),
        pytest.param("own", id="the-bot-itself"),
        pytest.param("joined", id="someone-joined"),
        pytest.param("empty", id="nothing-to-read"),
        pytest.param("in_helpdesk", id="the-helpdesk-talks"),
        pytest.param("unfurled", id="a-preview-came"),
        pytest.param("counted", id="a-thread-counter"),
        pytest.param("own_updated", id="our-own-card-drawn-anew"),
        pytest.param("own_deleted", id="our-own-card-gone"),
    ],
)
async def test_silence_is_acknowledged(slack: HttpSlack, desk: Ledger, name: str) -> None:
    assert await slack.event(message(name)) == 200
    assert desk.works == []


async def test_a_message_and_its_mention_share_a_key(slack: HttpSlack, desk: Ledger) -> None:
    mention = message("mention")
    await slack.event(message("mention", type="message", channel_type="channel"), "Ev1")
    await slack.event(mention, "Ev2")
    first, second = desk.works
    assert isinstance(first, Shown)
    assert isinstance(second, Shown)
    assert first.key == second.key
    assert first.manner is second.manner is Manner.MENTION


@pytest.mark.parametrize(
    ("name", "thread"),
    [
        pytest.param("typed", None, id="at-the-top"),
        pytest.param("thread_parent", None, id="a-thread-of-its-own"),
        pytest.param("reply", "1795424345.000100", id="in-a-thread"),
    ],
)
async def test_where_it_stands(slack: HttpSlack, desk: Ledger, name: str, thread: str | None) -> None:
    work = await shown(slack, desk, message(name))
    assert (work.place.thread, work.place.message) == (thread, message(name)["ts"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "rich_text_only",
            "Kijk &lt;hier&gt; &amp; daar\n550 5.2.2 mailbox\nis full\neen\n<@U02BEN>:wave:",
            id="rich-text-only",
        ),
        pytest.param("forwarded_message", "weet iemand dit?\n\n550 5.1.1 user unknown", id="forwarded"),
        pytest.param("with_preview", "<https://nieuws.example>", id="a-preview-is-not-theirs"),
        pytest.param("dropped_file", "", id="a-file-alone"),
    ],
)
async def test_the_text(slack: HttpSlack, desk: Ledger, name: str, text: str) -> None:
    assert (await shown(slack, desk, message(name))).text == text


async def test_a_cut_text_is_read_in_full(slack: HttpSlack, desk: Ledger) -> None:
    whole = "550 5.1.1 " + "lang " * 1000
    blocks = [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": whole}]}],
        }
    ]
    assert (await shown(slack, desk, message("typed", text=whole[:3900] + "…", blocks=blocks))).text == whole


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param(
            "dropped_file", ("F0EML", "bounce.eml", "https://files.slack.com/dl/bounce.eml", 900, False), id="eml"
        ),
        pytest.param(
            "snippet", ("F0TXT", "Untitled", "https://files.slack.com/dl/untitled", 5200, False), id="long-paste"
        ),
        pytest.param("file_untold", ("F0X", "", None, None, False), id="ask-slack-first"),
        pytest.param(
            "forwarded_message",
            ("F0TXT", "bounce.txt", "https://files.slack.com/dl/bounce.txt", None, False),
            id="forwarded",
        ),
        pytest.param(
            "forwarded_email",
            ("F0MAIL", "Onbestelbaar", "https://files.slack.com/pri/mail", 6212, True),
            id="e-mail",
        ),
    ],
)
async def test_the_file(slack: HttpSlack, desk: Ledger, name: str, file: tuple[Any, ...]) -> None:
    (found,) = (await shown(slack, desk, message(name))).files
    assert (found.id, found.name, found.url, found.size, found.is_email) == file


async def test_a_deleted_file_is_none(slack: HttpSlack, desk: Ledger) -> None:
    assert (await shown(slack, desk, message("file_deleted"))).files == ()


async def test_an_e_mail_tells_what_slack_read_of_it(slack: HttpSlack, desk: Ledger) -> None:
    (file,) = (await shown(slack, desk, message("forwarded_email"))).files
    assert file.text is not None
    head, _, body = file.text.partition("\n\n")
    assert head.splitlines()[:5] == [
        "From: Mail Delivery System <mailer-daemon@mx.example>",
        "To: anne@ons.example",
        "Subject: Onbestelbaar: offerte",
        "Date: Mon, 23 Nov 2026 08:00:00 +0000",
        "Message-ID: <x@mx.example>",
    ]
    assert body == "jan@klant.example: 550 5.2.2 mailbox is full"


async def test_an_edit(slack: HttpSlack, desk: Ledger) -> None:
    assert await slack.event(message("edited")) == 200
    work = await desk.gets()
    assert isinstance(work, Edited)
    assert work.key == ("1795424380.000100:slack:T0PLAY:C01STEUN:edit:1795424345.000100:1795424379.000000"), (
        "an edit has a key of its own, at its own time"
    )
    assert work.shown == "1795424345.000100:slack:T0PLAY:C01STEUN:message:1795424345.000100"
    assert (work.text, work.manner) == ("550 5.2.2 mailbox is full", Manner.WATCHED)
    assert work.place.message == "1795424345.000100"
    assert work.key > work.shown


@pytest.mark.parametrize("name", ["deleted", "tombstone"])
async def test_a_deletion(slack: HttpSlack, desk: Ledger, name: str) -> None:
    assert await slack.event(message(name)) == 200
    work = await desk.gets()
    assert isinstance(work, Deleted)
    assert work.shown == "1795424345.000100:slack:T0PLAY:C01STEUN:message:1795424345.000100"
    assert work.person == "U01ANNE"
    assert work.key.startswith(f"{message(name)['event_ts']}:slack:T0PLAY:C01STEUN:delete:")


@pytest.mark.parametrize(
    ("name", "support", "heard"),
    [
        pytest.param("typed", frozenset({"C01STEUN"}), True, id="a-channel-of-the-list"),
        pytest.param("typed", frozenset({"C02ANDERS"}), False, id="another-channel"),
        pytest.param("edited", frozenset({"C02ANDERS"}), False, id="an-edit-elsewhere"),
        pytest.param("direct", frozenset({"C02ANDERS"}), True, id="direct-needs-no-list"),
        pytest.param("mention", frozenset({"C02ANDERS"}), True, id="a-mention-needs-no-list"),
    ],
)
async def test_where_we_listen(
    desk: Ledger, port: SlackPort, name: str, support: frozenset[str], *, heard: bool
) -> None:
    workplace = Workplace(Identity("T0PLAY", "U0BOT", "B0BOT"), support=support)
    app = build_app(desk=desk, port=port, workplace=workplace)
    body = {"type": "event_callback", "team_id": "T0PLAY", "event_id": "Ev1", "event": message(name)}
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    assert answer.status == 200
    assert bool(desk.works) is heard
