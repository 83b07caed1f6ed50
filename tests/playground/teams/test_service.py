"""Teams' service as the app calls it: what it does, and what it refuses as Teams does."""

from typing import Any

import pytest

from bot.playground.teams import TeamsSide
from bot.playground.teams.card_check import check_card
from bot.playground.teams.refusal import TeamsRefusedError
from tests.playground.conftest import Clock
from tests.playground.teams.app import (
    ANNA,
    CARD,
    CHAT,
    GROUP,
    HELPDESK,
    SUPPORT,
    Bot,
    Json,
    Person,
    buttons,
    card,
    execute,
    message,
)

pytestmark = pytest.mark.usefixtures("teams")


async def test_a_card_stands_in_the_thread_of_a_message(anna: Person, teams_bot: Bot) -> None:
    ts = await anna.posts("550")
    root = ts.replace(".", "")
    await teams_bot.posts(message(card(), summary="Mailbox is vol"), f"{SUPPORT};messageid={root}")
    _, answer = await anna.reads()
    assert (answer["user"], answer["thread_ts"]) == ("U0BOT", ts)
    assert answer["cards"] == [card()]


async def test_a_reply_goes_into_the_thread_of_what_it_replies_to(anna: Person, teams_bot: Bot) -> None:
    ts = await anna.posts("550")
    answer = await teams_bot.calls("POST", f"/{SUPPORT}/activities/{ts.replace('.', '')}", message(card()))
    assert answer.status == 201
    assert (await anna.reads())[-1]["thread_ts"] == ts


async def test_a_message_is_updated_and_deleted(anna: Person, teams_bot: Bot) -> None:
    said = await teams_bot.posts(message(card()), CHAT)
    path = f"/{CHAT}/activities/{said}"
    assert (await teams_bot.calls("PUT", path, message(card(text="Gevonden")))).body == {"id": said}
    assert (await anna.reads("chat"))[0]["cards"] == [card(text="Gevonden")]
    assert (await teams_bot.calls("DELETE", path)).status == 200
    assert (await anna.reads("chat"))[0]["deleted"]
    assert (await teams_bot.calls("DELETE", path)).status == 404


async def test_a_chat_with_a_person_is_opened(bram: Person, teams: TeamsSide, teams_bot: Bot) -> None:
    asked = {"isGroup": False, "bot": {"id": f"28:{teams.app_id}"}, "members": [{"id": "29:1bram"}]}
    opened = await teams_bot.calls("POST", "", {**asked, "tenantId": teams.tenant})
    assert (opened.status, opened.body) == (201, {"id": "a:1bram"})
    await teams_bot.posts(message(text="Hallo"), opened.body["id"])
    assert [each["text"] for each in await bram.reads("chat")] == ["Hallo"]


async def test_a_thread_is_begun_in_a_channel(hella: Person, teams: TeamsSide, teams_bot: Bot) -> None:
    asked = {"isGroup": True, "channelData": {"channel": {"id": HELPDESK}, "tenant": {"id": teams.tenant}}}
    opened = await teams_bot.calls("POST", "", {**asked, "activity": message(card())})
    assert opened.body["id"] == f"{HELPDESK};messageid={opened.body['activityId']}"
    assert len(await hella.reads("helpdesk")) == 1


async def test_who_is_in_a_conversation(teams_bot: Bot) -> None:
    everybody = await teams_bot.calls("GET", f"/{SUPPORT}/members")
    paged = await teams_bot.calls("GET", f"/{HELPDESK}/pagedmembers")
    one = await teams_bot.calls("GET", f"/{SUPPORT}/members/{ANNA}")
    assert [each["name"] for each in everybody.body] == ["Anna", "Bram", "Hella"]
    assert [each["id"] for each in paged.body["members"]] == ["29:1hella"]
    assert (one.body["id"], one.body["name"]) == (ANNA, "Anna")


async def test_who_only_types_leaves_nothing(anna: Person, teams_bot: Bot) -> None:
    await teams_bot.posts({"type": "typing"})
    assert await anna.reads() == []


NOWHERE = "19:elders@thread.tacv2"
REFUSED: dict[str, tuple[str, str, Any, int, str]] = {
    "unknown-conversation": ("POST", f"/{NOWHERE}/activities", message(card()), 404, "ConversationNotFound"),
    "unknown-thread": ("POST", f"/{SUPPORT};messageid=1/activities", message(card()), 404, "ConversationNotFound"),
    "thread-in-a-chat": ("POST", f"/{CHAT};messageid=1/activities", message(card()), 404, "ConversationNotFound"),
    "unknown-message": ("PUT", f"/{SUPPORT}/activities/1", message(card()), 404, "ActivityNotFoundInConversation"),
    "no-member": ("GET", f"/{HELPDESK}/members/{ANNA}", None, 404, "MemberNotFoundInConversation"),
    "stranger": ("POST", "", {"tenantId": "TENANT", "members": [{"id": "29:1x"}]}, 403, "Forbidden"),
    "foreign-tenant": ("POST", "", {"tenantId": "x", "members": [{"id": ANNA}]}, 403, "Forbidden"),
    "nobody": ("POST", "", {"tenantId": "TENANT", "members": []}, 400, "BadSyntax"),
    "empty": ("POST", f"/{GROUP}/activities", {"type": "message"}, 400, "BadSyntax"),
    "no-object": ("POST", f"/{GROUP}/activities", [], 400, "BadSyntax"),
    "event": ("POST", f"/{GROUP}/activities", {"type": "event"}, 400, "BadSyntax"),
    "too-big": ("POST", f"/{GROUP}/activities", message(text="é" * 14_400), 413, "MessageSizeTooBig"),
    "file": (
        "POST",
        f"/{GROUP}/activities",
        {"type": "message", "attachments": [{"contentType": "image/png", "contentUrl": "https://x.example"}]},
        400,
        "BadSyntax",
    ),
}


@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
async def test_what_teams_refuses(teams: TeamsSide, teams_bot: Bot, call: tuple[str, str, Any, int, str]) -> None:
    method, path, body, status, code = call
    if isinstance(body, dict) and body.get("tenantId") == "TENANT":
        body = {**body, "tenantId": teams.tenant}
    answer = await teams_bot.calls(method, path, body)
    assert (answer.status, answer.body["error"]["code"]) == (status, code)


async def test_what_just_fits_is_taken(teams_bot: Bot) -> None:
    await teams_bot.posts(message(text="é" * 14_280), GROUP)


async def test_anothers_message_is_not_the_apps(anna: Person, teams_bot: Bot) -> None:
    ts = await anna.posts("550")
    answer = await teams_bot.calls("DELETE", f"/{SUPPORT}/activities/{ts.replace('.', '')}")
    assert (answer.status, answer.body["error"]["code"]) == (403, "Forbidden")


async def test_an_app_that_was_removed_says_nothing(anna: Person, teams_bot: Bot) -> None:
    await anna.does("leave", conversation="support", user="U0BOT")
    answer = await teams_bot.calls("POST", f"/{SUPPORT}/activities", message(card()))
    assert (answer.status, answer.body["error"]["code"]) == (403, "BotNotInConversationRoster")


async def test_the_pace_is_teams(teams_bot: Bot, clock: Clock) -> None:
    for _ in range(5):
        await teams_bot.posts(message(card()))
    refused = await teams_bot.calls("POST", f"/{SUPPORT}/activities", message(card()))
    assert (refused.status, refused.headers["Retry-After"]) == (429, "1")
    await teams_bot.posts(message(card()), HELPDESK)
    clock.now += 1
    await teams_bot.posts(message(card()))


@pytest.mark.parametrize("authorization", ["", "Bearer x", "Basic eA==", "Bearer "])
async def test_nobody_speaks_without_a_token(teams_bot: Bot, authorization: str) -> None:
    for method, path in (("POST", f"/{SUPPORT}/activities"), ("GET", f"/{SUPPORT}/members"), ("POST", "")):
        answer = await teams_bot.calls(method, path, message(card()), Authorization=authorization)
        assert answer.status == 401


async def test_a_token_ends(teams_bot: Bot, clock: Clock) -> None:
    await teams_bot.posts(message(card()))
    clock.now += 3601
    assert (await teams_bot.calls("POST", f"/{SUPPORT}/activities", message(card()))).status == 401


@pytest.mark.parametrize(
    ("asked", "status", "error"),
    [
        ({"client_secret": "geraden"}, 401, "invalid_client"),
        ({"client_id": "iemand"}, 401, "invalid_client"),
        ({"client_secret": "é"}, 401, "invalid_client"),
        ({"scope": "https://api.botframework.com/.default"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"tenant": "elders"}, 400, "invalid_request"),
    ],
)
async def test_who_is_not_signed_in(teams_bot: Bot, asked: Json, status: int, error: str) -> None:
    answer = await teams_bot.signs_in(**asked)
    assert (answer.status, answer.body["error"]) == (status, error)


async def test_a_bad_day(anna: Person, teams_bot: Bot) -> None:
    await anna.does("trouble", fail={"method": "post", "status": 503, "times": 1})
    await anna.does("trouble", fail={"method": "post", "error": "ratelimited", "retry_after": 3})
    await anna.does("trouble", fail={"method": "update", "status": 500, "after": True})
    path = f"/{GROUP}/activities"
    answers = [await teams_bot.calls("POST", path, message(card())) for _ in range(3)]
    assert [each.status for each in answers] == [503, 429, 201]
    assert answers[1].headers["Retry-After"] == "3"
    changed = await teams_bot.calls("PUT", f"{path}/{answers[2].body['id']}", message(card(text="Toch")))
    assert changed.status == 500
    assert (await anna.reads("overleg"))[0]["cards"] == [card(text="Toch")]


TEXT: Json = {"type": "TextBlock", "text": "x"}
NAMED: Json = {"type": "mention", "text": "<at>Anna</at>", "mentioned": {"id": ANNA, "name": "Anna"}}
BAD_CARDS: dict[str, Any] = {
    "no-card": {"type": "Kaart", "version": "1.5", "body": []},
    "no-object": "kaart",
    "newer": {**card(), "version": "1.6"},
    "no-version": {"type": "AdaptiveCard", "body": []},
    "no-body": {"type": "AdaptiveCard", "version": "1.5"},
    "unknown-element": card({"type": "Tekst", "text": "x"}),
    "text-without-text": card({"type": "TextBlock"}),
    "input-without-id": card({"type": "Input.Text"}),
    "seven-actions": card(buttons(*(execute(str(at)) for at in range(7)))),
    "same-id-twice": card({**TEXT, "id": "a"}, {**TEXT, "id": "a"}),
    "toggles-nothing": card(buttons({"type": "Action.ToggleVisibility", "targetElements": ["weg"]})),
    "leads-nowhere": card(buttons({"type": "Action.OpenUrl", "title": "x", "url": "javascript:alert(1)"})),
    "mentions-nobody": card(
        {"type": "TextBlock", "text": "<at>X</at>"},
        msteams={"entities": [{**NAMED, "text": "<at>X</at>", "mentioned": {"id": "29:1x", "name": "X"}}]},
    ),
    "mention-not-in-text": card(msteams={"entities": [NAMED]}),
    "entities-are-no-list": card(msteams={"entities": 3}),
    "actions-are-no-list": card({**TEXT, "actions": 3}, {"type": "ActionSet", "actions": 3}),
    "entities-of-another-shape": card(msteams={"entities": ["Anna"]}),
}


@pytest.mark.parametrize("content", BAD_CARDS.values(), ids=BAD_CARDS)
async def test_a_card_that_teams_would_not_draw(teams_bot: Bot, content: Any) -> None:
    body = {"type": "message", "attachments": [{"contentType": CARD, "content": content}]}
    answer = await teams_bot.calls("POST", f"/{SUPPORT}/activities", body)
    assert (answer.status, answer.body["error"]["code"]) == (400, "BadSyntax")


GOOD_CARDS: dict[str, Json] = {
    "mention": card({"type": "TextBlock", "text": "<at>Anna</at> vraagt"}, msteams={"entities": [NAMED]}),
    "toggle": card({**TEXT, "id": "a"}, buttons({"type": "Action.ToggleVisibility", "targetElements": ["a"]})),
    "rich": card({"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "x"}, "y"]}),
    "input": card(
        {"type": "Input.Text", "id": "a"}, buttons(execute(fallback={"type": "Iets"}, data={"type": 3}))
    ),
}


@pytest.mark.parametrize("content", GOOD_CARDS.values(), ids=GOOD_CARDS)
def test_a_card_that_teams_draws(content: Json) -> None:
    check_card(content)


def test_a_card_of_bottomless_depth_is_refused() -> None:
    content: Json = TEXT
    for _ in range(200):
        content = {"type": "Container", "items": [content]}
    with pytest.raises(TeamsRefusedError, match="too deep"):
        check_card(card(content))
