"""What a wheel has to do in an empty folder: its commands, and the whole bot with its playground."""

import asyncio
import contextlib
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.crash.page import SUPPORT, Json, Page, names, said_by_bot
from tests.wheel.environment import Environment

PATIENCE = 60.0
FULL = "552 5.2.2 <jan@ontvanger.example>: mailbox is full"
KNOWN = "Mailbox van de ontvanger is vol"


def commands(environment: Environment, version: str) -> None:
    """The commands that end by themselves; nothing is written by any."""
    assert environment.run("--version").strip() == version
    assert "Alles in orde." in environment.run("check")
    assert KNOWN in environment.run("explain", "-", given=FULL)
    assert list(environment.home.iterdir()) == [], "a command wrote into the working folder"


async def bot(environment: Environment, settings: Mapping[str, str]) -> list[str]:
    """Run the bot, ask it something, end it; gives the files that it left in its folder, by name."""
    async with _running(environment, settings) as process, aiohttp.ClientSession() as session:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            url = (await process.stdout.readline()).decode().strip()
        assert url.startswith("http://127.0.0.1:"), (url, _log(environment))
        async with session.get(url) as answer:
            assert answer.status == 200
            assert "<html" in await answer.text()
        page = Page(session, url)
        ts = await page.posts(FULL)

        def answered(state: Json) -> bool:
            said = [each for each in said_by_bot(state, SUPPORT) if each["thread_ts"] == ts]
            return any(names(each, KNOWN) for each in said)

        assert await page.until(answered, PATIENCE), _log(environment)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            code = await process.wait()
        assert code == 0, (code, _log(environment))
    assert not _log(environment), _log(environment)
    return sorted(path.name for path in (environment.home / settings["BOUNCEWIJZER_DATA"]).iterdir())


@asynccontextmanager
async def _running(environment: Environment, settings: Mapping[str, str]) -> AsyncIterator[Process]:
    with _log_file(environment).open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(str(environment.program), "run"),
            cwd=environment.home,
            env=environment.variables({"BOUNCEWIJZER_PORT": "0", **settings}),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=log,
        )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _log_file(environment: Environment) -> Path:
    return environment.home.parent / "bot.log"


def _log(environment: Environment) -> str:
    return _log_file(environment).read_text()
