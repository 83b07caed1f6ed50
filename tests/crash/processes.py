"""The playground and the bots, each a process of its own, so that one can be killed while the others live."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.crash.page import Page

PATIENCE = 60.0
"""Seconds; a start on a machine that is busy with other tests."""

RUN = ("bot", "run")
WITHOUT_LOOK_UP = ("tests.crash.bot",)


def _environment(data: Path, **settings: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(data.parent),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "BOUNCEWIJZER_DATA": str(data),
        "BOUNCEWIJZER_PORT": "0",
        **settings,
    }


@asynccontextmanager
async def playground(folder: Path, channels: int = 0) -> AsyncIterator[Page]:
    """A playground of its own, for as long as this is entered."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.crash.playground", str(channels)),
        cwd=folder,
        env=_environment(folder / "playground"),
        stdout=PIPE,
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
    """A bot that can be killed, stopped, paused, and started again.

    Args:
        page: The workspace that it works in.
        folder: Where its data folder and its log go, both called `name`.
        command: The module that is run, and its arguments.
        database: Its BOUNCEWIJZER_DATABASE_URL; None is SQLite in its data folder.
        name: What it is called: bots of one folder have different names.
        settings: More of its environment.
    """

    def __init__(
        self,
        page: Page,
        folder: Path,
        *,
        command: Sequence[str] = RUN,
        database: str | None = None,
        name: str = "bot",
        **settings: str,
    ) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self._folder = folder
        self._command = command
        self._settings = {
            "SLACK_API_URL": f"{page.url}api/",
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_APP_TOKEN": "xapp-playground",
            "BOUNCEWIJZER_HELPDESK_CHANNEL": "C0HELPDESK",
            **({"BOUNCEWIJZER_DATABASE_URL": database} if database else {}),
            **settings,
        }
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it; it may not be connected yet when this returns."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *self._command),
                cwd=self._folder,
                env=_environment(self._folder / self.name, **self._settings),
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=log,
            )

    async def ready(self) -> None:
        """Wait until it is connected."""
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            assert await self._process.stdout.readline(), self.log.read_text()

    async def kill(self) -> None:
        """Kill -9. It is dead when this returns."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None

    async def stop(self) -> int:
        """SIGTERM. Gives its exit code when it has ended."""
        assert self._process is not None
        self._process.terminate()
        code = await self._process.wait()
        self._process = None
        return code

    def pause(self) -> None:
        """SIGSTOP: it lives, and does nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT: it goes on as if no time had passed."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs; one that ended by itself does not."""
        return self._process is not None and self._process.returncode is None
