"""Whatever can go wrong has a Dutch sentence of its own."""

from pathlib import Path

import pytest

from bot.cli import words
from bot.cli.inert import inert, one_line
from bot.cli.obstacles import obstacle
from bot.diagnosis import Mistake, Problem, Trust
from bot.server import errors
from bot.settings import SettingsError, Wrong

OBSTACLES = [
    errors.DataFolderError(Path("map")),
    errors.AlreadyRunningError(Path("map")),
    errors.DatabaseError("OperationalError"),
    errors.TooOldError("0099", "0002"),
    errors.ListeningError("127.0.0.1", 8080, taken=True),
    errors.ListeningError("192.0.2.1", 8080, taken=False),
    errors.SlackRefusedError("invalid_auth"),
    errors.SlackRefusedError("something_new"),
    errors.SlackSilentError("https://slack.com/api/"),
    errors.TeamsRefusedError("invalid_client"),
]


@pytest.mark.parametrize("error", OBSTACLES, ids=str)
def test_every_obstacle_is_one_sentence_that_does_not_show_our_own_words(error: errors.ServerError) -> None:
    sentence = obstacle(error)
    assert sentence.endswith((".", "/."))
    assert "\n" not in sentence
    assert str(error) not in sentence


def test_every_obstacle_is_in_the_table() -> None:
    assert {type(error) for error in OBSTACLES} == set(errors.ServerError.__subclasses__())


@pytest.mark.parametrize("problem", Problem)
def test_every_mistake_is_named_with_file_line_and_field(problem: Problem) -> None:
    said = words.mistake(Mistake("rules/x.yml", 3, "any.2.pattern", problem, "(", "an RE2 pattern"))
    assert said.startswith('rules/x.yml:3: any.2.pattern: "(" ')
    assert problem.value not in said


@pytest.mark.parametrize("trust", Trust)
def test_every_trust_has_a_name(trust: Trust) -> None:
    assert words.trust(trust)


@pytest.mark.parametrize("wrong", Wrong)
def test_everything_wrong_with_a_setting_is_one_sentence(wrong: Wrong) -> None:
    error = SettingsError("SLACK_BOT_TOKEN", wrong, beside=("A", "B", "C"), allowed="1 … 2")
    sentence = words.setting(error)
    assert "SLACK_BOT_TOKEN" in sentence
    assert wrong.value not in sentence


@pytest.mark.parametrize(
    ("given", "joined"),
    [((), ""), (("A",), "A"), (("A", "B"), "A en B"), (("A", "B", "C"), "A, B en C")],
)
def test_names_are_listed_as_a_sentence_does(given: tuple[str, ...], joined: str) -> None:
    assert words.joined(given) == joined


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("gewoon", "gewoon", id="plain"),
        pytest.param("één\tregel\r\nen nog een\n", "één\tregel\nen nog een\n", id="lines-and-accents"),
        pytest.param("\x1b[31mrood", "<1b>[31mrood", id="escape"),
        pytest.param("a\rb", "a<d>b", id="overwriting-return"),
        pytest.param("\x9b31m", "<9b>31m", id="escape-in-one-byte"),
        pytest.param("\u202etxt.exe", "<202e>txt.exe", id="right-to-left"),
        pytest.param("a\u200bb", "a<200b>b", id="invisible"),
        pytest.param("\ud800", "<d800>", id="half-a-character"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_a_code(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_one_line_is_one_line_of_a_bounded_length() -> None:
    assert one_line("a\n  b\tc", 10) == "a b c"
    assert one_line("x" * 500, 10) == "x" * 9 + "…"
