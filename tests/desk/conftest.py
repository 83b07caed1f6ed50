"""A desk with real files, the real engine and a small chat."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.answers import Knowledge
from bot.desk import Desk
from bot.desk.database import Database
from bot.desk.engine import Engine
from bot.desk.work import Work
from tests.desk.chat import HELPDESK, Chat

ROOT = Path(__file__).parents[2]


class FastClock:
    """The machine's time, and pauses that are over at once but count."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def pause(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class Stuck(FastClock):
    """A clock on which a pause ends when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = asyncio.Event()
        self.over = asyncio.Event()

    async def pause(self, seconds: float) -> None:
        del seconds
        self.waiting.set()
        await self.over.wait()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk")


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.fixture
def clock() -> FastClock:
    return FastClock()


@pytest.fixture(scope="session")
def launched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An engine's database as a first start leaves it: making it takes a second."""
    file = tmp_path_factory.mktemp("engine") / "engine.db"

    async def launch() -> None:
        engine = Engine(f"sqlite:///{file}", nothing, executor_id="local", polling=0.02)
        await engine.start()
        await engine.stop(0)

    async def nothing(key: str) -> None:
        del key

    asyncio.run(launch())
    return file


@pytest.fixture
def make_desk(
    tmp_path: Path, knowledge: Knowledge, chat: Chat, clock: FastClock, launched: Path
) -> Callable[..., Desk]:
    shutil.copy(launched, tmp_path / "engine.db")

    def make(**changes: object) -> Desk:
        settings: dict[str, object] = {
            "database_url": f"sqlite:///{tmp_path}/desk.db",
            "engine_url": f"sqlite:///{tmp_path}/engine.db",
            "knowledge": knowledge,
            "ports": [chat],
            "helpdesk": HELPDESK,
            "secret": b"of the tests",
            "clock": clock,
            "polling": 0.02,
        }
        made = {**settings, **changes}
        return Desk(database=Database(str(made.pop("database_url"))), **made)  # type: ignore[arg-type]

    return make


@asynccontextmanager
async def running(desk: Desk, patience: float = 0) -> AsyncIterator[Desk]:
    await desk.start()
    try:
        yield desk
        await settled(desk)
    finally:
        await desk.stop(patience)


@pytest.fixture
async def desk(make_desk: Callable[..., Desk]) -> AsyncIterator[Desk]:
    async with running(make_desk()) as started:
        yield started


def rows(folder: Path, statement: str, file: str = "desk.db") -> list[tuple[object, ...]]:
    """What a query of a database file of the desk gives."""
    engine = sa.create_engine(f"sqlite:///{folder}/{file}")
    with engine.connect() as connection:
        found_rows = [tuple(row) for row in connection.execute(sa.text(statement))]
    engine.dispose()
    return found_rows


def change(folder: Path, *statements: str, **values: str) -> None:
    """Change the desk's tables behind its back, while it does not run."""
    engine = sa.create_engine(f"sqlite:///{folder}/desk.db")
    with engine.begin() as connection:
        for statement in statements:
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(sa.text(statement), used)
    engine.dispose()


async def settled(desk: Desk, within: float = 60) -> None:
    """Come back when no work waits."""
    async with asyncio.timeout(within):
        while (await desk.health()).waiting:  # noqa: ASYNC110 — what is waited for is in a database
            await asyncio.sleep(0.01)


async def until(true: Callable[[], object], within: float = 60) -> None:
    """Come back when it is true."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 — it may be anything
            await asyncio.sleep(0.01)


async def do(desk: Desk, *works: Work) -> None:
    """Accept works one after the other, each done before the next."""
    for work in works:
        await desk.accept(work)
        await settled(desk)
