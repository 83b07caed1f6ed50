"""What is away for long is not complained of all the time."""

import logging

import pytest

from bot.server.hush import EVERY, Hush


def record(name: str, line: int = 1) -> logging.LogRecord:
    return logging.LogRecord(name, logging.WARNING, f"/lib/{name}.py", line, "weg", None, None)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("dbos", [True, False, False, True], id="the-engine-polls"),
        pytest.param("bot.slack.sdk", [True, False, False, True], id="the-sdk-connects"),
        pytest.param("bot.desk.intake", [True] * 4, id="we-choose-what-we-say"),
        pytest.param("asyncio", [True] * 4, id="nobody-handled-it"),
    ],
)
def test_the_same_is_said_once_in_a_while(name: str, said: list[bool]) -> None:
    hush, passed = Hush(lambda: clock[0]), []
    clock = [0.0]
    for clock[0] in (0.0, 1.0, EVERY - 1, EVERY + 1):
        passed.append(hush.filter(record(name)))
    assert passed == said


def test_something_else_is_said_at_once() -> None:
    hush = Hush()
    assert hush.filter(record("dbos", 1))
    assert hush.filter(record("dbos", 2))
