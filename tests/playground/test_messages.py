"""What may be posted, changed, whispered and read back, and with which word Slack refuses the rest."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Json, Person, refusal, section

SUPPORT = "C0SUPPORT"
NONE = "1700000000.000001"
META = {"event_type": "proef", "event_payload": {"sleutel": "1"}}


@pytest.mark.parametrize(
    ("call", "error"),
    [
        pytest.param({"channel": "C9", "text": "x"}, "channel_not_found", id="no-such-channel"),
        pytest.param({"channel": "#nergens", "text": "x"}, "channel_not_found", id="no-such-name"),
        pytest.param({"channel": "D0NIEMAND", "text": "x"}, "channel_not_found", id="no-such-direct"),
        pytest.param({"channel": "C0ALGEMEEN", "text": "x"}, "not_in_channel", id="app-is-no-member"),
        pytest.param({"channel": SUPPORT}, "no_text", id="nothing"),
        pytest.param({"channel": SUPPORT, "text": ""}, "no_text", id="empty"),
        pytest.param({"channel": SUPPORT, "blocks": []}, "no_text", id="no-blocks"),
        pytest.param({"channel": SUPPORT, "text": "x" * 40_001}, "msg_too_long", id="text"),
        pytest.param({"channel": SUPPORT, "blocks": '{"a"'}, "invalid_blocks_format", id="blocks-no-json"),
        pytest.param({"channel": SUPPORT, "blocks": {"a": 1}}, "invalid_blocks_format", id="blocks-no-list"),
        pytest.param({"channel": SUPPORT, "blocks": [section("x" * 3001)]}, "invalid_blocks", id="long-section"),
        pytest.param({"channel": SUPPORT, "blocks": [section()] * 51}, "invalid_blocks", id="51-blocks"),
        pytest.param(
            {"channel": SUPPORT, "blocks": [section("x" * 2700)] * 5},
            "msg_blocks_too_long",
            id="all-blocks-together",
        ),
        pytest.param({"channel": SUPPORT, "text": "x", "thread_ts": NONE}, "thread_not_found", id="no-thread"),
        pytest.param({"channel": SUPPORT, "text": "x", "thread_ts": "gister"}, "invalid_thread_ts", id="no-ts"),
        pytest.param(
            {"channel": SUPPORT, "text": "x", "attachments": [{}] * 101}, "too_many_attachments", id="attachments"
        ),
        pytest.param(
            {"channel": SUPPORT, "text": "x", "attachments": [{"blocks": [{"type": "header"}]}]},
            "invalid_attachments",
            id="blocks-of-attachments",
        ),
        pytest.param(
            {"channel": SUPPORT, "text": "x", "metadata": {"event_type": "x"}},
            "invalid_metadata_format",
            id="meta",
        ),
        pytest.param(
            {
                "channel": SUPPORT,
                "text": "x",
                "metadata": {"event_type": "x", "event_payload": {"a": "x" * 8192}},
            },
            "metadata_too_large",
            id="large-meta",
        ),
    ],
)
async def test_a_post_is_refused(slack: AsyncWebClient, anna: Person, call: Json, error: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        await slack.api_call("chat.postMessage", json=call)
    assert refusal(caught.value.response)["error"] == error
    assert await anna.reads() == []


@pytest.mark.parametrize(
    "call",
    [
        pytest.param({"text": "x" * 40_000}, id="longest-text"),
        pytest.param({"blocks": [section()] * 50}, id="most-blocks"),
        pytest.param({"blocks": [section("x" * 2600)] * 5}, id="longest-blocks"),
        pytest.param({"text": "x", "metadata": META}, id="metadata"),
        pytest.param({"text": "x\ud83d"}, id="half-a-character"),
    ],
)
async def test_what_just_fits_is_posted(slack: AsyncWebClient, anna: Person, call: Json) -> None:
    answer = await slack.api_call("chat.postMessage", json={"channel": SUPPORT, **call})
    assert [each["ts"] for each in await anna.reads()] == [answer["ts"]]
    assert answer["channel"] == SUPPORT
    assert answer["message"]["bot_id"] == "B0BOT"


@pytest.mark.parametrize(
    "channel", [pytest.param("U0ANNA", id="a-person"), pytest.param("D0ANNA", id="a-direct-conversation")]
)
async def test_a_person_can_be_written_to(slack: AsyncWebClient, anna: Person, channel: str) -> None:
    answer = await slack.chat_postMessage(channel=channel, text="Hallo")
    assert answer["channel"] == "D0ANNA"
    assert [each["text"] for each in await anna.reads("D0ANNA")] == ["Hallo"]


async def test_a_reply_to_a_reply_stands_in_the_thread(slack: AsyncWebClient, anna: Person) -> None:
    root = await anna.posts("vraag")
    reply = (await slack.chat_postMessage(channel=SUPPORT, text="een", thread_ts=root))["ts"]
    last = await slack.chat_postMessage(channel=SUPPORT, text="twee", thread_ts=reply)
    assert last["message"]["thread_ts"] == root
    read = (await slack.conversations_replies(channel=SUPPORT, ts=root))["messages"]
    assert [each["text"] for each in read] == ["vraag", "een", "twee"]
    assert (read[0]["reply_count"], read[0]["latest_reply"]) == (2, last["ts"])
    top = (await slack.conversations_history(channel=SUPPORT))["messages"]
    assert [each["ts"] for each in top] == [root]


@pytest.mark.parametrize(
    ("full", "given"), [pytest.param(True, META, id="asked-for"), pytest.param(False, None, id="not-asked-for")]
)
async def test_metadata_comes_back_when_asked_for(slack: AsyncWebClient, full: bool, given: Json | None) -> None:  # noqa: FBT001 — a table's column
    posted = await slack.chat_postMessage(channel=SUPPORT, text="x", metadata=META)
    assert posted["message"]["metadata"] == META
    for read in (
        await slack.conversations_replies(channel=SUPPORT, ts=posted["ts"], include_all_metadata=full),
        await slack.conversations_history(channel=SUPPORT, include_all_metadata=full),
    ):
        assert read["messages"][0].get("metadata") == given


@pytest.mark.parametrize(
    ("change", "becomes"),
    [
        pytest.param(
            {"text": "anders", "blocks": [section("nieuw")]},
            {"text": "anders", "block": "nieuw", "edited": False, "metadata": META},
            id="both",
        ),
        pytest.param(
            {"blocks": [section("nieuw")]},
            {"text": "oud", "block": "nieuw", "edited": False, "metadata": META},
            id="blocks-alone",
        ),
        pytest.param(
            {"text": "anders"},
            {"text": "anders", "block": None, "edited": True, "metadata": META},
            id="a-text-alone-takes-the-blocks-away",
        ),
        pytest.param(
            {"text": "anders", "metadata": {}},
            {"text": "anders", "block": None, "edited": True, "metadata": None},
            id="empty-metadata-takes-it-away",
        ),
    ],
)
async def test_a_message_is_changed(slack: AsyncWebClient, anna: Person, change: Json, becomes: Json) -> None:
    first = {"channel": SUPPORT, "text": "oud", "blocks": [section("oud blok")], "metadata": META}
    ts = (await slack.api_call("chat.postMessage", json=first))["ts"]
    await slack.api_call("chat.update", json={"channel": SUPPORT, "ts": ts, **change})
    (seen,) = await anna.reads()
    (kept,) = (await slack.conversations_history(channel=SUPPORT, include_all_metadata=True))["messages"]
    assert {
        "text": seen["text"],
        "block": seen["blocks"][0]["text"]["text"] if seen["blocks"] else None,
        "edited": seen["edited"],
        "metadata": kept.get("metadata"),
    } == becomes


@pytest.mark.parametrize(
    ("method", "call", "error"),
    [
        pytest.param("chat.update", {"ts": NONE, "text": "x"}, "message_not_found", id="change-nothing"),
        pytest.param("chat.update", {"ts": "THEIRS", "text": "x"}, "cant_update_message", id="change-theirs"),
        pytest.param("chat.update", {"ts": "OURS"}, "no_text", id="change-to-nothing"),
        pytest.param("chat.update", {"ts": "OURS", "text": "x" * 4001}, "msg_too_long", id="change-to-long"),
        pytest.param("chat.update", {"ts": "OURS", "text": "é" * 2001}, "msg_too_long", id="counted-in-bytes"),
        pytest.param("chat.update", {"text": "x"}, "invalid_arguments", id="change-which"),
        pytest.param("chat.update", {"channel": "C9", "ts": "OURS", "text": "x"}, "channel_not_found", id="where"),
        pytest.param("chat.delete", {"ts": NONE}, "message_not_found", id="delete-nothing"),
        pytest.param("chat.delete", {"ts": "THEIRS"}, "cant_delete_message", id="delete-theirs"),
        pytest.param("chat.getPermalink", {"message_ts": NONE}, "message_not_found", id="link-to-nothing"),
        pytest.param(
            "chat.postEphemeral",
            {"user": "U0ANNA", "text": "x", "channel": "C0HELPDESK"},
            "user_not_in_channel",
            id="whisper-to-one-who-is-not-there",
        ),
        pytest.param(
            "chat.postEphemeral",
            {"user": "U0ANNA", "text": "x", "channel": "C0ALGEMEEN"},
            "not_in_channel",
            id="whisper-where-the-app-is-not",
        ),
        pytest.param("chat.postEphemeral", {"text": "x"}, "invalid_arguments", id="whisper-to-whom"),
        pytest.param("conversations.replies", {"ts": NONE}, "thread_not_found", id="read-no-thread"),
        pytest.param(
            "conversations.replies",
            {"ts": "THEIRS", "channel": "C0ALGEMEEN"},
            "not_in_channel",
            id="read-where-the-app-is-not",
        ),
        pytest.param("conversations.history", {"cursor": "verder"}, "invalid_cursor", id="cursor"),
        pytest.param("conversations.history", {"limit": "1001"}, "invalid_limit", id="limit"),
        pytest.param("conversations.list", {"types": "vergadering"}, "invalid_types", id="kinds"),
        pytest.param(
            "conversations.open", {"users": "U0NIEMAND", "channel": ""}, "user_not_found", id="open-with-nobody"
        ),
        pytest.param("users.info", {"user": "U0NIEMAND"}, "user_not_found", id="who"),
        pytest.param("files.info", {"file": "F0"}, "file_not_found", id="file"),
        pytest.param(
            "reactions.add", {"name": "eyes", "timestamp": NONE}, "message_not_found", id="react-to-nothing"
        ),
        pytest.param("reactions.add", {"name": "o o", "timestamp": "OURS"}, "invalid_name", id="reaction"),
        pytest.param(
            "reactions.remove", {"name": "eyes", "timestamp": "OURS"}, "no_reaction", id="take-back-nothing"
        ),
        pytest.param("chat.fluister", {}, "unknown_method", id="method"),
    ],
)
async def test_a_call_is_refused(slack: AsyncWebClient, anna: Person, method: str, call: Json, error: str) -> None:
    known = {"THEIRS": await anna.posts("van Anna")}
    known["OURS"] = (await slack.chat_postMessage(channel=SUPPORT, text="van de app"))["ts"]
    given = {"channel": SUPPORT, **{name: known.get(value, value) for name, value in call.items()}}
    with pytest.raises(SlackApiError) as caught:
        await slack.api_call(method, json=given)
    assert refusal(caught.value.response)["error"] == error


async def test_a_whisper_is_seen_by_one(slack: AsyncWebClient, anna: Person, bram: Person) -> None:
    answer = await slack.chat_postEphemeral(channel=SUPPORT, user="U0ANNA", text="Alleen voor u")
    assert [(each["text"], each["ephemeral"]) for each in await anna.reads()] == [("Alleen voor u", True)]
    assert await bram.reads() == []
    assert (await slack.conversations_history(channel=SUPPORT))["messages"] == []
    with pytest.raises(SlackApiError) as caught:
        await slack.chat_update(channel=SUPPORT, ts=answer["message_ts"], text="anders")
    assert refusal(caught.value.response)["error"] == "message_not_found"


async def test_deleting_leaves_a_place_only_over_replies(slack: AsyncWebClient, anna: Person) -> None:
    root = (await slack.chat_postMessage(channel=SUPPORT, text="eerst"))["ts"]
    reply = (await slack.chat_postMessage(channel=SUPPORT, text="dan", thread_ts=root))["ts"]
    await slack.chat_delete(channel=SUPPORT, ts=root)
    place, answer = await anna.reads()
    assert (place["deleted"], answer["deleted"]) == (True, False)
    await slack.chat_delete(channel=SUPPORT, ts=reply)
    assert await anna.reads() == []


async def test_long_lists_come_in_pages(slack: AsyncWebClient, anna: Person) -> None:
    root = await anna.posts("vraag")
    for number in range(5):
        await slack.chat_postMessage(channel=SUPPORT, text=str(number), thread_ts=root)
    read: list[str] = []
    cursor, pages = "", 0
    while pages == 0 or cursor:
        page = await slack.conversations_replies(channel=SUPPORT, ts=root, limit=2, cursor=cursor)
        read += [each["text"] for each in page["messages"]]
        cursor, pages = (page.get("response_metadata") or {}).get("next_cursor", ""), pages + 1
        assert page["has_more"] is bool(cursor)
    assert (read, pages) == (["vraag", "0", "1", "2", "3", "4"], 3)


@pytest.mark.parametrize(
    ("call", "read"),
    [
        pytest.param({}, ["c", "b", "a"], id="newest-first"),
        pytest.param({"oldest": "B"}, ["c"], id="after"),
        pytest.param({"latest": "B"}, ["a"], id="before"),
        pytest.param({"oldest": "B", "inclusive": True}, ["c", "b"], id="from"),
        pytest.param({"oldest": "B", "latest": "B", "inclusive": True}, ["b"], id="just-this-one"),
    ],
)
async def test_history_is_read_by_time(slack: AsyncWebClient, anna: Person, call: Json, read: list[str]) -> None:
    stamps = [await anna.posts(text) for text in "abc"]
    given = {name: stamps[1] if value == "B" else value for name, value in call.items()}
    answer = await slack.api_call("conversations.history", params={"channel": SUPPORT, **given})
    assert [each["text"] for each in answer["messages"]] == read


async def test_a_reaction_is_added_and_taken_back(slack: AsyncWebClient, anna: Person) -> None:
    ts = await anna.posts("vraag")
    await slack.reactions_add(channel=SUPPORT, timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError) as caught:
        await slack.reactions_add(channel=SUPPORT, timestamp=ts, name="eyes")
    assert refusal(caught.value.response)["error"] == "already_reacted"
    (message,) = await anna.reads()
    assert message["reactions"] == [{"name": "eyes", "users": ["U0BOT"], "count": 1}]
    await slack.reactions_remove(channel=SUPPORT, timestamp=ts, name="eyes")
    assert (await anna.reads())[0]["reactions"] == []


async def test_who_and_what_there_is(slack: AsyncWebClient) -> None:
    me = await slack.auth_test()
    assert (me["user_id"], me["bot_id"], me["team_id"]) == ("U0BOT", "B0BOT", "T0PLAY")
    members = (await slack.conversations_members(channel="C0HELPDESK"))["members"]
    assert members == ["U0HELLA", "U0BOT"]
    mine = (await slack.users_conversations(types="public_channel"))["channels"]
    assert [each["id"] for each in mine] == ["C0SUPPORT", "C0HELPDESK"]
    anna = (await slack.users_info(user="U0ANNA", include_locale=True))["user"]
    assert (anna["real_name"], anna["locale"], anna["is_bot"]) == ("Anna", "nl-NL", False)
    opened = (await slack.conversations_open(users="U0ANNA"))["channel"]
    assert opened["id"] == "D0ANNA"


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        pytest.param({"token": ""}, "not_authed", id="none"),
        pytest.param({"token": "xoxb-ander"}, "invalid_auth", id="another"),
        pytest.param({"token": "xapp-playground"}, "not_allowed_token_type", id="of-the-other-kind"),
    ],
)
async def test_a_token_is_asked_for(slack: AsyncWebClient, sent: Json, error: str) -> None:
    other = AsyncWebClient(sent["token"], base_url=slack.base_url)
    with pytest.raises(SlackApiError) as caught:
        await other.chat_postMessage(channel=SUPPORT, text="x")
    assert refusal(caught.value.response)["error"] == error
