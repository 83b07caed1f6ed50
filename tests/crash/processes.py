"""The playground and the bot, each a process of its own, so that one can be killed while the other lives."""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.crash.page import Page

PATIENCE = 60.0
"""Seconds; a start on a machine that is busy with other tests."""


def _environment(folder: Path, **settings: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "BOUNCEWIJZER_DATA": str(folder / "data"),
        "BOUNCEWIJZER_PORT": "0",
        **settings,
    }


@asynccontextmanager
async def playground(folder: Path) -> AsyncIterator[Page]:
    """A playground of its own, for as long as this is entered."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "playground"), cwd=folder, env=_environment(folder), stdout=PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            url = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as session:
            yield Page(session, url)
    finally:
        process.terminate()
        await process.wait()


class Bot:
    """A bot that can be killed and started again."""

    def __init__(self, page: Page, folder: Path, *, look_up: bool) -> None:
        self._page = page
        self._folder = folder
        self._command = ("bot", "run") if look_up else ("tests.crash.bot",)
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it; it may not be connected yet when this returns."""
        with (self._folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *self._command),
                cwd=self._folder,
                env=_environment(
                    self._folder,
                    SLACK_API_URL=f"{self._page.url}api/",
                    SLACK_BOT_TOKEN="xoxb-playground",
                    SLACK_APP_TOKEN="xapp-playground",
                    BOUNCEWIJZER_HELPDESK_CHANNEL="C0HELPDESK",
                ),
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=log,
            )

    async def kill(self) -> None:
        """Kill -9. It is dead when this returns."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None

    @property
    def alive(self) -> bool:
        """Whether it runs; one that ended by itself does not."""
        return self._process is not None and self._process.returncode is None
