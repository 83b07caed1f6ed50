"""A real bot beside a real workspace, each a process of its own, and someone who watches how it is."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.crash.page import GLANCE, Json, Page
from tests.journeys.program import PATIENCE, Program, announced, begin

PROBE = aiohttp.ClientTimeout(total=20)
"""Less than SQLite itself waits for a lock."""


@dataclass(slots=True)
class Watch:
    """What is told at the bot's own address."""

    session: aiohttp.ClientSession
    url: str

    async def ready(self) -> tuple[int, Json]:
        """The status, and what is told with it; status 0 where nobody listens. Who asks does not wait for long."""
        try:
            async with self.session.get(f"{self.url}/health/ready", timeout=PROBE) as response:
                return response.status, await response.json()
        except aiohttp.ClientConnectionError:
            return 0, {}

    async def lives(self) -> bool:
        """Whether it says that it lives."""
        async with self.session.get(f"{self.url}/health/live") as response:
            return response.status == 200

    async def until(self, wanted: Callable[[int, Json], bool]) -> Json:
        """Wait until readiness is as wanted; gives it."""
        status, told = await self.ready()
        try:
            async with asyncio.timeout(PATIENCE):
                while not status or not wanted(status, told):
                    await asyncio.sleep(GLANCE)
                    status, told = await self.ready()
        except TimeoutError:
            raise AssertionError(f"still {status}: {told}") from None
        return told

    async def exposed(self) -> str:
        """The metrics as they are written."""
        async with self.session.get(f"{self.url}/metrics") as response:
            assert response.status == 200
            assert response.headers["Content-Type"].startswith("text/plain; version=")
            return await response.text()


def samples(exposed: str) -> dict[str, float]:
    """Each sample by its name and labels, as `name{label=value,…}`."""
    found = {}
    for family in text_string_to_metric_families(exposed):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}"] = sample.value
    return found


@dataclass(slots=True)
class Watched:
    """A bot, the workspace that it works in, and what is told of it."""

    bot: Program
    slack: Program
    page: Page
    watch: Watch


@asynccontextmanager
async def watched(folder: Path, settings: Mapping[str, str] | None = None) -> AsyncIterator[Watched]:
    """A bot in Socket Mode in a folder of its own. It may be told to stop, or killed, before this is left."""
    (folder / "slack").mkdir()
    slack = await begin("playground", folder / "slack")
    try:
        url = await announced(slack)
        port = free_port()
        connection = {
            "SLACK_API_URL": f"{url}api/",
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_APP_TOKEN": "xapp-playground",
            "BOUNCEWIJZER_HELPDESK_CHANNEL": "C0HELPDESK",
            "BOUNCEWIJZER_PORT": str(port),
        }
        bot = await begin("run", folder, {**connection, **(settings or {})})
        try:
            async with aiohttp.ClientSession() as session:
                watch = Watch(session, f"http://127.0.0.1:{port}")
                yield Watched(bot, slack, Page(session, url), watch)
        finally:
            await _killed(bot)
    finally:
        await _killed(slack)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def ready(status: int, _told: Json) -> bool:
    """Readiness as it should be."""
    return status == 200


async def _killed(program: Program) -> None:
    if program.is_running:
        await program.kill()
