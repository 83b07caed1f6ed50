"""The page in a real browser, on a real playground, with a small real Bolt app behind it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from bot.playground import Playground
from tests.playground_page.app import MANIFEST, Bot


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    playground = Playground(tmp_path / "data", port=0, manifest=manifest, rate_limits=False)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    bot = Bot(playground)
    await bot.start()
    yield bot
    await bot.stop()


@pytest.fixture
async def page(browser: Browser, playground: Playground) -> AsyncIterator[Page]:
    """The page as Anna sees it; a script error or a breach of the content policy fails the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    await page.goto(f"{playground.url}?person=U0ANNA")
    await page.get_by_role("heading", name="#support").wait_for()
    yield page
    await context.close()
    assert wrong == []
