"""`bouncewijzer desk …`, as a process beside the desk whose things it mends."""

import asyncio
import json
import re
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.desk import Desk
from bot.desk.chat import ChatUnavailableError
from tests.cli.conftest import Run, bouncewijzer
from tests.desk.chat import Chat
from tests.desk.conftest import Stuck, chat, clock, do, knowledge, launched, make_desk, running, settled
from tests.desk.works import FULL, GONE, ODD, shown, to_helpdesk

if TYPE_CHECKING:
    from subprocess import CompletedProcess

__all__ = ["chat", "clock", "knowledge", "launched", "make_desk"]
ANNA, BRAM = "U0ANNA77Q1", "U0BRAM77Q2"
KEES = "kees@klant.example"
DOWN = ChatUnavailableError("internal_error")
RECORDED = Path(__file__).parents[1] / "data" / "databases" / "0.1.0"


class Kept:
    """Where a desk keeps its things, and the command that looks there."""

    def __init__(self, folder: Path, make: Callable[..., Desk], url: str | None) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.url = url
        self.cases = url or f"sqlite:///{self.data}/cases.sqlite"
        self._make = make

    @property
    def patience(self) -> float:
        """A connection that a thread still has would be left open: on PostgreSQL the end is waited for."""
        return 1 if self.cases.startswith("postgresql") else 0

    def desk(self, **changes: object) -> Desk:
        engine = self.url or f"sqlite:///{self.data}/engine.sqlite"
        return self._make(database_url=self.cases, engine_url=engine, **changes)

    def run(self, *arguments: str, **environment: str) -> "CompletedProcess[str]":
        where = {"BOUNCEWIJZER_DATA": str(self.data)}
        if self.url:
            where["BOUNCEWIJZER_DATABASE_URL"] = self.url
        return bouncewijzer(self.folder, "desk", *arguments, **{**where, **environment})

    def execute(self, statement: str, **values: str) -> None:
        engine = sa.create_engine(self.cases.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(sa.text(statement), values)
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, make_desk: Callable[..., Desk], launched: Path) -> Kept:
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    return _kept(tmp_path, make_desk, launched, url)


@pytest.fixture
def files(tmp_path: Path, make_desk: Callable[..., Desk], launched: Path) -> Kept:
    """On SQLite."""
    return _kept(tmp_path, make_desk, launched, None)


def _kept(folder: Path, make: Callable[..., Desk], launched: Path, url: str | None) -> Kept:
    (folder / "data").mkdir(mode=0o700)
    shutil.copy(launched, folder / "data" / "engine.sqlite")
    return Kept(folder, make, url)


async def fails(desk: Desk, chat: Chat, ts: str = "1000.0005", text: str = ODD) -> None:
    """One piece of Anna's work fails."""
    chat.trouble("post", DOWN, times=10_000)
    await do(desk, shown(text, ts=ts, person=ANNA))
    chat.troubles.clear()


async def test_what_failed_is_listed_shown_and_done_again(kept: Kept, chat: Chat) -> None:
    async with running(kept.desk(), kept.patience) as desk:
        await do(desk, shown(FULL, person=ANNA))
        assert kept.run("list").stdout == "Er is geen werk mislukt.\n"
        await fails(desk, chat)
        listed = kept.run("list")
        (piece,) = json.loads(kept.run("list", "--json").stdout)
        said = kept.run("show", piece["id"])
        with_text = kept.run("show", piece["id"], "--text")
        done = kept.run("retry", piece["id"])
        await desk.gather()  # as it does by itself every quarter of a minute
        await settled(desk)
    assert piece | {"since": ""} == {
        "id": piece["id"],
        "outcome": "failed",
        "kind": "shown",
        "manner": "watched",
        "since": "",
        "code": "away",
        "can_be_retried": True,
    }
    assert re.fullmatch("[0-9a-f]{12}", piece["id"])
    for each in (listed.stdout, said.stdout):
        assert piece["id"] in each
        assert "away" in each
        assert ANNA not in each
        assert KEES not in each
    assert "Bericht answer: geprobeerd" in said.stdout
    assert KEES in with_text.stdout
    assert (done.returncode, done.stdout) == (
        0,
        f"{piece['id']} wacht weer. Draait de bot, dan begint hij binnen een halve minuut.\n",
    )
    assert [card.answer.sections[0].cause for card in chat.cards()] == ["mailbox-full", "unknown-bounce"]
    assert kept.run("list", "--waiting").stdout == "Er wacht geen werk en er is geen werk mislukt.\n"


async def test_all_that_failed_is_done_again_but_what_lost_its_text(kept: Kept, chat: Chat) -> None:
    async with running(kept.desk(), kept.patience) as desk:
        for n in range(3):
            await fails(desk, chat, ts=f"1000.{n:04}")
    kept.execute("update intake set payload = null where key like '1000.0001%'")
    done = kept.run("retry", "--all")
    assert done.returncode == 1
    assert done.stdout.count("wacht weer") == 2
    assert done.stderr.count("kan niet opnieuw") == 1
    assert len(json.loads(kept.run("list", "--json").stdout)) == 1
    assert len(json.loads(kept.run("list", "--waiting", "--json").stdout)) == 3
    async with running(kept.desk(), kept.patience) as desk:
        await settled(desk)
    assert len(chat.cards()) == 2


async def test_someone_is_forgotten_while_the_bot_runs(kept: Kept, chat: Chat) -> None:
    async with running(kept.desk(), kept.patience) as desk:
        await do(desk, shown(ODD, person=ANNA))
        await fails(desk, chat)
        done = await asyncio.to_thread(kept.run, "forget", "--person", ANNA)
        left = await asyncio.to_thread(kept.run, "forget", "--address", KEES)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Werk verwijderd: 1\n" in done.stdout
    assert "Niets meer gevonden." in done.stdout
    assert "Vragen zonder persoon of tekst verder bewaard: 0\n" in left.stdout
    assert json.loads(kept.run("list", "--json").stdout) == []
    assert not {ANNA, KEES} & set(re.findall(r"[\w@.]+", done.stdout + done.stderr))


async def test_what_cannot_be_forgotten_is_said_with_its_place(files: Kept) -> None:
    async with running(files.desk()) as desk:
        await do(desk, shown(ODD, person=ANNA))
    files.execute("create table notes as select :it as written", it=ANNA)
    done = files.run("forget", "--person", ANNA)
    assert done.returncode == 1
    assert "Nog gevonden in notes: 1 keer." in done.stderr
    assert "cases.sqlite: 1 keer." in done.stderr
    assert "Niets meer gevonden" not in done.stdout


async def test_what_was_kept_long_enough_goes_at_once(kept: Kept, chat: Chat) -> None:
    async with running(kept.desk(), kept.patience) as desk:
        await do(desk, shown(ODD, person=ANNA))
        await fails(desk, chat)
    assert "gewist: 0." in kept.run("sweep").stdout
    kept.execute("update cases set changed_at = '2020-01-01 00:00:00'")
    kept.execute("update intake set created_at = '2020-01-01 00:00:00'")
    assert (
        "Teksten van langer dan 7 dagen geleden gewist: 3."
        in kept.run("sweep", BOUNCEWIJZER_RETENTION_DAYS="7").stdout
    )
    if not kept.url:
        assert KEES.encode() not in b"".join(file.read_bytes() for file in kept.data.iterdir())


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        pytest.param(["show", "0123456789ab"], 1, "Er is geen werk met het id 0123456789ab.", id="no-such-work"),
        pytest.param(["retry", "0123456789ab"], 1, "0123456789ab kan niet opnieuw", id="nothing-to-retry"),
        pytest.param(["retry"], 2, "Noem de ids van het werk, of kies --all.", id="retry-what"),
        pytest.param(["retry", "--all", "0123456789ab"], 2, "Noem de ids", id="all-and-one"),
        pytest.param(["forget"], 2, "Kies één van --person en --address.", id="forget-whom"),
        pytest.param(["forget", "--person", "U01", "--address", "a@b"], 2, "Kies één van", id="forget-both"),
        pytest.param(["forget", "--person", "a"], 2, "Dit is geen id van een persoon.", id="one-letter"),
        pytest.param(
            ["forget", "--person", KEES], 2, "Dit is geen id van een persoon.", id="an-address-for-an-id"
        ),
        pytest.param(["forget", "--address", "kees"], 2, "Dit is geen mailadres.", id="no-address"),
        pytest.param(["restore", "weg.tar.gz"], 1, "Er staat al een database", id="restore-over-what-stands"),
        pytest.param(["restore", "weg.tar.gz", "--replace"], 1, "kan niet gelezen", id="restore-what"),
        pytest.param(["backup", "geen/map/b.tar.gz"], 1, "kan niet geschreven worden", id="backup-where"),
    ],
)
async def test_what_cannot_be_is_said(files: Kept, arguments: list[str], code: int, sentence: str) -> None:
    async with running(files.desk()):
        pass
    done = files.run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert sentence in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["show", "x"],
        ["retry", "--all"],
        ["sweep"],
        ["backup", "b.tar.gz"],
        ["restored"],
        ["upgrade", "--dry-run"],
        ["forget", "--person", "U01"],
    ],
)
def test_where_nothing_was_kept_that_is_said_and_nothing_is_made(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    done = run("desk", *command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Er is nog niets bewaard")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        pytest.param("9999", "De database is van een nieuwere Bouncewijzer (schema 9999).", id="newer"),
        pytest.param("0001", "De database is van een oudere Bouncewijzer (schema 0001).", id="older"),
    ],
)
async def test_another_schema_is_left_alone(files: Kept, revision: str, sentence: str) -> None:
    async with running(files.desk()):
        pass
    files.execute("update alembic_version set version_num = :it", it=revision)
    done = files.run("list")
    assert done.returncode == 1
    assert sentence in done.stderr


def test_an_upgrade_can_be_tried_first(files: Kept) -> None:
    """The tables of the first version, as it recorded them."""
    database = sqlite3.connect(files.data / "cases.sqlite")
    database.executescript((RECORDED / "cases.sql").read_text())
    database.close()

    tried = files.run("upgrade", "--dry-run")
    assert (tried.returncode, tried.stderr) == (0, "")
    assert re.findall(r"(?m)^(\d{4})  ", tried.stdout) == ["0002", "0003", "0004"]
    assert "Deze 3 stappen gaan goed. Er is niets veranderd." in tried.stdout
    assert "oudere Bouncewijzer" in files.run("list").stderr

    assert "Deze 3 stappen zijn gezet." in files.run("upgrade").stdout
    assert files.run("list", "--waiting").returncode == 0
    assert files.run("upgrade").stdout == "De database is bij: er is niets te doen.\n"


async def test_an_upgrade_cannot_go_back(files: Kept) -> None:
    async with running(files.desk()):
        pass
    files.execute("update alembic_version set version_num = :it", it="9999")
    done = files.run("upgrade", "--dry-run")
    assert (done.returncode, done.stdout) == (1, "")
    assert "De database is van een nieuwere Bouncewijzer (schema 9999)." in done.stderr


async def test_a_backup_that_is_put_back_says_nothing_twice(files: Kept, chat: Chat, tmp_path: Path) -> None:
    """Work that waited in the backup was answered since, without a mark of it in what was put back."""
    clock = Stuck()
    desk = files.desk(clock=clock)
    await desk.start()
    chat.trouble("link", DOWN)
    await do(desk, shown(FULL, ts="1000.0001", person=ANNA))
    [card] = chat.cards()
    await desk.accept(to_helpdesk(card.case, card.packed, person=BRAM))
    await clock.waiting.wait()  # the helpdesk's card was not tried yet
    copy = tmp_path / "b.tar.gz"
    done = await asyncio.to_thread(files.run, "backup", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    clock.over.set()
    await do(desk, shown(GONE, ts="1000.0002", person=ANNA))
    await desk.stop()
    assert len(chat.escalated()) == 1
    put_back = files.run("restore", str(copy), "--replace")
    assert (put_back.returncode, put_back.stderr) == (0, "")
    assert len(json.loads(files.run("list", "--waiting", "--json").stdout)) == 1
    async with running(files.desk()) as again:
        await settled(again)
        assert (await again.health()).failed == 0
    assert len(chat.escalated()) == 1
    assert len(chat.cards()) == 2


async def test_what_waited_in_a_backup_and_was_never_said_is_said(files: Kept, chat: Chat, tmp_path: Path) -> None:
    clock = Stuck()
    desk = files.desk(clock=clock)
    await desk.start()
    chat.trouble("post", DOWN)
    await desk.accept(shown(FULL, person=ANNA))
    await clock.waiting.wait()
    await asyncio.to_thread(files.run, "backup", str(tmp_path / "b.tar.gz"))
    await desk.stop(patience=0.1)
    shutil.rmtree(files.data)
    assert files.run("restore", str(tmp_path / "b.tar.gz")).returncode == 0
    assert (files.data / "installation.key").exists() is False
    async with running(files.desk()) as again:
        await settled(again)
    assert len(chat.cards()) == 1


async def test_a_backup_is_its_owners_only_and_holds_the_key(files: Kept, tmp_path: Path) -> None:
    async with running(files.desk()) as desk:
        await do(desk, shown(ODD, person=ANNA))
    (files.data / "installation.key").write_bytes(bytes(range(32)))
    copy = tmp_path / "b.tar.gz"
    assert files.run("backup", str(copy)).returncode == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with tarfile.open(copy) as archive:
        archived = archive.getnames()
    assert archived == ["engine.sqlite", "cases.sqlite", "installation.key"]
    again = files.run("backup", str(copy))
    assert (again.returncode, again.stderr) == (1, f"Het bestand {copy} bestaat al. Kies een andere naam.\n")
    shutil.rmtree(files.data)
    assert files.run("restore", str(copy)).returncode == 0
    assert (files.data / "installation.key").read_bytes() == bytes(range(32))
    assert {stat.S_IMODE(file.stat().st_mode) for file in files.data.iterdir()} == {0o600}
    assert {file.name for file in files.data.iterdir() if file.suffix != ".lock"} == set(archived)
    assert not [path for folder in (copy.parent, files.data) for path in folder.iterdir() if path.name[0] == "."]


def _not_an_archive(copy: Path) -> None:
    copy.write_bytes(b"geen archief")


def _cut_off(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-2000])


def _repacked(copy: Path, change: Callable[[Path], None]) -> None:
    folder = copy.parent / "repacked"
    with tarfile.open(copy) as archive:
        names = archive.getnames()
        folder.mkdir()
        for name in names:
            content = archive.extractfile(name)
            assert content is not None
            (folder / name).write_bytes(content.read())
    change(folder)
    with tarfile.open(copy, "w:gz") as archive:
        for name in dict.fromkeys([*names, *sorted(path.name for path in folder.iterdir())]):
            if (folder / name).exists():
                archive.add(folder / name, name)


def _newer(folder: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{folder}/cases.sqlite")
    with engine.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    engine.dispose()


def _garbled(folder: Path) -> None:
    path = folder / "cases.sqlite"
    raw = bytearray(path.read_bytes())
    raw[4096:8192] = b"x" * 4096
    path.write_bytes(raw)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        pytest.param(_not_an_archive, "is geen reservekopie", id="no-archive"),
        pytest.param(_cut_off, "is geen reservekopie", id="cut-off"),
        pytest.param(partial(_repacked, change=lambda f: (f / "cases.sqlite").unlink()), "is geen", id="no-cases"),
        pytest.param(partial(_repacked, change=lambda f: (f / "x").mkdir()), "is geen", id="a-stranger-in-it"),
        pytest.param(partial(_repacked, change=_garbled), "is geen reservekopie", id="garbled"),
        pytest.param(partial(_repacked, change=_newer), "door een nieuwere Bouncewijzer", id="newer"),
    ],
)
async def test_what_is_no_backup_of_ours_changes_nothing(
    files: Kept, tmp_path: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    async with running(files.desk()) as desk:
        await do(desk, shown(ODD, person=ANNA))
    copy = tmp_path / "b.tar.gz"
    assert files.run("backup", str(copy)).returncode == 0
    spoil(copy)
    before = (files.data / "cases.sqlite").read_bytes()
    done = files.run("restore", str(copy), "--replace")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Er is niets veranderd." in done.stderr
    assert (files.data / "cases.sqlite").read_bytes() == before


def test_on_postgresql_the_commands_say_what_to_type(run: Run, postgres_url: str) -> None:
    for command, typed in (("backup", "pg_dump --format=custom --file=b"), ("restore", "pg_restore --clean")):
        done = run("desk", command, "b", BOUNCEWIJZER_DATABASE_URL=postgres_url)
        assert (done.returncode, done.stdout) == (1, "")
        assert typed in done.stderr
        assert postgres_url not in done.stderr
