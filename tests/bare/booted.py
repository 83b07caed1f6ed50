"""A Debian that was booted with systemd beside this one: processes and units of its own, our network."""

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

PATIENCE = 300.0
"""Seconds for a start, a stop and any one command."""
CHECKOUT = "/root/bouncewijzer"
"""Where the files that an operator has stand in it."""


class Booted:
    """A running machine. `leader` is its first process."""

    def __init__(self, root: Path, leader: int) -> None:
        self.root = root
        self._leader = leader

    async def runs(self, script: str, **environment: str) -> str:
        """Run lines of shell there, as its administrator, until the first that fails; gives what they printed."""
        inside = ["nsenter", "--target", str(self._leader), "--mount", "--uts", "--ipc", "--pid", "--"]
        variables = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LC_ALL": "C.UTF-8",
            "PIP_CERT": "/etc/ssl/certs/ca-certificates.crt",
            "PIP_QUIET": "1",
            **environment,
        }
        process = await asyncio.create_subprocess_exec(
            *(*inside, "sh", "-euc", f"cd {CHECKOUT}\n{script}"),
            env=variables,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
        )
        async with asyncio.timeout(PATIENCE):
            said, _ = await process.communicate()
        assert process.returncode == 0, f"{script}\n{said.decode()}\n{await self._journal()}"
        return said.decode()

    async def _journal(self) -> str:
        """What its services said last."""
        journal = str(self.root / "var/log/journal")
        command = ["journalctl", "--directory", journal, "--no-pager", "--lines=60", "--unit=bouncewijzer"]
        process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT)
        return (await process.communicate())[0].decode()


@asynccontextmanager
async def booted(root: Path) -> AsyncIterator[Booted]:
    """Boot a Debian, wait until it is up, and power it off at the end."""
    process = await asyncio.create_subprocess_exec(
        *("systemd-nspawn", "--quiet", f"--directory={root}", "--boot", "--register=no", "--keep-unit"),
        *("--console=pipe", "--resolv-conf=copy-host"),
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            machine = Booted(root, await _leader(process.pid))
            while not await _is_up(machine):  # noqa: ASYNC110 — what is waited for is another machine
                await asyncio.sleep(0.2)
        yield machine
        with contextlib.suppress(AssertionError):  # its own shell may be gone before it answers
            await machine.runs("systemctl poweroff")
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _leader(pid: int) -> int:
    """The first process of the machine: the child of the program that holds it."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    while True:
        listed = (await asyncio.to_thread(children.read_text)).split()
        for each in listed:
            if (await asyncio.to_thread(Path(f"/proc/{each}/comm").read_text)).strip() == "systemd":
                return int(each)
        await asyncio.sleep(0.1)


async def _is_up(machine: Booted) -> bool:
    state = (await machine.runs("systemctl is-system-running --wait 2>&1 || true")).strip()
    assert state != "degraded", await machine.runs("systemctl --failed --no-legend")
    return state == "running"
