"""The port to Teams: what it does there, and what it says when Teams does not."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import pytest

from bot.desk.chat import (
    ChatBarredError,
    ChatError,
    ChatPort,
    ChatRefusedError,
    ChatUnavailableError,
    Drawing,
    Notice,
    RouteExpiredError,
)
from bot.desk.work import Place
from bot.teams.cloud import CLOUDS, Cloud
from bot.teams.connection import connected
from bot.teams.credentials import Credentials
from bot.teams.members import LIFE, Members
from bot.teams.port import TeamsPort
from tests.drawings import desk_card
from tests.teams.counterpart import ANNA, APP, BOT, CHANNEL, CREDENTIALS, DIRECT, GROUP, HELLA, TENANT, Counterpart
from tests.teams.drawn import Plain, plainly
from tests.teams.remembered import Remembered

ROOT = "1795424345000"
SUPPORT = Place(platform="teams", team=TENANT, conversation=CHANNEL)
THREAD = SUPPORT.model_copy(update={"thread": ROOT})
CHAT = SUPPORT.model_copy(update={"conversation": DIRECT})
HALLO = Notice("hallo")


async def test_it_is_a_chat_port(port: TeamsPort) -> None:
    as_the_desk_sees_it: ChatPort = port
    assert as_the_desk_sees_it.platform == "teams"


@pytest.mark.parametrize(
    ("conversation", "thread", "written", "reply_to"),
    [
        pytest.param(CHANNEL, ROOT, f"{CHANNEL};messageid={ROOT}", ROOT, id="a-thread-of-a-channel"),
        pytest.param(CHANNEL, None, CHANNEL, None, id="a-new-thread"),
        pytest.param(f"{CHANNEL};messageid=1", ROOT, f"{CHANNEL};messageid={ROOT}", ROOT, id="once-only"),
        pytest.param(GROUP, ROOT, GROUP, ROOT, id="a-group-chat-has-no-threads"),
        pytest.param(DIRECT, ROOT, DIRECT, ROOT, id="nor-has-a-personal-one"),
    ],
)
async def test_where_a_posting_goes(
    port: TeamsPort,
    teams: Counterpart,
    references: Remembered,
    *,
    conversation: str,
    thread: str | None,
    written: str,
    reply_to: str | None,
) -> None:
    await references.note(teams.reference(conversation))
    place = SUPPORT.model_copy(update={"conversation": conversation, "thread": thread})
    at = await port.post(place, HALLO, "mark")
    (message,) = teams.messages
    assert message.conversation == written
    assert message.activity.get("replyToId") == reply_to
    assert at == place.model_copy(update={"message": message.id})
    assert message.activity["from"] == {"id": BOT}
    assert message.activity["summary"] == "hallo"
    (card,) = message.activity["attachments"]
    assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert card["content"]["body"][0]["text"] == "hallo"


async def test_a_posting_is_drawn_anew_and_taken_away_once_and_again(port: TeamsPort, teams: Counterpart) -> None:
    at = await port.post(THREAD, HALLO, "mark")
    await port.update(at, Notice("dag"))
    (message,) = teams.messages
    assert (message.activity["summary"], message.edits) == ("dag", 1)
    await port.delete(at)
    await port.delete(at)
    assert message.deleted
    with pytest.raises(ChatRefusedError) as refused:
        await port.update(at, HALLO)
    assert refused.value.code == "ActivityNotFoundInConversation"


async def test_nothing_is_found_again(port: TeamsPort) -> None:
    at = await port.post(THREAD, HALLO, "mark")
    assert await port.find(at, "mark") is None


@pytest.mark.parametrize(
    ("person", "conversation", "made"),
    [
        pytest.param(ANNA, DIRECT, 0, id="known"),
        pytest.param(HELLA, "a:new-1hella", 1, id="made-for-her"),
    ],
)
async def test_a_word_to_one_person_is_said_in_their_direct_conversation(
    port: TeamsPort, teams: Counterpart, person: str, conversation: str, made: int
) -> None:
    for _ in range(2):
        await port.whisper_in(THREAD, person, HALLO)
    assert [message.conversation for message in teams.messages] == [conversation] * 2
    assert len([call for call in teams.calls if call.path == "/emea/v3/conversations"]) == made
    assert await port.direct(TENANT, person) == SUPPORT.model_copy(update={"conversation": conversation})


async def test_there_are_no_routes(port: TeamsPort) -> None:
    with pytest.raises(RouteExpiredError):
        await port.whisper("a route", HALLO, replace=True)


@pytest.mark.parametrize(
    ("team", "service"),
    [pytest.param(TENANT, "emea", id="along-its-team"), pytest.param("another", "teams", id="by-the-front-door")],
)
async def test_a_conversation_that_was_never_heard_from_is_reached(
    port: TeamsPort, teams: Counterpart, references: Remembered, team: str, service: str
) -> None:
    place = Place(platform="teams", team=team, conversation="19:helpdesk@thread.tacv2")
    await port.post(place, HALLO, "mark")
    await port.direct(team, HELLA)
    (message,) = teams.messages
    assert (message.conversation, message.activity["from"]) == (place.conversation, {"id": BOT})
    called = [call.path for call in teams.calls if "/v3/" in call.path]
    assert called == [
        f"/{service}/v3/conversations/19:helpdesk@thread.tacv2/activities",
        f"/{service}/v3/conversations",
    ]
    assert references.kept["a:new-1hella"].team == team


async def test_without_registration_only_who_was_heard_from_is_reached(
    teams: Counterpart, references: Remembered
) -> None:
    async with connected(None, references, teams.cloud, plainly) as (port, _):
        await port.post(SUPPORT, HALLO, "mark")
        with pytest.raises(ChatRefusedError) as refused:
            await port.direct("another", HELLA)
    assert refused.value.code == "unknown_conversation"
    assert [call.token for call in teams.calls] == [None]


async def test_who_is_a_member_and_what_they_are_called(port: TeamsPort) -> None:
    assert await port.is_member(THREAD, ANNA)
    assert await port.is_member(THREAD, HELLA)
    assert not await port.is_member(THREAD, "29:1stranger")
    assert await port.name(SUPPORT, ANNA) == "Anna Bakker"
    assert await port.name(SUPPORT, HELLA) is None
    assert await port.name(SUPPORT, "29:1stranger") is None


async def test_who_is_not_where_a_card_stands_is_called_as_where_they_were_met(
    teams: Counterpart, references: Remembered
) -> None:
    helpdesk = SUPPORT.model_copy(update={"conversation": "19:helpdesk@thread.tacv2"})
    teams.members = {CHANNEL: {ANNA: "Anna Bakker"}, helpdesk.conversation: {HELLA: "Hella Vos"}}
    called: list[dict[str, str]] = []

    def noting(drawing: Drawing, names: Mapping[str, str]) -> Plain:
        del drawing
        called.append(dict(names))
        return Plain({}, "")

    slack = Place(platform="slack", team="T0PLAY", conversation="C0SUPPORT")
    async with connected(CREDENTIALS, references, teams.cloud, noting) as (port, _):
        for met in ((SUPPORT, helpdesk), (slack,)):
            await port.post(helpdesk, desk_card(asker=ANNA, claimed_by=HELLA, met=met), "mark")
    assert called == [{ANNA: "Anna Bakker", HELLA: "Hella Vos"}, {HELLA: "Hella Vos"}]


async def test_a_member_is_remembered_for_a_moment_and_a_stranger_never(
    port: TeamsPort, teams: Counterpart
) -> None:
    now = 0.0
    members = Members(port.members._connector, lambda: now)  # noqa: SLF001 — with a clock of the test's
    along = teams.reference()
    assert not await members.has(along, CHANNEL, "29:1new")
    teams.members[CHANNEL]["29:1new"] = "Nieuw"
    assert await members.has(along, CHANNEL, "29:1new")
    del teams.members[CHANNEL]["29:1new"]
    now = LIFE - 1
    assert await members.has(along, CHANNEL, "29:1new")
    now = LIFE + 1
    assert not await members.has(along, CHANNEL, "29:1new")


@pytest.mark.parametrize(
    ("cloud", "conversation", "thread", "link"),
    [
        pytest.param(
            CLOUDS["public"],
            CHANNEL,
            "17",
            "https://teams.microsoft.com/l/message/19%3Asupport%40thread.tacv2/18"
            f"?tenantId={TENANT}&parentMessageId=17",
            id="in-a-thread",
        ),
        pytest.param(
            CLOUDS["gcc-high"],
            CHANNEL,
            None,
            "https://gov.teams.microsoft.us/l/message/19%3Asupport%40thread.tacv2/18"
            f"?tenantId={TENANT}&parentMessageId=18",
            id="in-a-channel-of-another-cloud",
        ),
        pytest.param(
            CLOUDS["public"],
            GROUP,
            None,
            "https://teams.microsoft.com/l/message/19%3Aoverleg%40thread.v2/18"
            "?context=%7B%22contextType%22%3A%22chat%22%7D",
            id="in-a-group-chat",
        ),
        pytest.param(CLOUDS["public"], DIRECT, None, None, id="nobody-else-can-go-there"),
        pytest.param(CLOUDS["public"], "19:unknown@thread.tacv2", None, None, id="never-met"),
        pytest.param(None, CHANNEL, None, None, id="on-this-machine-there-is-no-web"),
    ],
)
async def test_links(
    teams: Counterpart,
    references: Remembered,
    *,
    cloud: Cloud | None,
    conversation: str,
    thread: str | None,
    link: str | None,
) -> None:
    place = SUPPORT.model_copy(update={"conversation": conversation, "thread": thread, "message": "18"})
    async with connected(CREDENTIALS, references, cloud or teams.cloud, plainly) as (port, _):
        assert await port.link(place) == link


CALLS: dict[str, tuple[str, Callable[[TeamsPort], Awaitable[object]]]] = {
    "post": ("POST", lambda port: port.post(THREAD, HALLO, "mark")),
    "update": ("PUT", lambda port: port.update(THREAD.model_copy(update={"message": "1"}), HALLO)),
    "delete": ("DELETE", lambda port: port.delete(THREAD.model_copy(update={"message": "1"}))),
    "direct": ("POST", lambda port: port.direct(TENANT, HELLA)),
    "member": ("GET", lambda port: port.is_member(SUPPORT, ANNA)),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("status", "body", "kind", "code", "after"),
    [
        pytest.param(429, None, ChatUnavailableError, "ratelimited", 7.0, id="too-fast"),
        pytest.param(412, None, ChatUnavailableError, "http_412", 7.0, id="precondition"),
        pytest.param(502, "<html>", ChatUnavailableError, "http_502", 7.0, id="bad-gateway"),
        pytest.param(
            500, {"error": {"code": "ServiceError"}}, ChatUnavailableError, "ServiceError", 7.0, id="a-bad-day"
        ),
        pytest.param(0, None, ChatUnavailableError, "no_connection", None, id="cut-off"),
        pytest.param(
            401, {"error": {"code": "Unauthorized"}}, ChatBarredError, "Unauthorized", None, id="not-let-in"
        ),
        pytest.param(
            403,
            {"error": {"code": "BotNotInConversationRoster", "message": "x"}},
            ChatRefusedError,
            "BotNotInConversationRoster",
            None,
            id="removed",
        ),
        pytest.param(
            403,
            {"error": {"code": "MessageWritesBlocked"}},
            ChatRefusedError,
            "MessageWritesBlocked",
            None,
            id="blocked",
        ),
        pytest.param(
            400, {"error": {"code": "jan@klant.example"}}, ChatRefusedError, "http_400", None, id="no-code"
        ),
        pytest.param(302, None, ChatRefusedError, "http_302", None, id="elsewhere"),
    ],
)
async def test_what_it_says_when_teams_does_not(
    port: TeamsPort,
    teams: Counterpart,
    *,
    call: str,
    status: int,
    body: object,
    kind: type[ChatError],
    code: str,
    after: float | None,
) -> None:
    method, do = CALLS[call]
    await port.is_member(SUPPORT, HELLA)  # signs in
    teams.trouble(method, status, body, Retry_After="7", Location="/emea/v3/elsewhere", times=2)
    with pytest.raises(ChatError) as raised:
        await do(port)
    assert (type(raised.value), raised.value.code) == (kind, code)
    assert getattr(raised.value, "retry_after", None) == after


@pytest.mark.parametrize("call", ["post", "update", "direct"])
async def test_a_conversation_that_is_gone_refuses(port: TeamsPort, teams: Counterpart, call: str) -> None:
    method, do = CALLS[call]
    await port.is_member(SUPPORT, HELLA)
    teams.refuse(method, 404, "ConversationNotFound")
    with pytest.raises(ChatRefusedError) as refused:
        await do(port)
    assert refused.value.code == "ConversationNotFound"


@pytest.mark.parametrize("said", ["no json", "[]", '{"id": 7}', '{"id": ""}', "[" * 100_000])
async def test_an_answer_that_is_none_may_come_again(port: TeamsPort, teams: Counterpart, said: str) -> None:
    await port.is_member(SUPPORT, HELLA)
    teams.trouble("POST", 201, said)
    with pytest.raises(ChatUnavailableError) as raised:
        await port.post(SUPPORT, HALLO, "mark")
    assert raised.value.code == "unreadable_answer"


async def test_a_token_that_is_not_taken_any_more_is_asked_for_anew(port: TeamsPort, teams: Counterpart) -> None:
    await port.post(SUPPORT, HALLO, "mark")
    teams.refuse("POST", 401, "Unauthorized")
    with pytest.raises(ChatBarredError):
        await port.post(SUPPORT, HALLO, "mark")
    await port.post(SUPPORT, HALLO, "mark")
    assert [call.token for call in teams.calls if call.path.endswith("/activities")] == [
        "token-1",
        "token-1",
        "token-2",
    ]


@pytest.mark.parametrize(
    "credentials",
    [Credentials(APP, "wrong", TENANT), Credentials("another", CREDENTIALS.secret)],
    ids=["wrong-secret", "unknown-registration"],
)
async def test_a_registration_that_is_no_good_is_for_whoever_runs_us(
    teams: Counterpart, references: Remembered, credentials: Credentials
) -> None:
    async with connected(credentials, references, teams.cloud, plainly) as (port, _):
        with pytest.raises(ChatBarredError) as barred:
            await port.post(SUPPORT, HALLO, "mark")
    assert barred.value.code == "invalid_client"
    assert teams.messages == []


@pytest.mark.parametrize(
    "service",
    [
        "https://smba.trafficmanager.net.evil.example/emea/",
        "https://evil.trafficmanager.net/emea/",
        "http://127.0.0.1:1/emea/",
    ],
)
async def test_a_foreign_service_is_never_called(
    port: TeamsPort, teams: Counterpart, references: Remembered, service: str
) -> None:
    await references.note(replace(teams.reference(), service=service))
    with pytest.raises(ChatRefusedError) as refused:
        await port.post(SUPPORT, HALLO, "mark")
    assert refused.value.code == "foreign_service"
    assert teams.calls == []


@pytest.mark.parametrize("bad", ["", ".", ".."])
async def test_an_id_leads_nowhere_else(port: TeamsPort, teams: Counterpart, bad: str) -> None:
    with pytest.raises(ChatRefusedError):
        await port.delete(SUPPORT.model_copy(update={"message": bad}))
    assert teams.calls == []


async def test_an_id_is_one_part_of_an_address(port: TeamsPort, teams: Counterpart) -> None:
    await port.delete(SUPPORT.model_copy(update={"message": "1/../../x?y#z%2e"}))
    assert [call.path for call in teams.calls if call.method == "DELETE"] == [
        f"/emea/v3/conversations/{CHANNEL}/activities/1%2F..%2F..%2Fx%3Fy%23z%252e"
    ]
