"""The cast of the journeys: the whole bot in a process of its own, and people with the page open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.page import Person
from tests.journeys.program import Program, announced, running

SLOWEST = 30_000
"""Milliseconds that an answer may take on a machine that is busy with other tests."""

GONE = "ERR_CONNECTION_REFUSED"
"""What the browser says of a server that is being started anew."""


@pytest.fixture
async def starting(tmp_path: Path) -> AsyncIterator[Program]:
    """The whole bot, on its way: it starts while the browser does."""
    async with running("run", tmp_path) as program:
        yield program


@pytest.fixture
async def address(starting: Program, browser: Browser) -> str:
    """Where the page is, of the whole bot as soon as it is ready."""
    del browser
    return await announced(starting)


@pytest.fixture
async def anna(address: str, browser: Browser) -> AsyncIterator[Person]:
    """A colleague."""
    async with looking(browser, address, "Anna") as person:
        yield person


@pytest.fixture
async def bram(address: str, browser: Browser) -> AsyncIterator[Person]:
    """Another colleague."""
    async with looking(browser, address, "Bram") as person:
        yield person


@pytest.fixture
async def hella(address: str, browser: Browser) -> AsyncIterator[Person]:
    """Someone of the helpdesk."""
    async with looking(browser, address, "Hella") as person:
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
    await person.has_the_bot()
    yield person
    await context.close()
    assert [each for each in wrong if GONE not in each] == []
