"""The bot goes away while people have the page open, and comes back as if it had never been away."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.journeys.bounces import BLACKLISTED, FULL, NO_SUCH_USER
from tests.journeys.conftest import looking
from tests.journeys.page import ANSWER_FOUND, CLAIM, HELPDESK, NOT_FOUND, RESOLVE, TO_HELPDESK, Person
from tests.journeys.program import Program, announced, begin, ready, running

pytestmark = pytest.mark.browser


@dataclass(slots=True)
class Bot:
    """The bot beside a workspace that outlives it."""

    folder: Path
    workspace: str
    program: Program | None = None

    async def start(self) -> None:
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_APP_TOKEN": "xapp-playground",
            "SLACK_API_URL": f"{self.workspace}api/",
            "BOUNCEWIJZER_HELPDESK_CHANNEL": "C0HELPDESK",
        }
        self.program = await begin("run", self.folder, settings)
        await ready(self.program)

    async def kill(self) -> None:
        assert self.program is not None
        await self.program.kill()


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with running("playground", tmp_path) as workspace:
        bot = Bot(tmp_path, await announced(workspace))
        await bot.start()
        yield bot
        assert bot.program is not None
        assert bot.program.is_running
        assert await bot.program.interrupt() == 0
        assert bot.program.complaints() == []


@pytest.fixture
def address(bot: Bot) -> str:
    return bot.workspace


async def test_a_killed_bot_comes_back_where_it_was(bot: Bot, anna: Person, hella: Person) -> None:
    answer = await (await anna.support.post(FULL)).answer()
    handed_over = await (await anna.support.post(BLACKLISTED)).answer()
    case = await hella.helpdesk.newest()
    await case.press(CLAIM)  # acknowledged: stored, whatever dies now
    await bot.kill()
    await anna.misses_the_bot()
    await answer.press(ANSWER_FOUND)
    await anna.is_told("De app antwoordt niet.")
    await answer.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)
    meanwhile = await anna.support.post(NO_SUCH_USER)

    await bot.start()
    await anna.has_the_bot()
    await (await meanwhile.answer()).is_headed("Mailbox is niet beschikbaar")
    await case.says("@Hella pakt dit op.")
    await case.press(RESOLVE)
    await handed_over.look()
    await handed_over.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await answer.press(ANSWER_FOUND)
    await answer.says("@Anna heeft het antwoord gevonden.")


async def test_a_second_start_still_has_the_cases(tmp_path: Path, browser: Browser) -> None:
    async with running("run", tmp_path) as first:
        url = await announced(first)
        async with looking(browser, url, "Anna") as anna:
            answer = await (await anna.support.post(FULL)).answer()
            assert await first.interrupt() == 0
            again = {"BOUNCEWIJZER_PORT": url.strip("/").rpartition(":")[2]}
            async with running("run", tmp_path, again) as second:
                assert await announced(second) == url
                await anna.has_the_bot()
                await answer.press(ANSWER_FOUND)
                await answer.says("@Anna heeft het antwoord gevonden.")
