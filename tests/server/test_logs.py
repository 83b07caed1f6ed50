"""Logs hold what happened and where, and nothing that a stranger wrote."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
