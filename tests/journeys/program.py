"""The real bot as a process of its own, in a data folder of its own, with nothing of our environment."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60.0
"""Seconds within which a start or a stop is expected, also on a machine that is busy with other tests."""

KEPT = ("PATH", "LANG", "SYSTEMROOT", "TMPDIR")
"""What a process needs of our environment. Credentials and settings of whoever runs the tests are not in it."""


@dataclass(slots=True)
class Program:
    """A running `bouncewijzer` command. `url` is the address that it printed, if it is one that prints it."""

    process: asyncio.subprocess.Process
    log: Path
    url: str = ""

    async def interrupt(self) -> int:
        """Ctrl-C. Gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        return await self._ended()

    async def kill(self) -> None:
        """Kill -9."""
        self.process.kill()
        await self._ended()

    def complaints(self) -> list[str]:
        """What it logged, but for what is told of every start and stop."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [str(line) for line in lines if line.get("level") != "info"]

    @property
    def is_running(self) -> bool:
        return self.process.returncode is None

    async def _ended(self) -> int:
        async with asyncio.timeout(PATIENCE):
            await self.process.communicate()
        code = self.process.returncode
        assert code is not None
        return code


async def begin(command: str, folder: Path, settings: Mapping[str, str] | None = None) -> Program:
    """Start a command in a folder that is there; its data stays in it."""
    environment = {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "HOME": str(folder),
        "BOUNCEWIJZER_DATA": str(folder / "data"),
        "BOUNCEWIJZER_PORT": "0",
        **(settings or {}),
    }
    log = folder / f"{command}.log"
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", command),
            cwd=folder,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    return Program(process, log)


async def ready(program: Program) -> str:
    """Wait for the line that the program prints when it is ready."""
    assert program.process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        line = (await program.process.stdout.readline()).decode().strip()
    assert line, program.log.read_text()
    return line


async def announced(program: Program) -> str:
    """Wait for the address that the program prints when it is ready."""
    program.url = await ready(program)
    assert program.url.startswith("http://127.0.0.1:"), program.url
    return program.url


@asynccontextmanager
async def running(command: str, folder: Path, settings: Mapping[str, str] | None = None) -> AsyncIterator[Program]:
    """A command for as long as this is entered. It is to end well at Ctrl-C, with nothing to complain of."""
    program = await begin(command, folder, settings)
    try:
        yield program
        if program.is_running:
            assert await program.interrupt() == 0
        assert program.complaints() == []
    finally:
        if program.is_running:
            await program.kill()
