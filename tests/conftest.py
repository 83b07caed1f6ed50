"""What all tests share: the real browser, and the real PostgreSQL."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests import browser as real_browser
from tests.postgres import Cluster, cluster


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = real_browser.find()
    assert path, "no browser: `make browser` gets one"
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=path, args=list(real_browser.ARGUMENTS))
        yield launched
        await launched.close()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """One for all tests of a process; who kills it makes one of its own with `cluster`."""
    with cluster() as started:
        yield started


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """A database of the test's own."""
    url = postgres_cluster.database()
    yield url
    postgres_cluster.drop(url)
