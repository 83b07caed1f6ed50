"""The cast of the journeys: the whole bot in a process of its own, and people with the page open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.page import Person
from tests.journeys.program import Program, announced, running

SLOWEST = 20_000
"""Milliseconds that an answer may take on a machine that is busy with other tests."""


@pytest.fixture
async def starting(tmp_path: Path) -> AsyncIterator[Program]:
    """The whole bot, on its way: it starts while the browser does."""
    async with running("run", tmp_path) as program:
        yield program


@pytest.fixture
async def bot(starting: Program, browser: Browser) -> Program:
    """The whole bot, ready."""
    del browser
    await announced(starting)
    return starting


@pytest.fixture
async def anna(bot: Program, browser: Browser) -> AsyncIterator[Person]:
    """A colleague."""
    async with looking(browser, bot.url, "Anna") as person:
        yield person


@pytest.fixture
async def bram(bot: Program, browser: Browser) -> AsyncIterator[Person]:
    """Another colleague."""
    async with looking(browser, bot.url, "Bram") as person:
        yield person


@pytest.fixture
async def hella(bot: Program, browser: Browser) -> AsyncIterator[Person]:
    """Someone of the helpdesk."""
    async with looking(browser, bot.url, "Hella") as person:
        yield person


@asynccontextmanager
async def looking(browser: Browser, url: str, name: str) -> AsyncIterator[Person]:
    """Someone with the page open; a script error or a breach of the content policy fails the test."""
    expect.set_options(timeout=SLOWEST)
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    page = await context.new_page()
    page.set_default_timeout(SLOWEST)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    person = Person(page, f"U0{name.upper()}", name)
    await page.goto(f"{url}?person={person.id}")
    await expect(page.get_by_text("Bot verbonden")).to_be_visible()
    yield person
    await context.close()
    assert wrong == []
