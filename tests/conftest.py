"""What all tests share: the real browser."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests import browser as real_browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = real_browser.find()
    assert path, f"no browser; install one: {real_browser.INSTALL}"
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=path, args=list(real_browser.ARGUMENTS))
        yield launched
        await launched.close()
