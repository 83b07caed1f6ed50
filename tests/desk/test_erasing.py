"""Forgetting a person or an address: nothing of them is left, and what is counted and what others did stays."""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from bot.desk import Desk
from bot.desk.books import NoBooksError
from bot.desk.chat import ChatUnavailableError
from bot.desk.erasing import FORGOTTEN, Erased, forget
from bot.desk.needles import Needles
from bot.desk.work import FileRef, Found, Manner
from tests.desk.chat import HELLA, SUPPORT, TEAM, Chat
from tests.desk.conftest import Stuck, do, running, settled
from tests.desk.works import FULL, LISTED, ODD, claim, not_found, resolve, shown, to_helpdesk
from tests.postgres import Cluster, cluster

ANNA, BRAM = "U0ANNA77Q1", "U0BRAM77Q2"
HERS = f"D-{ANNA}"
KEES = "kees@klant.example"
REMARK = "Belt u Joke van Dam even op 06-1234"
FILE = "ontslagbrief Joke.eml"


@dataclass
class Kept:
    """Where a desk keeps its things, and their files on disk."""

    cases: str
    engine: str
    folder: Path

    @property
    def patience(self) -> float:
        """A connection that a thread still has would be left open: on PostgreSQL the end is waited for."""
        return 1 if self.cases.startswith("postgresql") else 0

    def forget(self, wanted: str) -> Erased:
        return forget(self.cases, self.engine, wanted)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        engine = sa.create_engine(self.cases.replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            rows = [tuple(row) for row in connection.execute(sa.text(query))]
        engine.dispose()
        return rows

    def raw(self) -> bytes:
        """All bytes of the databases; on PostgreSQL but for its log, which is recycled in its own time."""
        if self.cases.startswith("postgresql"):
            with psycopg.connect(self.cases, autocommit=True) as connection:
                connection.execute("checkpoint")
        files = (file for file in self.folder.rglob("*") if file.is_file() and "pg_wal" not in file.parts)
        return b"".join(file.read_bytes() for file in files)


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    if request.param == "sqlite":
        yield Kept(f"sqlite:///{tmp_path}/desk.db", f"sqlite:///{tmp_path}/engine.db", tmp_path)
        return
    own: Cluster
    with cluster() as own:
        url = own.database()
        yield Kept(url, url, own.data)


@pytest.fixture
def make(kept: Kept, make_desk: Callable[..., Desk]) -> Callable[..., Desk]:
    def made(**changes: object) -> Desk:
        return make_desk(database_url=kept.cases, engine_url=kept.engine, **changes)

    return made


async def story(desk: Desk, chat: Chat) -> None:
    """Anna asks five times, Bram presses and Hella resolves; what Anna asked last fails."""
    await do(desk, shown(FULL, ts="1000.0001", person=ANNA), shown(ODD, ts="1000.0002", person=ANNA))
    await do(desk, shown(LISTED, ts="1000.0003", person=ANNA))
    await do(desk, shown(ODD, ts="1000.0004", person=ANNA, manner=Manner.DIRECT, conversation=HERS))
    full, odd, listed = chat.cards()
    await do(desk, to_helpdesk(full.case, full.packed, remark=REMARK, person=BRAM))
    await do(desk, not_found(odd.case, odd.packed, to_helpdesk=False, missing=REMARK, person=ANNA))
    await do(desk, claim(listed.case), resolve(listed.case))
    press = Found(key=f"2000.1:test:{TEAM}:{SUPPORT}:found:{ANNA}", person=ANNA, case=full.case)
    await do(desk, press)
    chat.trouble("post", ChatUnavailableError("internal_error"), times=10_000)
    file = FileRef(id="F1", name=FILE, text=ODD)
    await do(desk, shown("x", ts="1000.0005", person=ANNA, manner=Manner.MENTION, files=(file,)))
    chat.troubles.clear()


@pytest.mark.parametrize("alive", [False, True], ids=["the-bot-stopped", "the-bot-runs"])
async def test_nothing_of_a_person_is_left(
    kept: Kept, make: Callable[..., Desk], chat: Chat, capsys: pytest.CaptureFixture[str], *, alive: bool
) -> None:
    async with running(make(), kept.patience) as desk:
        await story(desk, chat)
        assert (await desk.health()).failed == 1
        if alive:
            erased = await asyncio.to_thread(kept.forget, ANNA)
    if not alive:
        assert ANNA.encode() in kept.raw()
        erased = kept.forget(ANNA)
    assert erased.anew
    assert not erased.left, erased.left
    counts = erased.counts()
    assert counts.pop("references") == 0, "the chat of the tests has none"
    assert all(count > 0 for count in counts.values()), erased
    raw, logged = kept.raw(), capsys.readouterr().out
    for hers in (ANNA, HERS, FILE, "frobnication of the flux"):
        assert hers.encode() not in raw, hers
        assert hers not in logged
    assert BRAM.encode() in raw
    assert set(kept.rows("select person from cases")) == {(FORGOTTEN,)}
    assert sorted(kept.rows("select cause from case_failures")) == sorted(
        [("mailbox-full",), ("blacklisted",), *[("unknown-bounce",)] * 3]
    )
    assert kept.rows("select count(*) from case_failures where domain = 'klant.example'") == [(4,)]


@pytest.mark.parametrize("kept", ["sqlite"], indirect=True)
async def test_what_others_did_stays_theirs(kept: Kept, make: Callable[..., Desk], chat: Chat) -> None:
    async with running(make(), kept.patience) as desk:
        await story(desk, chat)
    kept.forget(BRAM)
    assert set(kept.rows("select person from cases")) == {(ANNA,)}
    assert kept.rows("select remark from cases where decided_by = 'vergeten'") == [(None,)]
    assert (ANNA, REMARK) in kept.rows("select decided_by, remark from cases")
    assert kept.rows("select claimed_by, resolved_by from cases where state = 'resolved'") == [(HELLA, HELLA)]
    assert REMARK.encode() in kept.raw()


@pytest.mark.parametrize("kept", ["sqlite"], indirect=True)
async def test_a_forgotten_askers_case_can_still_be_taken_up(
    make: Callable[..., Desk], kept: Kept, chat: Chat
) -> None:
    async with running(make(), kept.patience) as desk:
        await story(desk, chat)
        await asyncio.to_thread(kept.forget, ANNA)
        [card] = [card for card in chat.escalated() if card.remark]
        await do(desk, claim(card.case))
        assert (await desk.health()).failed == 0
        [claimed] = [card for card in chat.escalated() if card.claimed_by and card.state.value == "claimed"]
    assert claimed.asker == FORGOTTEN
    assert claimed.remark == ""


@pytest.mark.parametrize("written", [KEES, "Kees@Klant.example"], ids=["as-written", "in-another-case"])
async def test_nothing_of_an_address_is_left_and_longer_ones_stay(
    kept: Kept, make: Callable[..., Desk], chat: Chat, written: str
) -> None:
    other = f"piet.{KEES}"
    async with running(make(), kept.patience) as desk:
        await story(desk, chat)
        await do(desk, shown(ODD.replace(KEES, other), ts="1000.0009", person=BRAM))
    erased = kept.forget(written)
    assert not erased.left, erased.left
    assert erased.work == erased.engine == 1, "the failed work held it in a file's text"
    raw = kept.raw()
    assert re.search(rb"(?<![.\w])kees@klant\.example", raw, re.IGNORECASE) is None
    assert other.encode() in raw
    assert kept.rows("select person from cases").count((ANNA,)) == 5


async def test_waiting_work_goes_and_is_not_answered(kept: Kept, make: Callable[..., Desk], chat: Chat) -> None:
    clock = Stuck()
    desk = make(clock=clock)
    await desk.start()
    chat.trouble("post", ChatUnavailableError("internal_error"))
    await desk.accept(shown(FULL, ts="1000.0001", person=ANNA))
    await desk.accept(shown(ODD, ts="1000.0002", thread="1000.0001", person=ANNA))
    await clock.waiting.wait()
    await asyncio.to_thread(kept.forget, ANNA)
    clock.over.set()
    await settled(desk)
    await desk.stop()
    assert chat.messages == []
    assert not kept.forget(ANNA).left, "what it had in hand is gone when it is done again"
    async with running(make(), kept.patience) as again:
        await settled(again)
    assert chat.messages == []
    assert ANNA.encode() not in kept.raw()


def test_where_nothing_was_kept_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoBooksError):
        forget(f"sqlite:///{tmp_path}/no.db", f"sqlite:///{tmp_path}/none.db", ANNA)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("needle", "value", "there"),
    [
        pytest.param("U01", "U01", True, id="the-whole"),
        pytest.param("U01", "1000.1:slack:T1:C1:found:U01", True, id="in-a-key"),
        pytest.param("U01", "klopt dat, <@U01>?", True, id="in-a-text"),
        pytest.param("U01", "U012", False, id="another-id"),
        pytest.param("U01", "u01", False, id="ids-have-a-case"),
        pytest.param(KEES, "rfc822;KEES@klant.example", True, id="in-any-case"),
        pytest.param(KEES, r'{"text": "5.1.1\nkees@klant.example\n"}', True, id="on-a-line-of-its-own-in-json"),
        pytest.param(KEES, r'{"packed": "{\"r\": [\"kees@klant.example\"]}"}', True, id="in-json-in-json"),
        pytest.param(KEES, {"a": ["kees@klant.example"]}, True, id="in-what-json-becomes"),
        pytest.param(KEES, "...kees@klant.example.", True, id="between-points"),
        pytest.param(KEES, "piet.kees@klant.example", False, id="the-end-of-another"),
        pytest.param(KEES, "kees@klant.example.org", False, id="the-start-of-another"),
        pytest.param(KEES, None, False, id="nothing"),
    ],
)
def test_what_holds_it(needle: str, value: object, there: bool) -> None:  # noqa: FBT001 — a table's column
    assert Needles((needle,)).among(value) is there


def test_raw_bytes_without_borders_are_counted_but_for_what_is_known_to_be_anothers() -> None:
    raw = b"foundkees@klant.examplepiet.kees@klant.exampleKEES@klant.example"
    assert Needles((KEES,)).count(raw, {"piet.kees@klant.example"}) == 2
