"""What a restart keeps, who may come in, and what a playground without Teams says."""

import json
from pathlib import Path

import aiohttp
import pytest

from bot.playground import Playground, UnreadableWorkspaceError
from bot.playground.teams import TeamsApp, TeamsSide
from tests.playground.teams.app import GROUP, SUPPORT, Person, card, listening, message


async def test_a_restart_keeps_what_was_said_and_what_the_app_was_not_told(tmp_path: Path) -> None:
    async with listening() as (bot, address):
        app = TeamsApp("Proefapp", address)
        first = Playground(tmp_path, port=0, teams=app, redelivery_pauses=(60,))
        bot.teams = first.teams
        await first.start()
        anna = Person(bot.session, first)
        ts = await anna.posts("een", "chat", files=[{"name": "a.eml", "content_base64": "eA=="}])
        await bot.hears("message")
        await bot.posts(message(card()), f"{SUPPORT}")
        bot.statuses = [503, 503]
        await anna.posts("twee", "chat")
        await bot.hears("message", 2)
        await anna.does("leave", conversation="overleg", user="U0BOT")
        await bot.hears("conversationUpdate")
        await first.stop()
        bot.token, bot.heard = None, []
        second = Playground(tmp_path, port=0, teams=app, redelivery_pauses=(60,))
        bot.teams = second.teams
        await second.start()
        assert (await bot.hears("message"))["text"] == "twee"
        assert (await bot.hears("conversationUpdate"))["conversation"]["id"] == GROUP
        await bot.hears("installationUpdate", 5)
        assert {each["action"] for each in bot.heard if each["type"] == "installationUpdate"} == {"add-upgrade"}
        again = Person(bot.session, second)
        messages = await again.reads("chat")
        assert (messages[0]["ts"], messages[0]["text"]) == (ts, "een")
        assert (await again.reads())[0]["cards"] == [card()]
        file = messages[0]["files"][0]
        async with bot.session.get(f"{second.url}{file['url'].lstrip('/')}") as response:
            assert await response.read() == b"x"
        await second.stop()


@pytest.mark.parametrize("content", ["", "[]", '{"version": 2}', '{"version": 1, "origin": "x"}', "[" * 100_000])
async def test_what_is_no_workspace_stops_the_start(tmp_path: Path, content: str) -> None:
    (tmp_path / "playground-teams.json").write_text(content)
    playground = Playground(tmp_path, port=0, teams=TeamsApp())
    with pytest.raises(UnreadableWorkspaceError, match="playground-teams"):
        await playground.start()
    assert (tmp_path / "playground-teams.json").read_text() == content


async def test_an_app_that_nobody_serves_hears_it_later(tmp_path: Path) -> None:
    playground = Playground(tmp_path, port=0, teams=TeamsApp(), redelivery_pauses=(0.02,))
    await playground.start()
    async with aiohttp.ClientSession() as session:
        anna = Person(session, playground)
        await anna.posts("550")
        assert (await anna.sees())["connected"] is False
    await playground.stop()
    again = Playground(tmp_path, port=0, teams=TeamsApp(), redelivery_pauses=(60,))
    await again.start()
    await again.stop()
    kept = json.loads((tmp_path / "playground-teams.json").read_text())
    told = [each["conversation"]["id"] for each in kept["undelivered"] if each["type"] == "installationUpdate"]
    assert len(told) == len(set(told)) == 6, "where it is installed waits once, however often it was started"
    assert [each["text"] for each in kept["undelivered"] if each["type"] == "message"] == ["550"]


async def test_without_teams_the_tab_says_so(tmp_path: Path) -> None:
    playground = Playground(tmp_path, port=0)
    await playground.start()
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{playground.url}teams/page/state") as response:
            assert await response.json() == {"ok": False, "error": "no_teams"}
        async with session.get(f"{playground.url}v1/keys") as response:
            assert response.status == 404
    await playground.stop()


@pytest.mark.parametrize(
    "headers",
    [{"Host": "kwaad.example"}, {"Origin": "https://kwaad.example"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
@pytest.mark.parametrize("path", ["teams/page/state", "v1/keys", "teams", "renderer", "teams/v3/conversations"])
async def test_no_other_page_comes_in(
    teams: TeamsSide, anna: Person, playground: Playground, path: str, headers: dict[str, str]
) -> None:
    assert teams.home in playground.url
    assert await anna.reads() == []
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{playground.url}{path}", headers=headers) as response,
    ):
        assert response.status == 403
