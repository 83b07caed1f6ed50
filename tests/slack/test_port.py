"""The port to Slack: what it does in a workspace, and what it says when Slack does not."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import structlog

from bot.desk.chat import (
    ChatBarredError,
    ChatError,
    ChatPort,
    ChatRefusedError,
    ChatUnavailableError,
    Notice,
    RouteExpiredError,
    State,
)
from bot.desk.work import Place
from bot.playground import Playground
from bot.slack import Identity, SlackPort
from bot.slack.members import LIFE, Members
from tests.drawings import asker_card
from tests.slack.badslack import bad_slack, says
from tests.slack.conftest import Person

SUPPORT = Place(platform="slack", team="T0PLAY", conversation="C0SUPPORT")
THREAD = SUPPORT.model_copy(update={"thread": "1795424345.000100"})
HELPDESK = SUPPORT.model_copy(update={"conversation": "C0HELPDESK"})


async def test_it_is_a_chat_port(port: SlackPort) -> None:
    as_the_desk_sees_it: ChatPort = port
    assert as_the_desk_sees_it.platform == "slack"


async def test_it_knows_who_it_is(port: SlackPort) -> None:
    assert await port.introduce() == Identity(team="T0PLAY", user="U0BOT", bot="B0BOT")


async def test_a_card_in_a_thread(port: SlackPort, anna: Person) -> None:
    ts = await anna.posts("550 5.2.2 mailbox is full")
    at = await port.post(SUPPORT.model_copy(update={"thread": ts}), asker_card(), "mark-1")
    card = (await anna.reads())[-1]
    assert (at.thread, at.message, card["thread_ts"]) == (ts, card["ts"], ts)
    assert card["blocks"][0]["text"]["text"] == "Mailbox van de ontvanger is vol"
    assert card["text"] == "De mailbox is vol."


@pytest.mark.parametrize("threaded", [True, False], ids=["in-a-thread", "in-the-channel"])
async def test_a_posting_is_found_by_its_mark(port: SlackPort, anna: Person, *, threaded: bool) -> None:
    ts = await anna.posts("550 5.2.2 mailbox is full")
    where = SUPPORT.model_copy(update={"thread": ts if threaded else None})
    assert await port.find(where, "mark-1") is None
    first = await port.post(where, Notice("een"), "mark-1")
    second = await port.post(where, Notice("twee"), "mark-2")
    await port.update(first, Notice("drie"))
    assert await port.find(where, "mark-1") == first
    assert await port.find(where, "mark-2") == second
    assert await port.find(where, "mark-3") is None


async def test_a_posting_is_found_among_very_many(port: SlackPort, anna: Person) -> None:
    ts = await anna.posts("550 5.2.2 mailbox is full")
    where = SUPPORT.model_copy(update={"thread": ts})
    for number in range(205):
        await port.post(where, Notice(f"{number}"), f"other-{number}")
    last = await port.post(where, Notice("deze"), "mark")
    assert await port.find(where, "mark") == last


async def test_where_it_may_not_look_it_finds_nothing_and_says_so(port: SlackPort, anna: Person) -> None:
    await anna.does("trouble", fail={"method": "conversations.replies", "error": "missing_scope"})
    with structlog.testing.capture_logs() as logs:
        assert await port.find(THREAD, "mark") is None
    assert port.lookups_refused == 1
    assert [(each["event"], each["code"]) for each in logs] == [("slack_lookup_refused", "missing_scope")]


async def test_a_thread_that_is_gone_holds_nothing(port: SlackPort) -> None:
    assert await port.find(THREAD, "mark") is None
    assert port.lookups_refused == 0


async def test_a_card_is_drawn_anew(port: SlackPort, anna: Person) -> None:
    at = await port.post(SUPPORT, asker_card(), "mark")
    done = asker_card(state=State.FOUND, status="{person} heeft het gevonden.", person="U0ANNA")
    await port.update(at, done)
    (card,) = await anna.reads()
    assert [block["type"] for block in card["blocks"]].count("actions") == 0
    assert card["text"].startswith("<@U0ANNA> heeft het gevonden.")


async def test_a_card_is_taken_away_once_and_again(port: SlackPort, anna: Person) -> None:
    at = await port.post(SUPPORT, Notice("weg"), "mark")
    await port.delete(at)
    await port.delete(at)
    assert [each for each in await anna.reads() if not each["deleted"]] == []


async def test_a_card_that_is_gone_cannot_be_drawn_anew(port: SlackPort) -> None:
    at = await port.post(SUPPORT, Notice("weg"), "mark")
    await port.delete(at)
    with pytest.raises(ChatRefusedError) as refused:
        await port.update(at, Notice("terug"))
    assert refused.value.code == "message_not_found"


async def test_a_word_to_one_person(port: SlackPort, anna: Person, hella: Person) -> None:
    ts = await anna.posts("550")
    await port.whisper_in(SUPPORT.model_copy(update={"thread": ts}), "U0ANNA", Notice("Alleen voor u."))
    seen = [each for each in await anna.reads() if each["ephemeral"]]
    assert [(each["text"], each["thread_ts"]) for each in seen] == [("Alleen voor u.", ts)]
    assert not [each for each in await hella.reads() if each["ephemeral"]]


async def test_a_direct_conversation(port: SlackPort, anna: Person) -> None:
    direct = await port.direct("T0PLAY", "U0ANNA")
    assert direct == Place(platform="slack", team="T0PLAY", conversation="D0ANNA")
    await port.post(direct, Notice("Voor u."), "mark")
    assert [each["text"] for each in await anna.reads("D0ANNA")] == ["Voor u."]


async def test_a_link_leads_to_a_message(port: SlackPort, playground: Playground) -> None:
    at = await port.post(SUPPORT, Notice("hier"), "mark")
    assert at.message is not None
    assert await port.link(at) == f"{playground.url}archives/C0SUPPORT/p{at.message.replace('.', '')}"
    assert await port.link(SUPPORT) is None
    await port.delete(at)
    assert await port.link(at) is None


async def test_who_is_a_member(port: SlackPort, anna: Person) -> None:
    assert await port.is_member(HELPDESK, "U0HELLA")
    assert not await port.is_member(HELPDESK, "U0ANNA")
    await anna.does("join", conversation="C0HELPDESK")
    assert await port.is_member(HELPDESK, "U0ANNA")


async def test_whoever_comes_and_goes_is_heard_of_without_asking() -> None:
    pages = (says('{"ok": true, "members": ["U1"]}'), says('{"ok": true, "members": ["U2"]}'))
    async with bad_slack(*pages) as (port, bad):
        members = Members(port.client)
        assert await members.has("C1", "U1")
        members.joined("C1", "U2")
        assert await members.has("C1", "U2")
        assert len(bad.asked) == 1
        members.left("C1", "U1")
        assert not await members.has("C1", "U1")


async def test_members_are_asked_for_page_by_page_and_anew_in_time() -> None:
    pages = (
        says('{"ok": true, "members": ["U1"], "response_metadata": {"next_cursor": "more"}}'),
        says('{"ok": true, "members": ["U2"], "response_metadata": {"next_cursor": ""}}'),
        says('{"ok": true, "members": ["U3"]}'),
        says('{"ok": true, "members": ["U3", "U4"]}'),
    )
    now = 0.0
    async with bad_slack(*pages) as (port, bad):
        members = Members(port.client, lambda: now)
        assert await members.has("C1", "U2")
        assert await members.has("C1", "U1")
        assert [each.query.get("cursor") for each in bad.asked] == [None, "more"]
        now = LIFE + 1
        assert not await members.has("C1", "U1")
        assert await members.has("C1", "U3")
        assert len(bad.asked) == 3
        assert await members.has("C1", "U4")  # joined; the news of it is still on its way
        assert len(bad.asked) == 4


async def test_whoever_joins_the_helpdesk_is_heard_of(live: Any, anna: Person, port: SlackPort) -> None:
    assert not await port.is_member(HELPDESK, "U0ANNA")
    await anna.does("join", conversation="C0HELPDESK")
    await anna.posts("550 5.1.1 user unknown")
    await live.holds(1)
    assert await port.is_member(HELPDESK, "U0ANNA")


NOW = Notice("Nu.")
CALLS: list[Any] = [
    pytest.param(lambda port: port.introduce(), id="introduce"),
    pytest.param(lambda port: port.post(THREAD, NOW, "mark"), id="post"),
    pytest.param(lambda port: port.find(THREAD, "mark"), id="find-in-thread"),
    pytest.param(lambda port: port.find(SUPPORT, "mark"), id="find-in-channel"),
    pytest.param(lambda port: port.update(THREAD, NOW), id="update"),
    pytest.param(lambda port: port.delete(THREAD), id="delete"),
    pytest.param(lambda port: port.whisper_in(THREAD, "U1", NOW), id="whisper-in"),
    pytest.param(lambda port: port.direct("T1", "U1"), id="direct"),
    pytest.param(lambda port: port.is_member(SUPPORT, "U1"), id="is-member"),
]
Call = Callable[[SlackPort], Awaitable[object]]


@pytest.mark.parametrize("call", CALLS)
async def test_every_call_says_not_now(call: Call) -> None:
    async with bad_slack(says("", 429, Retry_After="7")) as (port, bad):
        with pytest.raises(ChatUnavailableError) as error:
            await call(port)
    assert (error.value.code, error.value.retry_after) == ("ratelimited", 7.0)
    assert len(bad.asked) == 1, "only the desk knows whether it may be tried again"


@pytest.mark.parametrize(
    ("answer", "error", "code", "retry_after"),
    [
        pytest.param(says("<html>", 500), ChatUnavailableError, "http_500", None, id="500"),
        pytest.param(says("", 503, Retry_After="30"), ChatUnavailableError, "http_503", 30.0, id="503-says-when"),
        pytest.param(says('{"ok": false, "error": "x"}', 502), ChatUnavailableError, "http_502", None, id="502"),
        pytest.param(
            says('{"ok": false, "error": "ratelimited"}', 429, Retry_After="soon"),
            ChatUnavailableError,
            "ratelimited",
            None,
            id="429-without-a-number",
        ),
        pytest.param(
            says('{"ok": false, "error": "internal_error"}'),
            ChatUnavailableError,
            "internal_error",
            None,
            id="slacks-own-trouble",
        ),
        pytest.param(
            says('{"ok": false, "error": "fatal_error"}'), ChatUnavailableError, "fatal_error", None, id="fatal"
        ),
        pytest.param(
            says("<html>Sorry</html>", Content_Type="text/html"),
            ChatUnavailableError,
            "unreadable_answer",
            None,
            id="a-page-for-an-answer",
        ),
        pytest.param(says("{"), ChatUnavailableError, "unreadable_answer", None, id="half-an-answer"),
        pytest.param(says("[1]"), ChatUnavailableError, "unreadable_answer", None, id="another-shape"),
        pytest.param(says("null"), ChatUnavailableError, "unreadable_answer", None, id="null"),
        pytest.param(says('{"ok": true}'), ChatUnavailableError, "unreadable_answer", None, id="no-ts"),
        pytest.param(
            says("ok", Content_Type="text/plain"), ChatUnavailableError, "unreadable_answer", None, id="a-word"
        ),
        pytest.param(says(b"\xff\xfe"), ChatUnavailableError, "unreadable_answer", None, id="no-text-at-all"),
        pytest.param("hang up", ChatUnavailableError, "no_connection", None, id="hung-up"),
        pytest.param(
            says('{"ok": false, "error": "channel_not_found"}'),
            ChatRefusedError,
            "channel_not_found",
            None,
            id="refused",
        ),
        pytest.param(
            says('{"ok": false, "error": "not_in_channel"}'),
            ChatRefusedError,
            "not_in_channel",
            None,
            id="no-member",
        ),
        pytest.param(
            says('{"ok": false, "error": "invalid_auth"}'), ChatBarredError, "invalid_auth", None, id="bad-token"
        ),
        pytest.param(
            says('{"ok": false, "error": "Dear jan@klant.example"}'),
            ChatUnavailableError,
            "unreadable_answer",
            None,
            id="no-code-but-a-sentence",
        ),
    ],
)
async def test_what_slack_says_in_the_desks_words(
    answer: Any, error: type[ChatError], code: str, retry_after: float | None
) -> None:
    async with bad_slack(answer) as (port, bad):
        with pytest.raises(error) as raised:
            await port.post(SUPPORT, NOW, "mark")
    assert len(bad.asked) == 1, "what may have been posted is not posted again"
    assert type(raised.value) is error
    assert raised.value.code == code
    assert getattr(raised.value, "retry_after", None) == retry_after
    assert "geheim" not in str(raised.value)


async def test_nobody_listens() -> None:
    async with bad_slack(says()) as (port, bad):
        port.client.base_url = bad.origin.replace("http://", "http://127.0.0.1:1/#")
        with pytest.raises(ChatUnavailableError) as raised:
            await port.introduce()
    assert raised.value.code == "no_connection"


async def test_a_posting_asks_for_no_previews_and_no_links_of_slacks_own() -> None:
    async with bad_slack(says('{"ok": true, "channel": "C1", "ts": "1.2"}')) as (port, bad):
        await port.post(THREAD, NOW, "key#answer")
        sent = await bad.asked[0].json()
    assert (sent["unfurl_links"], sent["unfurl_media"], sent["parse"]) == (False, False, "none")
    assert sent["metadata"]["event_payload"] == {"mark": "key#answer"}
    assert "link_names" not in sent


async def test_an_answer_along_a_route_and_its_change(live: Any, anna: Person, port: SlackPort) -> None:
    await anna.does("command", conversation="C0ALGEMEEN", command="/bounce", text="550 5.1.1")
    route = (await live.gets()).whisper
    await port.whisper(route, asker_card(), replace=False)
    (answer,) = [each for each in await anna.reads("C0ALGEMEEN") if each["ephemeral"]]
    actions = next(block for block in answer["blocks"] if block["type"] == "actions")
    await anna.does(
        "press",
        conversation="C0ALGEMEEN",
        ts=answer["ts"],
        block_id=actions["block_id"],
        action_id="answer_found",
    )
    click = (await live.holds(2))[1]
    await port.whisper(click.whisper, asker_card(state=State.FOUND, status="Gevonden."), replace=True)
    (changed,) = [each for each in await anna.reads("C0ALGEMEEN") if each["ephemeral"]]
    assert changed["text"].startswith("Gevonden.")
    assert changed["ts"] == answer["ts"]


async def test_a_route_is_used_up(live: Any, anna: Person, port: SlackPort) -> None:
    await anna.does("command", conversation="C0ALGEMEEN", command="/bounce", text="550 5.1.1")
    route = (await live.gets()).whisper
    for _ in range(5):
        await port.whisper(route, NOW, replace=False)
    with pytest.raises(RouteExpiredError) as error:
        await port.whisper(route, NOW, replace=False)
    assert error.value.code == "used_url"


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        pytest.param(says("ok", 200), None, "", id="ok"),
        pytest.param(
            says('{"ok": false, "error": "expired_url"}', 404), RouteExpiredError, "expired_url", id="old"
        ),
        pytest.param(says('{"ok": false, "error": "used_url"}', 404), RouteExpiredError, "used_url", id="used-up"),
        pytest.param(
            says("no_service", 404, Content_Type="text/html"), RouteExpiredError, "no_service", id="gone"
        ),
        pytest.param(says("", 404), RouteExpiredError, "expired_url", id="gone-without-a-word"),
        pytest.param(
            says('{"ok": false, "error": "invalid_blocks"}', 400), ChatRefusedError, "invalid_blocks", id="blocks"
        ),
        pytest.param(says("<html>Dear jan@klant.example", 403), ChatRefusedError, "http_403", id="a-page"),
        pytest.param(
            says("", 302, Location="http://kwaad.example/"), ChatRefusedError, "http_302", id="elsewhere"
        ),
        pytest.param(says("", 429, Retry_After="3"), ChatUnavailableError, "ratelimited", id="too-many"),
        pytest.param(says("", 500), ChatUnavailableError, "http_500", id="500"),
        pytest.param("hang up", ChatUnavailableError, "no_connection", id="hung-up"),
    ],
)
async def test_what_a_route_says(answer: Any, error: type[ChatError] | None, code: str) -> None:
    async with bad_slack(answer) as (port, bad):
        if error is None:
            await port.whisper(f"{bad.origin}/response/x", NOW, replace=False)
        else:
            with pytest.raises(error) as raised:
                await port.whisper(f"{bad.origin}/response/x", NOW, replace=False)
            assert (type(raised.value), raised.value.code) == (error, code)
        assert all("Authorization" not in asked.headers for asked in bad.asked), "a route needs no token"


async def test_a_route_that_is_not_slacks() -> None:
    async with bad_slack(says()) as (port, bad):
        with pytest.raises(ChatRefusedError) as refused:
            await port.whisper("http://kwaad.example/response/x", NOW, replace=False)
        assert (refused.value.code, bad.asked) == ("foreign_route", [])
