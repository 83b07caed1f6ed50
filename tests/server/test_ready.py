"""Whoever watches is told within seconds how the bot is: also while it starts, ends, or a part of it hangs."""

import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import aiohttp
import psycopg
import pytest

from tests.crash.page import Json
from tests.journeys.program import announced, begin
from tests.server.watched import Watch, free_port, ready, samples, watched

FULL = "552 5.2.2 <jan@ontvanger.example>: mailbox is full"
Lock = Callable[[], AbstractContextManager[None]]


def says(word: str) -> Callable[[int, Json], bool]:
    """Readiness that is refused, with this word for it."""
    return lambda status, told: status == 503 and told["status"] == word


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[dict[str, str], Lock]:
    """The setting for a database, and how to lock it so that nothing comes out of it."""
    if request.param == "sqlite":
        path = tmp_path / "gevallen.sqlite"

        @contextmanager
        def lock() -> Iterator[None]:
            with closing(sqlite3.connect(path, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                yield

        return {"BOUNCEWIJZER_DATABASE_URL": f"sqlite:///{path}"}, lock
    url: str = request.getfixturevalue("postgres_url")

    @contextmanager
    def lock_tables() -> Iterator[None]:
        with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as other:
            other.execute("LOCK TABLE intake IN ACCESS EXCLUSIVE MODE")
            yield
            other.rollback()

    return {"BOUNCEWIJZER_DATABASE_URL": url}, lock_tables


async def test_a_database_that_hangs_is_told_and_comes_back(
    tmp_path: Path, database: tuple[dict[str, str], Lock]
) -> None:
    settings, lock = database
    async with watched(tmp_path, settings) as it:
        await it.watch.until(ready)
        with lock():
            told = await it.watch.until(says("no database"))
            assert (told["database"], told["waiting"], told["failed"]) == (False, None, None)
            assert told["connected"]
            assert await it.watch.lives()
            exposed = samples(await it.watch.exposed())
            assert exposed["bouncewijzer_database_up{}"] == 0
            assert exposed["bouncewijzer_waiting_work{}"] != exposed["bouncewijzer_waiting_work{}"], "is unknown"
        await it.watch.until(ready)
        assert samples(await it.watch.exposed())["bouncewijzer_database_up{}"] == 1


async def test_a_chat_that_is_gone_is_told(tmp_path: Path) -> None:
    async with watched(tmp_path) as it:
        await it.watch.until(ready)
        await it.slack.kill()
        told = await it.watch.until(says("no connection"))
        assert (told["database"], told["connected"]) == (True, False)
        assert await it.watch.lives()
        assert samples(await it.watch.exposed())["bouncewijzer_connected{}"] == 0


async def test_before_the_chat_answers_it_lives_and_is_not_ready(tmp_path: Path) -> None:
    port = free_port()
    settings = {
        "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/",
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "BOUNCEWIJZER_PORT": str(port),
    }
    bot = await begin("run", tmp_path, settings)
    async with aiohttp.ClientSession() as session:
        watch = Watch(session, f"http://127.0.0.1:{port}")
        told = await watch.until(lambda status, told: says("starting")(status, told) and told["rules"] > 0)
        assert not told["connected"]
        assert await watch.lives()
        async with session.get(f"{watch.url}/metrics") as response:
            assert response.status == 503
    assert await bot.interrupt() == 0


async def test_a_bot_that_is_told_to_stop_says_so_while_it_ends_its_work(tmp_path: Path) -> None:
    async with watched(tmp_path) as it:
        await it.watch.until(ready)
        await it.page.does("trouble", fail={"method": "chat.postMessage", "hang": 600, "times": 1})
        await it.page.posts(FULL)
        await it.watch.until(lambda _status, told: told.get("waiting") == 1)
        it.bot.process.send_signal(signal.SIGTERM)
        await it.watch.until(says("draining"))
        assert await it.watch.lives()


async def test_work_that_waits_is_told_by_its_age(tmp_path: Path) -> None:
    async with watched(tmp_path) as it:
        await it.watch.until(ready)
        await it.page.does("trouble", fail={"method": "chat.postMessage", "hang": 600, "times": 1})
        await it.page.posts(FULL)
        told = await it.watch.until(lambda _status, told: told["oldest_waiting"] > 1)
        assert (told["status"], told["waiting"], told["failed"]) == ("ok", 1, 0)
        exposed = samples(await it.watch.exposed())
        assert exposed["bouncewijzer_waiting_work{}"] == 1
        assert exposed["bouncewijzer_oldest_waiting_seconds{}"] >= told["oldest_waiting"]


async def test_a_mistake_in_a_rule_is_told_until_it_is_mended(tmp_path: Path) -> None:
    rules = tmp_path / "regels"
    rules.mkdir()
    path = rules / "proef.yml"
    good = """
- id: proef-vol
  cause: mailbox-full
  any:
    - phrase: de bak zit vol
  source: https://mail.example/vol
  examples:
    - "552 5.2.2 de bak zit vol"
  not_examples:
    - "552 5.2.3 de brief is te groot"
"""
    path.write_text(good)
    async with watched(tmp_path, {"BOUNCEWIJZER_RULES": str(rules)}) as it:
        assert not (await it.watch.until(ready))["knowledge_stale"]
        path.write_text(good.replace("mailbox-full", "mailbox-vol"))
        told = await it.watch.until(lambda _status, told: told["knowledge_stale"])
        assert (told["status"], told["rules"]) == ("ok", 1), "the last good set answers"
        path.write_text(good)
        await it.watch.until(lambda _status, told: not told["knowledge_stale"])


async def test_the_local_workspace_tells_of_its_bot_at_its_own_address(tmp_path: Path) -> None:
    bot = await begin("run", tmp_path)
    url = await announced(bot)
    async with aiohttp.ClientSession() as session:
        watch = Watch(session, url.rstrip("/"))
        told = await watch.until(ready)
        assert told["connected"]
        assert await watch.lives()
        assert samples(await watch.exposed())["bouncewijzer_rules{}"] == told["rules"]
    assert await bot.interrupt() == 0
