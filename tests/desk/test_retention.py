"""Texts go when they were kept long enough: from the tables, and from the bytes of the files."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.desk import Desk
from bot.desk.searching import compact
from tests.desk.chat import Chat
from tests.desk.conftest import FastClock, do, running
from tests.desk.test_erasing import ANNA, FILE, KEES, REMARK, Kept, kept, make, story
from tests.desk.works import FULL, LISTED, ODD, shown

__all__ = ["kept", "make"]
WRITTEN = (KEES, "jan@klant.example", "frobnication of the flux", "192.0.2.7", REMARK, FILE)
MANY = 60


async def fill(desk: Desk) -> None:
    """Enough of all lengths for pages to fill, split and be reused."""
    texts = (FULL, ODD, LISTED)
    for n in range(MANY):
        text = texts[n % 3].replace("klant.example", f"klant{n}.example") + " x" * (n * 17 % 500)
        await do(desk, shown(text, ts=f"1001.{n:04}", conversation=f"C{n}", person=ANNA))


async def test_after_its_time_no_text_is_in_the_files_or_the_logs(
    kept: Kept,
    make: Callable[..., Desk],
    chat: Chat,
    clock: FastClock,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with running(make(retention_days=30), kept.patience) as desk:
        await story(desk, chat)
        await fill(desk)
        clock.ahead += timedelta(days=29)
        await desk.sweep()
        kept_still = kept.rows("select count(*) from cases where findings is not null")
        clock.ahead += timedelta(days=2)
        await desk.sweep()
        if kept.cases.startswith("postgresql"):
            engine = sa.create_engine(kept.cases.replace("postgresql:", "postgresql+psycopg:"))
            assert compact([engine])
            engine.dispose()
        raw = kept.raw()
    assert kept_still[0][0] not in {0, None}, "what is not past its time is kept"
    assert kept.rows("select count(*) from cases where findings is not null or remark is not null") == [(0,)]
    assert kept.rows("select count(*) from intake where payload is not null") == [(0,)]
    logged = capsys.readouterr().out
    for text in (*WRITTEN, "kees@klant1.example", f"jan@klant{MANY - 3}.example"):
        assert text.encode() not in raw, text
        assert text not in logged
    assert ANNA.encode() in raw, "who asked is counted for good"


async def test_a_sentence_of_the_helpdesk_goes_too_where_nothing_else_is_kept(
    kept: Kept, make: Callable[..., Desk], clock: FastClock
) -> None:
    async with running(make(), kept.patience) as desk:
        await do(desk, shown(FULL))
        engine = sa.create_engine(kept.cases.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(sa.text("update cases set resolution_sentence = :it"), {"it": REMARK})
        engine.dispose()
        clock.ahead += timedelta(days=31)
        await desk.sweep()
    assert kept.rows("select resolution_sentence from cases") == [(None,)]
