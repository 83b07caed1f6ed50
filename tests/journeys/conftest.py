"""The cast of the journeys: the whole bot in a process of its own, and people with the page open."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests import adaptivecards
from tests.journeys.page import Person
from tests.journeys.program import Program, announced, running
from tests.journeys.teams_page import PersonInTeams

SLOWEST = 30_000
"""Milliseconds that an answer may take on a machine that is busy with other tests."""

GONE = "ERR_CONNECTION_REFUSED"
"""What the browser says of a server that is being started anew."""


@pytest.fixture
def settings() -> Mapping[str, str]:
    """What the bot is told beside what every process of the tests is."""
    return {}


@pytest.fixture
async def starting(tmp_path: Path, settings: Mapping[str, str]) -> AsyncIterator[Program]:
    """The whole bot, on its way: it starts while the browser does."""
    async with running("run", tmp_path, settings) as program:
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


@pytest.fixture
def in_teams(address: str) -> str:
    """Where the Teams tab is. Without Microsoft's renderer it has no buttons to press."""
    if not adaptivecards.there() and not adaptivecards.must_be_there():
        pytest.skip(adaptivecards.WITHOUT)
    assert adaptivecards.there(), adaptivecards.WITHOUT
    return f"{address}teams"


@pytest.fixture
async def anna_in_teams(in_teams: str, browser: Browser) -> AsyncIterator[PersonInTeams]:
    """The colleague, in Teams."""
    async with looking_at_teams(browser, in_teams, "Anna") as person:
        yield person


@pytest.fixture
async def bram_in_teams(in_teams: str, browser: Browser) -> AsyncIterator[PersonInTeams]:
    """The other colleague, in Teams."""
    async with looking_at_teams(browser, in_teams, "Bram") as person:
        yield person


@pytest.fixture
async def hella_in_teams(in_teams: str, browser: Browser) -> AsyncIterator[PersonInTeams]:
    """The one of the helpdesk, in Teams."""
    async with looking_at_teams(browser, in_teams, "Hella") as person:
        yield person


@asynccontextmanager
async def looking(browser: Browser, url: str, name: str) -> AsyncIterator[Person]:
    """Someone with the page open, on Slack's tab."""
    async with _watched(browser) as page:
        person = Person(page, f"U0{name.upper()}", name)
        await page.goto(f"{url}?person={person.id}")
        await person.has_the_bot()
        yield person


@asynccontextmanager
async def looking_at_teams(browser: Browser, url: str, name: str) -> AsyncIterator[PersonInTeams]:
    """Someone with the page open, on Teams' tab."""
    async with _watched(browser) as page:
        person = PersonInTeams(page, f"U0{name.upper()}", name)
        await page.goto(f"{url}?person={person.id}")
        await person.has_the_bot()
        yield person


@asynccontextmanager
async def _watched(browser: Browser) -> AsyncIterator[Page]:
    """A window of someone's own; a script error or a breach of the content policy in it fails the test."""
    expect.set_options(timeout=SLOWEST)
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    page = await context.new_page()
    page.set_default_timeout(SLOWEST)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield page
    await context.close()
    assert [each for each in wrong if GONE not in each] == []
