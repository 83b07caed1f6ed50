"""What the app is told of what people do, in Slack's own shapes."""

import base64

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Ear, Json, Person, refusal

pytestmark = pytest.mark.usefixtures("connected")

SUPPORT = "C0SUPPORT"


def fields(event: Json, *names: str) -> Json:
    return {name: event.get(name) for name in names}


async def test_a_post_comes_as_slack_words_it(anna: Person, ear: Ear) -> None:
    ts = await anna.posts("bounce van jane@customer.example")
    event = await ear.event("message")
    assert event.pop("client_msg_id")
    (block,) = event.pop("blocks")
    assert event == {
        "type": "message",
        "user": "U0ANNA",
        "team": "T0PLAY",
        "channel": SUPPORT,
        "channel_type": "channel",
        "ts": ts,
        "event_ts": ts,
        "text": "bounce van <mailto:jane@customer.example|jane@customer.example>",
    }
    assert block["elements"] == [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "bounce van "},
                {"type": "link", "url": "mailto:jane@customer.example", "text": "jane@customer.example"},
            ],
        }
    ]
    (body,) = ear.heard
    assert fields(body, "type", "team_id", "api_app_id") == {
        "type": "event_callback",
        "team_id": "T0PLAY",
        "api_app_id": "A0BOT",
    }
    assert body["authorizations"][0]["user_id"] == "U0BOT"


async def test_a_reply_names_its_thread(anna: Person, bram: Person, ear: Ear) -> None:
    root = await anna.posts("vraag")
    await bram.posts("antwoord", thread_ts=root)
    event = await ear.event("message", times=2)
    assert fields(event, "text", "thread_ts", "parent_user_id") == {
        "text": "antwoord",
        "thread_ts": root,
        "parent_user_id": "U0ANNA",
    }


async def test_a_mention_comes_beside_the_message(anna: Person, ear: Ear) -> None:
    ts = await anna.posts("@Proefapp help eens")
    message, mention = await ear.event("message"), await ear.event("app_mention")
    assert (message["ts"], mention["ts"]) == (ts, ts)
    assert (message["text"], mention["text"]) == ("<@U0BOT> help eens",) * 2
    assert "channel_type" not in mention
    first, second = (body["event_id"] for body in ear.heard)
    assert first != second


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("proefapp help", id="its-name-alone"),
        pytest.param("<@U0BOT> help", id="typed-markup"),
        pytest.param("mail@proefapp", id="within-a-word"),
    ],
)
async def test_what_is_no_mention(anna: Person, ear: Ear, text: str) -> None:
    await anna.posts(text)
    await anna.posts("nog iets")
    await ear.event("message", times=2)
    assert [body["event"]["type"] for body in ear.heard] == ["message", "message"]


async def test_a_direct_message_is_told_as_such(anna: Person, ear: Ear) -> None:
    await anna.posts("@Proefapp hallo", conversation="D0ANNA")
    event = await ear.event("message")
    assert fields(event, "channel", "channel_type", "user") == {
        "channel": "D0ANNA",
        "channel_type": "im",
        "user": "U0ANNA",
    }
    assert len(ear.heard) == 1


async def test_an_edit_tells_both_texts(anna: Person, ear: Ear) -> None:
    ts = await anna.posts("eerst")
    await anna.does("edit", conversation=SUPPORT, ts=ts, text="dan")
    event = await ear.event("message", "message_changed")
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("eerst", "dan")
    assert event["message"]["ts"] == event["previous_message"]["ts"] == ts
    assert event["message"]["edited"]["user"] == "U0ANNA"
    assert event["ts"] != ts
    assert (event["channel"], event["hidden"]) == (SUPPORT, True)


async def test_a_link_that_unfurls_changes_all_but_the_text(anna: Person, ear: Ear) -> None:
    ts = await anna.posts("zie example.com")
    await anna.does("unfurl", conversation=SUPPORT, ts=ts)
    event = await ear.event("message", "message_changed")
    assert event["message"]["text"] == event["previous_message"]["text"]
    assert "edited" not in event["message"]
    assert event["message"]["attachments"] != event["previous_message"].get("attachments")


async def test_a_deletion_tells_what_went(anna: Person, ear: Ear) -> None:
    ts = await anna.posts("weg ermee")
    await anna.does("delete", conversation=SUPPORT, ts=ts)
    event = await ear.event("message", "message_deleted")
    assert fields(event, "deleted_ts", "channel") == {"deleted_ts": ts, "channel": SUPPORT}
    assert event["previous_message"]["text"] == "weg ermee"


async def test_a_deletion_over_replies_is_a_change(anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    ts = await anna.posts("weg ermee")
    await slack.chat_postMessage(channel=SUPPORT, thread_ts=ts, text="antwoord")
    await anna.does("delete", conversation=SUPPORT, ts=ts)
    event = await ear.event("message", "message_changed")
    assert fields(event["message"], "subtype", "user", "thread_ts") == {
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "thread_ts": ts,
    }
    assert event["previous_message"]["text"] == "weg ermee"


async def test_what_the_app_does_itself_is_told_too(slack: AsyncWebClient, anna: Person, ear: Ear) -> None:
    ts = (await slack.chat_postMessage(channel=SUPPORT, text="een"))["ts"]
    await slack.chat_update(channel=SUPPORT, ts=ts, text="twee")
    await slack.chat_delete(channel=SUPPORT, ts=ts)
    await anna.posts("klaar")
    await ear.event("message", times=2)
    assert [(body["event"].get("subtype"), body["event"].get("bot_id")) for body in ear.heard] == [
        (None, "B0BOT"),
        ("message_changed", None),
        ("message_deleted", None),
        (None, None),
    ]


async def test_a_forwarded_message_carries_the_original(anna: Person, ear: Ear) -> None:
    ts = await anna.posts("550 5.1.1 user unknown", conversation="C0ALGEMEEN")
    await anna.does("share", conversation=SUPPORT, text="ziet u dit?", from_conversation="C0ALGEMEEN", from_ts=ts)
    event = await ear.event("message")
    assert event["text"] == "ziet u dit?"
    (shared,) = event["attachments"]
    assert fields(shared, "is_share", "text", "channel_id", "author_id", "ts") == {
        "is_share": True,
        "text": "550 5.1.1 user unknown",
        "channel_id": "C0ALGEMEEN",
        "author_id": "U0ANNA",
        "ts": ts,
    }
    assert shared["message_blocks"][0]["message"]["blocks"][0]["type"] == "rich_text"


async def test_nothing_is_told_of_where_the_app_is_not(anna: Person, ear: Ear) -> None:
    await anna.posts("onder ons", conversation="C0ALGEMEEN")
    await anna.does("email", conversation="C0ALGEMEEN", raw_base64=base64.b64encode(b"Subject: x\n\ny").decode())
    ts = await anna.posts("voor allen")
    assert (await ear.event("message"))["ts"] == ts
    assert len(ear.heard) == 1


async def test_an_invited_app_hears(anna: Person, hella: Person, ear: Ear) -> None:
    await anna.does("join", conversation="C0ALGEMEEN", user="U0BOT")
    joined = await ear.event("member_joined_channel")
    assert fields(joined, "user", "channel", "team") == {
        "user": "U0BOT",
        "channel": "C0ALGEMEEN",
        "team": "T0PLAY",
    }
    await anna.posts("welkom", conversation="C0ALGEMEEN")
    assert (await ear.event("message"))["text"] == "welkom"
    await hella.does("leave", conversation="C0HELPDESK")
    assert fields(await ear.event("member_left_channel"), "user", "channel") == {
        "user": "U0HELLA",
        "channel": "C0HELPDESK",
    }


async def test_a_private_channel_is_told_as_such(anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    await anna.posts("onder ons", conversation="C0DIRECTIE")
    await anna.does("join", conversation="C0DIRECTIE", user="U0BOT")
    ts = await anna.posts("@Proefapp 550 5.1.1", conversation="C0DIRECTIE")
    event = await ear.event("message")
    assert fields(event, "channel", "channel_type", "ts") == {
        "channel": "C0DIRECTIE",
        "channel_type": "group",
        "ts": ts,
    }
    assert (await ear.event("app_mention"))["ts"] == ts
    assert (await ear.event("member_joined_channel"))["channel_type"] == "G"
    described = (await slack.conversations_info(channel="C0DIRECTIE"))["channel"]
    assert (described["is_private"], described["is_member"]) == (True, True)
    listed = (await slack.conversations_list(types="private_channel"))["channels"]
    assert [each["id"] for each in listed] == ["C0DIRECTIE"]


async def test_a_private_channel_is_there_for_its_members_only(
    anna: Person, bram: Person, slack: AsyncWebClient
) -> None:
    assert (await bram.tries("post", conversation="C0DIRECTIE", text="x"))["error"] == "channel_not_found"
    names = [[each["name"] for each in (await one.sees())["conversations"]] for one in (anna, bram)]
    assert [("directie" in seen) for seen in names] == [True, False]
    assert (await slack.conversations_list(types="private_channel"))["channels"] == []
    for method in ("chat.postMessage", "conversations.history", "conversations.members"):
        with pytest.raises(SlackApiError) as caught:
            await slack.api_call(method, json={"channel": "C0DIRECTIE", "text": "x"})
        assert refusal(caught.value.response)["error"] == "channel_not_found"


async def test_opening_the_start_page_is_told(anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    await anna.does("open_home")
    first = await ear.event("app_home_opened")
    assert fields(first, "user", "channel", "tab", "view") == {
        "user": "U0ANNA",
        "channel": "D0ANNA",
        "tab": "home",
        "view": None,
    }
    await slack.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [], "private_metadata": "1"})
    await anna.does("open_home")
    again = await ear.event("app_home_opened", times=2)
    assert again["view"]["private_metadata"] == "1"


@pytest.mark.parametrize(
    ("doing", "body", "error"),
    [
        pytest.param("post", {"conversation": "C0HELPDESK", "text": "x"}, "not_in_channel", id="no-member"),
        pytest.param("post", {"conversation": "C9", "text": "x"}, "channel_not_found", id="no-channel"),
        pytest.param("post", {"conversation": SUPPORT, "text": " \n"}, "no_text", id="nothing"),
        pytest.param(
            "post", {"conversation": SUPPORT, "text": "x", "thread_ts": "1.2"}, "thread_not_found", id="no-thread"
        ),
        pytest.param(
            "edit", {"conversation": SUPPORT, "ts": "1.2", "text": "x"}, "message_not_found", id="no-message"
        ),
        pytest.param(
            "edit", {"conversation": SUPPORT, "ts": "BRAMS", "text": "x"}, "cant_update_message", id="not-ones-own"
        ),
        pytest.param(
            "edit", {"conversation": SUPPORT, "ts": "ANNAS", "text": "x" * 4001}, "msg_too_long", id="long-edit"
        ),
        pytest.param(
            "delete", {"conversation": SUPPORT, "ts": "BRAMS"}, "cant_update_message", id="delete-not-own"
        ),
        pytest.param("join", {"conversation": SUPPORT}, "already_in_channel", id="join-twice"),
        pytest.param("leave", {"conversation": "D0ANNA"}, "not_in_channel", id="leave-a-direct-conversation"),
        pytest.param("dansen", {}, "unknown_action", id="no-such-thing"),
        pytest.param("post", {"person": "U0NIEMAND"}, "user_not_found", id="nobody"),
        pytest.param("post", {"conversation": SUPPORT}, "no_text", id="no-text-at-all"),
        pytest.param("edit", {"conversation": SUPPORT}, "invalid_arguments", id="missing-fields"),
        pytest.param(
            "post",
            {"conversation": SUPPORT, "files": [{"name": "x", "content_base64": "é"}]},
            "invalid_arguments",
            id="no-base64",
        ),
        pytest.param("trouble", {"fail": {"times": "vaak"}}, "invalid_arguments", id="senseless-trouble"),
    ],
)
async def test_what_people_cannot_do(anna: Person, bram: Person, doing: str, body: Json, error: str) -> None:
    known = {"ANNAS": await anna.posts("van Anna"), "BRAMS": await bram.posts("van Bram")}
    given = {name: known.get(value, value) if isinstance(value, str) else value for name, value in body.items()}
    assert (await anna.tries(doing, **given))["error"] == error
    assert [each["text"] for each in await anna.reads()] == ["van Anna", "van Bram"]
