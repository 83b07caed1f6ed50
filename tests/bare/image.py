"""The Dockerfile, built by Podman on a base made by debootstrap, and the image run with nothing to write."""

import asyncio
import contextlib
import json
import shlex
import signal
import socket
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bare.debian import debian
from tests.bare.page import blocks, filled_in
from tests.bare.story import answered
from tests.crash.processes import playground
from tests.postgres import Cluster
from tests.supply.pins import ROOT

SUITE = "trixie"
BASE = "localhost/debian:trixie-slim"
PATIENCE = 300.0
# What Podman asks of a machine beyond what this one may give: limits, cgroups, a network and a systemd of its own.
HERE = ("--network=host", "--ulimit=nofile=1024:1024", "--ulimit=nproc=4096:4096", "--no-healthcheck")
BOUND = ("--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges")


class Podman:
    """Podman with a store of its own, which goes with its folder."""

    def __init__(self, folder: Path) -> None:
        self._store = folder / "podman/root"
        places = ("--root", str(self._store), "--runroot", str(folder / "podman/run"))
        self._command = ("podman", *places, "--runtime", "runc")

    def line(self, *arguments: str) -> list[str]:
        """The words of a command."""
        return [*self._command, *arguments]

    def runs(self, *arguments: str) -> str:
        """Run a command to its end; gives what it printed."""
        done = subprocess.run(
            self.line(*arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, f"{shlex.join(arguments)}\n{done.stdout[-4000:]}"
        return done.stdout

    def ends(self) -> None:
        """Let go of its store: Podman leaves a part of it mounted, which nobody can take away."""
        for place in self._store.glob("overlay*"):
            if place.is_mount():
                subprocess.run(["umount", str(place)], check=True)


def built(podman: Podman, folder: Path, version: str) -> str:
    """Build the image and run it once, with the page's own two commands; gives its name."""
    tar = folder / "base.tar"
    subprocess.run(["tar", "-C", str(debian(folder, SUITE)), "-cf", str(tar), "."], check=True)
    podman.runs("import", "--quiet", str(tar), BASE)
    (lines,) = blocks("sh", "container")
    build, check = (shlex.split(line)[2:] for line in filled_in(lines, NEW=version).splitlines())
    podman.runs(
        "build", "--network=host", "--isolation=chroot", "--format=docker", f"--build-arg=BASE={BASE}", *build
    )
    assert "Alles in orde." in podman.runs("run", *HERE, *check)
    return check[-2]


async def image(folder: Path, version: str, postgres: Cluster) -> None:
    """Build the image as the page says, and see that it answers, says how it is, and ends when it is asked to."""
    podman = Podman(folder)
    try:
        name = await asyncio.to_thread(built, podman, folder, version)
        async with playground(folder) as page:
            slack = {
                "SLACK_API_URL": f"{page.url}api/",
                "SLACK_BOT_TOKEN": "xoxb-playground",
                "BOUNCEWIJZER_HOST": "127.0.0.1",
                "BOUNCEWIJZER_DATABASE_URL": postgres.database(),
            }
            async with _running(podman, name, {**slack, "SLACK_APP_TOKEN": "xapp-playground"}):
                await answered(page, "socket")
                await _is_well(podman)
            async with _running(podman, name, {**slack, "SLACK_SIGNING_SECRET": "geheim"}):
                await _is_well(podman)
    finally:
        podman.ends()


@asynccontextmanager
async def _running(podman: Podman, name: str, settings: Mapping[str, str]) -> AsyncIterator[None]:
    """The image as a container, for as long as this is entered. SIGTERM ends it, with code 0."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = [f"--env={key}={value}" for key, value in {**settings, "BOUNCEWIJZER_PORT": str(port)}.items()]
    command = podman.line("run", "--rm", "--name=bot", *HERE, *BOUND, "--tmpfs=/tmp", *variables, name)
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT)
    try:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            said = b""
            while "De bot luistert." not in said.decode():
                line = await process.stdout.readline()
                assert line, said.decode()
                said += line
        yield
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            rest, _ = await process.communicate()
        assert process.returncode == 0, (process.returncode, rest.decode())
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _is_well(podman: Podman) -> None:
    """Ask as the image's own check does, in the container."""
    lines = (ROOT / "deploy/Dockerfile").read_text("utf-8").splitlines()
    (check,) = [json.loads(line.strip().removeprefix("CMD ")) for line in lines if "health/ready" in line]
    async with asyncio.timeout(PATIENCE):
        while True:
            done = await asyncio.create_subprocess_exec(
                *podman.line("exec", "bot", *check), stdout=DEVNULL, stderr=DEVNULL
            )
            if await done.wait() == 0:
                break
