"""Socket Mode: acknowledged means stored, and a clean end."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.desk.work import Edited, Shown, Work
from bot.playground import Playground
from bot.slack import SlackPort, Workplace, build_app, connected, socket_mode
from tests.slack.badslack import bad_slack, says
from tests.slack.conftest import IN_TIME, MANIFEST, Ledger, Person


@pytest.mark.parametrize("patience", [0.5])
async def test_what_is_not_stored_comes_again(live: Ledger, anna: Person) -> None:
    live.failures = 2
    await anna.posts("550 5.1.1 user unknown")
    works = await live.holds(1)
    assert isinstance(works[0], Shown)
    assert live.failures == 0


async def test_what_is_delivered_three_times_has_one_key(live: Ledger, anna: Person) -> None:
    await anna.does("trouble", repeat={"events": 1, "times": 3})
    await anna.posts("550 5.1.1 user unknown")
    works = await live.holds(3)
    assert len({work.key for work in works}) == 1


@pytest.mark.parametrize("patience", [0.5])
async def test_an_acknowledgement_that_was_lost_brings_the_same_key(live: Ledger, anna: Person) -> None:
    await anna.does("trouble", lose_acks=1)
    await anna.posts("550 5.1.1 user unknown")
    works = await live.holds(2)
    assert len({work.key for work in works}) == 1


async def test_an_edit_of_the_page_sorts_after_its_message(live: Ledger, anna: Person) -> None:
    ts = await anna.posts("550 5.1.1 user unknown")
    await anna.does("edit", conversation="C0SUPPORT", ts=ts, text="552 5.2.2 mailbox is full")
    await anna.does("edit", conversation="C0SUPPORT", ts=ts, text="554 5.7.1 spam")
    works = sorted(await live.holds(3), key=lambda work: work.key)
    assert [work.kind for work in works] == ["shown", "edited", "edited"]
    assert [work.text for work in works if isinstance(work, Edited)] == [
        "552 5.2.2 mailbox is full",
        "554 5.7.1 spam",
    ]


async def test_it_connects_anew(live: Ledger, anna: Person) -> None:
    await anna.does("trouble", disconnect=True)
    await anna.waits_for(lambda state: state["connected"])
    await anna.posts("550 5.1.1 user unknown")
    await live.gets()


async def test_it_outlives_slack(tmp_path: Path, workplace: Workplace, session: aiohttp.ClientSession) -> None:
    first = Playground(tmp_path / "town", port=0, manifest=MANIFEST)
    await first.start()
    home = urlsplit(first.url).port or 0
    desk = Ledger()
    async with connected(first.bot_token, first.api_url) as port:
        app = build_app(desk=desk, port=port, workplace=workplace)
        async with socket_mode(app, first.app_token, ping=0.1):
            await Person(session, first, "U0ANNA").waits_for(lambda state: state["connected"])
            await first.stop()
            second = Playground(tmp_path / "town", port=home, manifest=MANIFEST)
            await second.start()
            anna = Person(session, second, "U0ANNA")
            await anna.waits_for(lambda state: state["connected"])
            await anna.posts("550 5.1.1 user unknown")
            await desk.gets()
    await second.stop()


async def test_an_address_that_does_not_work_is_not_tried_for_ever(workplace: Workplace) -> None:
    stale = says('{"ok": true, "url": "ws://127.0.0.1:1/link?ticket=stale"}')
    async with bad_slack(stale) as (elsewhere, bad):
        app = build_app(desk=Ledger(), port=elsewhere, workplace=workplace)
        async with socket_mode(app, "xapp-x", ping=0.02), asyncio.timeout(IN_TIME):
            while len(bad.asked) < 3:  # noqa: ASYNC110 — the server only counts
                await asyncio.sleep(0.01)


async def test_what_came_in_is_stored_before_it_ends(
    playground: Playground, port: SlackPort, workplace: Workplace, anna: Person
) -> None:
    came, may_store = asyncio.Event(), asyncio.Event()

    class Slow(Ledger):
        async def accept(self, work: Work) -> None:
            came.set()
            await may_store.wait()
            await super().accept(work)

    desk = Slow()
    app = build_app(desk=desk, port=port, workplace=workplace)
    async with socket_mode(app, playground.app_token):
        await anna.waits_for(lambda state: state["connected"])
        await anna.posts("550 5.1.1 user unknown")
        await asyncio.wait_for(came.wait(), IN_TIME)
        asyncio.get_running_loop().call_later(0.2, may_store.set)
    assert len(desk.works) == 1
    assert [task for task in asyncio.all_tasks() if "slack_sdk" in repr(task)] == []


@pytest.mark.parametrize("token", ["xapp-playground", "xapp-wrong"], ids=["connected", "never-connected"])
async def test_it_ends_whether_it_ever_began(
    playground: Playground, port: SlackPort, workplace: Workplace, token: str
) -> None:
    app = build_app(desk=Ledger(), port=port, workplace=workplace)
    async with asyncio.timeout(IN_TIME), socket_mode(app, token) as socket:
        assert not await socket.is_connected()
    assert playground.url


async def test_no_proxy_stands_before_this_machine(
    playground: Playground, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with connected(playground.bot_token, playground.api_url) as port:
        assert await port.introduce() == workplace.identity
        app = build_app(desk=Ledger(), port=port, workplace=workplace)
        async with asyncio.timeout(IN_TIME), socket_mode(app, playground.app_token) as socket:
            while not await socket.is_connected():  # noqa: ASYNC110 — the SDK tells nobody when it is
                await asyncio.sleep(0.01)
