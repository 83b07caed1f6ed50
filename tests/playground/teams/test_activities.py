"""What the app hears of what people do in Teams."""

from typing import Any

import pytest

from bot.playground.teams import TeamsApp
from tests.playground.teams.app import ANNA, CHAT, GROUP, HELPDESK, SUPPORT, Bot, Json, Person, message

pytestmark = pytest.mark.usefixtures("teams")


def plain_id(ts: str) -> str:
    return ts.replace(".", "")


async def test_a_message_in_a_channel_is_heard(anna: Person, teams_bot: Bot) -> None:
    ts = await anna.posts("550 5.2.2 mailbox is full")
    heard = await teams_bot.hears("message")
    assert heard["id"] == plain_id(ts)
    assert heard["conversation"]["id"] == f"{SUPPORT};messageid={heard['id']}"
    assert heard["conversation"]["conversationType"] == "channel"
    assert heard["from"]["id"] == ANNA
    assert heard["recipient"]["id"].startswith("28:")
    assert heard["channelData"]["tenant"]["id"] == heard["conversation"]["tenantId"]
    assert heard["channelData"]["channel"]["id"] == SUPPORT


async def test_a_reply_names_its_thread(anna: Person, bram: Person, teams_bot: Bot) -> None:
    root = await anna.posts("550")
    reply = await bram.posts("Ik ook", thread_ts=root)
    await anna.posts("En ik", thread_ts=reply)
    heard = await teams_bot.hears("message", 3)
    assert heard["conversation"]["id"] == f"{SUPPORT};messageid={plain_id(root)}"
    assert [each["thread_ts"] for each in await anna.reads()] == [None, root, root]


async def test_what_was_heard_comes_again_where_that_was_asked_for(anna: Person, teams_bot: Bot) -> None:
    await anna.does("trouble", repeat={"events": 2, "times": 2})
    await anna.does("trouble", clear=True)
    await anna.posts("niet nog eens")
    await anna.does("trouble", repeat={"events": 1, "times": 2})
    await anna.posts("nog eens")
    await anna.posts("en verder")
    await teams_bot.until(lambda heard: heard.get("text") == "en verder")
    assert [each["text"] for each in teams_bot.heard if each["type"] == "message"] == [
        "niet nog eens",
        *["nog eens"] * 3,
        "en verder",
    ]


@pytest.mark.parametrize(
    ("typed", "text", "html"),
    [
        pytest.param("1 < 2 & 3", "1 &lt; 2 &amp; 3", "<p>1 &lt; 2 &amp; 3</p>", id="escaped"),
        pytest.param("<b>vet</b>", "&lt;b&gt;vet&lt;/b&gt;", "<p>&lt;b&gt;vet&lt;/b&gt;</p>", id="markup-is-text"),
        pytest.param("een\ntwee", "een\ntwee", "<p>een<br>\ntwee</p>", id="lines"),
        pytest.param("a   b\tc", "a   b\tc", "<p>a&nbsp;  b&nbsp;&nbsp; &nbsp;c</p>", id="blanks"),
    ],
)
async def test_what_is_typed_is_told_as_text_and_html(
    anna: Person, teams_bot: Bot, typed: str, text: str, html: str
) -> None:
    await anna.posts(typed)
    heard = await teams_bot.hears("message")
    assert heard["text"] == text
    assert [each["content"] for each in heard["attachments"]] == [html]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("@Proefapp wat nu?", ["Proefapp"]),
        ("kijk @proefapp, en @Hella", ["Proefapp", "Hella"]),
        ("@Proefappje en a@anna.example", []),
        ("<at>Proefapp</at>", []),
    ],
)
async def test_who_is_mentioned(anna: Person, teams_bot: Bot, typed: str, names: list[str]) -> None:
    await anna.posts(typed)
    heard = await teams_bot.hears("message")
    named = [each for each in heard["entities"] if each["type"] == "mention"]
    assert [each["mentioned"]["name"] for each in named] == names
    assert all(each["text"] in heard["text"] for each in named)
    assert heard["attachments"][0]["content"].count("schema.skype.com/Mention") == len(names)


async def test_a_group_chat_is_heard_where_the_app_is_mentioned(anna: Person, teams_bot: Bot) -> None:
    await anna.posts("Onder ons", "overleg")
    await anna.posts("@Proefapp help", "overleg")
    heard = await teams_bot.hears("message")
    assert heard["text"] == "<at>Proefapp</at> help"
    assert heard["conversation"] == {**heard["conversation"], "id": GROUP, "conversationType": "groupChat"}
    await teams_bot.settles()
    assert len([each for each in teams_bot.heard if each["type"] == "message"]) == 1


@pytest.mark.parametrize("teams_app", [{"reads_along": False}], indirect=True)
async def test_without_consent_a_channel_is_heard_where_the_app_is_mentioned(anna: Person, teams_bot: Bot) -> None:
    await anna.posts("Onder ons")
    await anna.posts("@Proefapp help")
    assert (await teams_bot.hears("message"))["text"].endswith("help")
    await teams_bot.settles()
    assert len([each for each in teams_bot.heard if each["type"] == "message"]) == 1


async def test_an_edit_a_deletion_and_its_undoing(anna: Person, teams_bot: Bot) -> None:
    ts = await anna.posts("550")
    await anna.does("edit", conversation="support", ts=ts, text="zeer anders")
    await anna.does("delete", conversation="support", ts=ts)
    assert (await anna.reads())[0] == {**(await anna.reads())[0], "deleted": True, "text": ""}
    await anna.does("undelete", conversation="support", ts=ts)
    changes = [await teams_bot.hears("messageUpdate"), await teams_bot.hears("messageDelete")]
    changes.append(await teams_bot.hears("messageUpdate", 2))
    told = [(each["channelData"]["eventType"], each["id"], each.get("text")) for each in changes]
    mid = plain_id(ts)
    assert told == [
        ("editMessage", mid, "zeer anders"),
        ("softDeleteMessage", mid, None),
        ("undeleteMessage", mid, "zeer anders"),
    ]
    assert "zeer anders" not in str(changes[1])


async def test_files_in_a_chat_come_with_an_address_that_takes_no_token(anna: Person, teams_bot: Bot) -> None:
    await anna.posts("", "chat", files=[{"name": "bounce.eml", "content_base64": "aGFsbG8="}])
    heard = await teams_bot.hears("message")
    (file,) = heard["attachments"]
    assert heard["conversation"]["id"] == CHAT
    assert file["contentType"] == "application/vnd.microsoft.teams.file.download.info"
    assert (file["name"], file["content"]["fileType"]) == ("bounce.eml", "eml")
    url = file["content"]["downloadUrl"]
    assert await got(teams_bot, url) == (200, b"hallo")
    assert (await got(teams_bot, url, token=True))[0] == 401
    assert (await got(teams_bot, url.replace("tempauth=", "tempauth=x")))[0] == 403


async def test_a_pasted_picture_takes_the_apps_token(anna: Person, teams_bot: Bot) -> None:
    await anna.posts("zie", files=[{"name": "image.png", "content_base64": "aGFsbG8=", "pasted": True}])
    heard = await teams_bot.hears("message")
    html, picture = heard["attachments"]
    assert picture["contentType"] == "image/*"
    assert picture["contentUrl"] in html["content"]
    assert (await got(teams_bot, picture["contentUrl"]))[0] == 401
    assert await got(teams_bot, picture["contentUrl"], token=True) == (200, b"hallo")


async def test_a_file_in_a_channel_is_kept_from_the_app(anna: Person, teams_bot: Bot) -> None:
    await anna.posts("zie", files=[{"name": "bounce.eml", "content_base64": "aGFsbG8="}])
    heard = await teams_bot.hears("message")
    (html,) = heard["attachments"]
    assert "<attachment id=" in html["content"]
    assert "files/" not in str(heard)


async def test_the_app_comes_and_goes(anna: Person, teams_bot: Bot) -> None:
    await anna.does("leave", conversation="support", user="U0BOT")
    await anna.posts("niemand hoort dit")
    await anna.does("join", conversation="support", user="U0BOT")
    left, back = await teams_bot.hears("conversationUpdate"), await teams_bot.hears("conversationUpdate", 2)
    assert left["membersRemoved"] == [left["recipient"]] or left["membersRemoved"] == [
        {"id": left["recipient"]["id"]}
    ]
    assert back["membersAdded"] == [{"id": back["recipient"]["id"]}]
    await teams_bot.settles()
    assert not [each for each in teams_bot.heard if each["type"] == "message"]


async def test_the_app_is_told_where_it_is_installed(teams_bot: Bot) -> None:
    await teams_bot.hears("installationUpdate", 6)
    told = {each["conversation"]["id"]: each["action"] for each in teams_bot.heard}
    assert set(told) == {SUPPORT, HELPDESK, GROUP, CHAT, "a:1bram", "a:1hella"}
    assert set(told.values()) == {"add"}


async def test_what_was_not_taken_comes_again_in_order(anna: Person, teams_bot: Bot) -> None:
    await teams_bot.hears("installationUpdate", 6)
    teams_bot.statuses = [503, 429, 202]
    await anna.posts("een")
    await anna.posts("twee")
    await teams_bot.until(lambda each: each.get("text") == "twee")
    said = [each["text"] for each in teams_bot.heard if each["type"] == "message"]
    assert said == ["een", "een", "een", "twee"]


async def test_what_the_app_refuses_does_not_come_again(anna: Person, teams_bot: Bot) -> None:
    await teams_bot.hears("installationUpdate", 6)
    teams_bot.statuses = [403]
    await anna.posts("een")
    await anna.posts("twee")
    await teams_bot.until(lambda each: each.get("text") == "twee")
    assert [each["text"] for each in teams_bot.heard if each["type"] == "message"] == ["een", "twee"]


REFUSED: dict[str, tuple[str, Json, str]] = {
    "empty": ("post", {"conversation": "support", "text": " "}, "no_text"),
    "too-long": ("post", {"conversation": "support", "text": "x" * 28_001}, "msg_too_long"),
    "not-a-member": ("post", {"conversation": "helpdesk", "text": "x"}, "not_in_channel"),
    "no-such-place": ("post", {"conversation": "elders", "text": "x"}, "channel_not_found"),
    "no-such-thread": ("post", {"conversation": "support", "text": "x", "thread_ts": "1.000"}, "thread_not_found"),
    "thread-in-a-chat": ("post", {"conversation": "chat", "text": "x", "thread_ts": "1.000"}, "thread_not_found"),
    "no-such-message": ("edit", {"conversation": "support", "ts": "1.000", "text": "x"}, "message_not_found"),
    "unknown": ("dance", {}, "unknown_action"),
    "nobody": ("post", {"person": "U0NIEMAND", "conversation": "support", "text": "x"}, "user_not_found"),
    "shapeless": ("post", {"text": "x"}, "invalid_arguments"),
    "no-base64": (
        "post",
        {"conversation": "chat", "files": [{"name": "x", "content_base64": "?"}]},
        "invalid_arguments",
    ),
}


@pytest.mark.parametrize(("doing", "body", "error"), REFUSED.values(), ids=REFUSED)
async def test_what_nobody_can_do(anna: Person, doing: str, body: Json, error: str) -> None:
    assert await anna.tries(doing, **body) == {"ok": False, "error": error}


async def test_nobody_changes_anothers_words(anna: Person, bram: Person, teams_bot: Bot) -> None:
    ts = await anna.posts("550")
    said = await teams_bot.posts(message(text="hallo"))
    for doing, stamp in (("edit", ts), ("delete", ts), ("delete", f"{said[:-3]}.{said[-3:]}")):
        answer: Any = await bram.tries(doing, conversation="support", ts=stamp, text="x")
        assert answer["error"] == "cant_update_message"


@pytest.mark.parametrize(
    "endpoint", ["https://kwaad.example/api/messages", "//kwaad.example/x", "ftp://localhost/"]
)
def test_no_tokens_for_apps_elsewhere(endpoint: str) -> None:
    with pytest.raises(ValueError, match="on this machine"):
        TeamsApp(endpoint=endpoint)


async def got(bot: Bot, url: str, *, token: bool = False) -> tuple[int, bytes]:
    """Fetch a file, with the app's token or without."""
    await bot.calls("GET", f"/{SUPPORT}/members")
    headers = {"Authorization": f"Bearer {bot.token}"} if token else {}
    async with bot.session.get(url, headers=headers) as answer:
        return answer.status, await answer.read()
