"""A piece of work is followed: what becomes of it, on a bad day too, is logged under its id and counted."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from sqlalchemy.exc import OperationalError
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.desk import Desk
from bot.desk.case import case_id
from bot.desk.chat import ChatRefusedError, ChatUnavailableError
from bot.desk.following import happened, short
from bot.desk.work import Manner, Work
from tests.desk.chat import Chat
from tests.desk.conftest import do, running
from tests.desk.works import found, not_found, shown, to_helpdesk
from tests.server.watched import samples

STORED = datetime(2026, 11, 25, 12, tzinfo=UTC)
EVENT = datetime(2026, 11, 25, 11, 59, 58, tzinfo=UTC)
STAMP = f"{EVENT.timestamp():017.6f}"


def counted(desk: Desk, name: str) -> float | None:
    return samples(generate_latest(desk.metrics.registry).decode()).get(f"bouncewijzer_{name}")


def rename(path: Path, table: str, name: str) -> None:
    with closing(sqlite3.connect(path, timeout=60)) as other:
        other.execute(f"ALTER TABLE {table} RENAME TO {name}")


@pytest.mark.parametrize(
    ("times", "code", "level", "reason"),
    [
        pytest.param(2, "ratelimited", "debug", "ratelimited", id="too-fast"),
        pytest.param(2, "http_503", "debug", "server-error", id="not-now"),
        pytest.param(2, "timeout", "debug", "timeout", id="no-answer"),
        pytest.param(2, "a_word_of_a_later_day", "debug", "server-error", id="a-code-that-nobody-knows"),
        pytest.param(9, "no_connection", "warning", "no-connection", id="what-lasts-is-warned-of"),
    ],
)
async def test_trying_again_is_logged_and_counted(
    desk: Desk, chat: Chat, *, times: int, code: str, level: str, reason: str
) -> None:
    chat.trouble("post", ChatUnavailableError(code), times=times)
    with capture_logs([merge_contextvars]) as log:
        await do(desk, work := shown())
    tries = [entry for entry in log if entry["event"] == "trying again"]
    assert [entry["code"] for entry in tries] == [code] * times
    assert tries[-1]["log_level"] == level
    assert {entry["work"] for entry in tries} == {short(work.key)}
    assert counted(desk, f"retries_total{{platform=test,reason={reason}}}") == times


async def test_work_that_failed_is_an_error_under_its_id(desk: Desk, chat: Chat) -> None:
    chat.trouble("post", ChatUnavailableError("internal_error"), times=10_000)
    with capture_logs([merge_contextvars]) as log:
        await do(desk, work := shown())
    (failure,) = (entry for entry in log if entry["event"] == "work failed")
    assert (failure["log_level"], failure["code"], failure["work"]) == ("error", "away", short(work.key))
    assert counted(desk, "done_total{kind=shown,outcome=failed}") == 1
    assert counted(desk, "done_seconds_count{kind=shown}") is None, "its end is still to come"


async def test_an_error_of_our_own_tells_where(desk: Desk, chat: Chat) -> None:
    def stumble() -> None:
        raise ZeroDivisionError("jan@klant.example")

    chat.meanwhile["post"] = stumble
    with capture_logs([merge_contextvars]) as log:
        await do(desk, shown())
    (failure,) = (entry for entry in log if entry["event"] == "work failed")
    assert failure["code"] == "ZeroDivisionError"
    assert failure["where"][-1].endswith(" stumble")
    assert "klant.example" not in str(log)


async def test_what_is_refused_tells_the_code(desk: Desk, chat: Chat) -> None:
    chat.trouble("post", ChatRefusedError("not_in_channel"))
    with capture_logs([merge_contextvars]) as log:
        await do(desk, shown())
    (end,) = (entry for entry in log if entry["event"] == "done")
    assert (end["outcome"], end["code"]) == ("refused", "not_in_channel")
    assert counted(desk, "done_total{kind=shown,outcome=refused}") == 1


async def test_what_cannot_be_stored_is_an_error_and_is_received_when_it_comes_again(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    async with running(make_desk()) as desk:
        await asyncio.to_thread(rename, tmp_path / "desk.db", "intake", "elsewhere")
        with capture_logs([merge_contextvars]) as log, pytest.raises(OperationalError):
            await desk.accept(work := shown())
        (lost,) = (entry for entry in log if entry["event"] == "not stored")
        assert (lost["log_level"], lost["code"], lost["work"]) == ("error", "OperationalError", short(work.key))
        assert counted(desk, "not_stored_total{}") == 1
        assert (counted(desk, "database_errors_total{}") or 0) >= 1
        await asyncio.to_thread(rename, tmp_path / "desk.db", "elsewhere", "intake")
        await do(desk, work)
        assert counted(desk, "received_total{kind=shown,manner=watched}") == 1


async def test_a_card_that_is_drawn_once_is_told_once_however_often_its_event_comes(desk: Desk) -> None:
    await do(desk, shown(), shown())
    assert counted(desk, "answered_total{cause=mailbox-full}") == 1
    assert counted(desk, "delivered_again_total{}") == 1


def test_the_id_is_the_beginning_of_the_case_that_the_work_makes() -> None:
    key = shown().key
    assert case_id(key).startswith(short(key))


@pytest.mark.parametrize(
    ("work", "at"),
    [
        pytest.param(shown(ts=STAMP), EVENT, id="a-message-tells-its-time"),
        pytest.param(found("c").model_copy(update={"key": f"{STAMP}:test:c"}), EVENT, id="a-press-too"),
        pytest.param(shown(ts=STAMP, manner=Manner.COMMAND), STORED, id="a-form-was-open-for-long"),
        pytest.param(not_found("c").model_copy(update={"key": f"{STAMP}:test:c"}), STORED, id="so-was-this-one"),
        pytest.param(
            to_helpdesk("c").model_copy(update={"key": f"{STAMP}:test:c"}), STORED, id="and-the-helpdesks"
        ),
        pytest.param(shown(ts="0000000000.000000"), STORED, id="no-time-at-all"),
        pytest.param(shown(ts="gisteren"), STORED, id="none-that-is-a-number"),
    ],
)
def test_when_it_happened(work: Work, at: datetime) -> None:
    assert happened(work, STORED) == at
