"""Logs hold what happened and where, and nothing that a stranger wrote."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.server.story import WORKS, Story

SECRET = "jan@ontvanger.example"
PREPARE = f"""
import logging, structlog
from bot.server import set_up_logs
from bot.server.errors import SlackRefusedError
set_up_logs(logging.INFO)
SECRET = {SECRET!r}
"""


def logged(code: str) -> list[dict[str, Any]]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", PREPARE + code], env=environment, capture_output=True, text=True, check=True
    )
    assert SECRET not in done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


CAUGHT = """
try:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(SECRET) from error
except ValueError as error:
    logging.getLogger("{logger}").{call}
"""


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("logging.getLogger('slack_bolt').error(f'Unhandled request {SECRET}')", id="in-a-message"),
        pytest.param("logging.getLogger('slack_sdk').warning('got %s', SECRET)", id="in-an-argument"),
        pytest.param("logging.getLogger('dbos').error(SECRET)", id="in-a-library-with-a-handler-of-its-own"),
        pytest.param(CAUGHT.format(logger="aiohttp", call="exception(SECRET)"), id="in-an-exception-of-a-library"),
        pytest.param(CAUGHT.format(logger="bot.x", call="exception('broken')"), id="in-an-exception-of-ours"),
        pytest.param(CAUGHT.format(logger="bot.x", call="error('broken', exc_info=error)"), id="handed-over"),
        pytest.param(
            CAUGHT.replace("logging.getLogger", "structlog.get_logger").format(
                logger="bot.x", call="error('broken', exc_info=error)"
            ),
            id="in-a-structured-entry",
        ),
    ],
)
def test_a_strangers_text_stays_out(code: str) -> None:
    (entry,) = logged(code)
    assert {"event", "level", "logger", "timestamp"} <= set(entry)


def test_an_error_tells_its_kinds_and_its_way() -> None:
    (entry,) = logged(
        "def inner():\n    raise SlackRefusedError('invalid_auth')\n"
        "try:\n    inner()\nexcept SlackRefusedError:\n    structlog.get_logger('bot.x').exception('broken')"
    )
    assert entry["error"] == ["bot.server.errors.SlackRefusedError: Slack says invalid_auth"]
    assert entry["way"][-1].endswith(" inner")


def test_chatter_of_libraries_is_left_out_and_ours_is_not() -> None:
    entries = logged(
        "logging.getLogger('dbos').info('hello')\nstructlog.get_logger('bot.x').info('taken', rules=3)"
    )
    assert [(entry["event"], entry["rules"]) for entry in entries] == [("taken", 3)]


def test_an_entry_of_a_library_says_during_which_work_it_was_made() -> None:
    (entry,) = logged(
        "structlog.contextvars.bind_contextvars(work='0123456789ab')\n"
        "logging.getLogger('sqlalchemy').error('lost the connection')"
    )
    assert entry["work"] == "0123456789ab"


def test_each_event_is_followed_from_its_arrival_to_its_end(story: Story) -> None:
    ways: dict[str, list[str]] = {}
    for entry in story.entries:
        if "work" in entry:
            assert re.fullmatch("[0-9a-f]{12}", entry["work"]), entry
            ways.setdefault(entry["work"], []).append(entry["event"])
    assert len(ways) == WORKS
    for events in ways.values():
        told = [event for event in events if event != "delivered again"]
        assert (told[0], told[1], told[-1]) == ("received", "started", "done"), told
        assert [told.count(event) for event in ("received", "started", "done")] == [1, 1, 1], told
    assert sum(events.count("delivered again") for events in ways.values()) == 1
    assert sum("trying again" in events for events in ways.values()) == 1


def test_the_end_of_work_tells_what_became_of_it_and_how_long_it_took(story: Story) -> None:
    ends = [entry for entry in story.entries if entry["event"] == "done"]
    outcomes = [entry["outcome"] for entry in ends]
    assert (len(outcomes), outcomes.count("silent"), outcomes.count("failed")) == (WORKS, 1, 0)
    assert outcomes.count("answered") >= WORKS - 2, "all but talk, and perhaps the command along the dead route"
    for end in ends:
        assert isinstance(end["ms"], int)
        assert end["since_event_ms"] >= end["ms"] >= 0
    causes = [entry["causes"] for entry in story.entries if entry["event"] == "decided"]
    assert [] in causes, "silence"
    assert ["blacklisted"] in causes


@pytest.mark.parametrize("event", ["received", "done"])
def test_one_entry_of_each_work_tells_of_it_where_only_the_least_is_logged(story: Story, event: str) -> None:
    levels = [entry["level"] for entry in story.entries if entry["event"] == event]
    assert levels == ["info"] * WORKS
    others = {entry["event"]: entry["level"] for entry in story.entries if "work" in entry}
    assert {others[each] for each in ("started", "decided", "posted", "trying again")} == {"debug"}


def test_nothing_of_anyone_is_logged_at_any_level(story: Story) -> None:
    found = [secret for secret in story.secrets if secret.casefold() in story.log.casefold()]
    assert found == []
