"""One story of people at work, told once for all tests that look at what was kept of it."""

import asyncio

import pytest

from tests.server.story import Story, live


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return asyncio.run(live(tmp_path_factory.mktemp("story")))
