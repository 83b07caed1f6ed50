"""`bouncewijzer explain`, as someone at a terminal and as a script meet it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.mails import FULL, ORDINARY

HEADING = "Mailbox van de ontvanger is vol"
ARTICLE = "In dit geval is de mailbox van de ontvanger vol en passen er geen berichten meer bij."


def test_a_mail_is_answered_for_each_cause(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bounce.eml").write_bytes(FULL)
    done = run("explain", "bounce.eml")
    assert done.returncode == 0
    assert HEADING in done.stdout
    assert ARTICLE in done.stdout
    assert "Mailbox is niet beschikbaar" in done.stdout
    assert "jan@ontvanger.example" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        pytest.param(["explain"], b"550 5.2.2 mailbox is full", id="piped"),
        pytest.param(["explain", "-"], b"550 5.2.2 mailbox is full", id="a-dash-is-standard-input"),
        pytest.param(["explain", "-"], FULL, id="a-mail-through-the-pipe"),
        pytest.param(["explain"], "550 5.2.2 mailbox is full".encode("utf-16"), id="utf-16-with-its-mark"),
        pytest.param(["explain"], b"\xef\xbb\xbf550 5.2.2 mailbox is full", id="utf-8-with-its-mark"),
        pytest.param(["explain"], b"Caf\xe9: 550 5.2.2 mailbox is full", id="latin-1"),
        pytest.param(["explain", "--text", "550 5.2.2 mailbox is full"], b"", id="as-an-argument"),
    ],
)
def test_a_text_comes_in_any_way(run: Run, arguments: list[str], given: bytes) -> None:
    done = run(*arguments, given=given)
    assert (done.returncode, done.stderr) == (0, "")
    assert HEADING in done.stdout


def test_several_files_each_get_an_answer_under_their_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "een.eml").write_bytes(FULL)
    (tmp_path / "twee.txt").write_text("550 5.7.1 Unable to relay")
    done = run("explain", "een.eml", "twee.txt")
    first, second = done.stdout.split("== twee.txt")
    assert first.startswith("== een.eml\n")
    assert HEADING in first
    assert HEADING not in second
    assert done.returncode == 0


def test_ordinary_talk_is_said_to_be_no_bounce(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lunch.eml").write_bytes(ORDINARY)
    assert run("explain", "lunch.eml").stdout.startswith("Geen bounce\n")
    assert run("explain", given="Gaan we zo lunchen?").stdout.startswith("Geen bounce\n")


@pytest.mark.parametrize(
    ("arguments", "given", "code", "sentence"),
    [
        pytest.param(["explain", "weg.eml"], b"", 1, "Het bestand weg.eml bestaat niet.", id="missing"),
        pytest.param(["explain", "."], b"", 1, ". is een map, geen bestand.", id="folder"),
        pytest.param(["explain"], b"", 1, "Er kwam geen tekst binnen.", id="empty-input"),
        pytest.param(["explain"], b" \n\t\n", 1, "Er kwam geen tekst binnen.", id="blank-input"),
        pytest.param(["explain"], b"PK\x03\x04" + bytes(90), 1, "geen e-mail en geen tekst", id="zip"),
        pytest.param(["explain", "--wat"], b"", 2, "--wat ken ik niet.", id="unknown-option"),
        pytest.param(["verklaar"], b"", 2, "verklaar ken ik niet.", id="unknown-command"),
        pytest.param(["explain", "--jsonl", "x.eml"], b"", 2, "--jsonl leest", id="stream-with-a-file"),
        pytest.param(["explain", "--text", "x", "x.eml"], b"", 2, "Kies één van", id="text-with-a-file"),
    ],
)
def test_what_cannot_be_explained_is_said_in_a_sentence(
    run: Run, arguments: list[str], given: bytes, code: int, sentence: str
) -> None:
    done = run(*arguments, given=given)
    assert done.returncode == code
    assert sentence in done.stderr
    assert done.stdout == ""


def test_a_bad_file_does_not_keep_the_others_from_their_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "goed.txt").write_text("550 5.2.2 mailbox is full")
    done = run("explain", "weg.eml", "goed.txt")
    assert done.returncode == 1
    assert HEADING in done.stdout


def test_why_shows_the_rule_its_characters_and_what_lost(run: Run) -> None:
    text = "550 5.2.2 mailbox is full"
    lines = run("explain", "--why", "--text", text).stdout.partition("\nWaarom\n")[2].splitlines()
    start, end = text.index("mailbox"), len(text)
    assert f'"mailbox is full" [{start}-{end}]' in next(line for line in lines if "Regel:" in line)
    assert any("verloor:" in line and "5.2.2" in line for line in lines)


def test_json_is_the_whole_diagnosis(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bounce.eml").write_bytes(FULL)
    document = json.loads(run("explain", "--json", "bounce.eml").stdout)
    assert (document["schema"], document["kind"], document["path"]) == (1, "bounce", "bounce.eml")
    jan, piet = document["diagnoses"]
    assert (jan["recipient"], jan["cause"], jan["status"]) == ("jan@ontvanger.example", "mailbox-full", "5.2.2")
    assert (piet["recipient"], piet["cause"]) == ("piet@ontvanger.example", "mailbox-unavailable")
    evidence = jan["won"]["evidence"]
    assert jan["diagnostic"][evidence["start"] : evidence["end"]] == evidence["text"] == "mailbox is full"
    assert [section["cause"] for section in document["answer"]["sections"]] == [
        "mailbox-full",
        "mailbox-unavailable",
    ]


def test_json_of_several_files_is_one_document_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "een.eml").write_bytes(FULL)
    done = run("explain", "--json", "een.eml", "weg.eml")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["path"] == "een.eml"
    assert second == {"schema": 1, "path": "weg.eml", "error": "Het bestand weg.eml bestaat niet."}
    assert done.returncode == 1


def test_a_strangers_text_cannot_steer_the_terminal(run: Run) -> None:
    given = "550 5.2.2 mailbox is full \x1b[2J\x1b]0;gekaapt\x07 \u202eomgekeerd"
    shown = run("explain", "--why", given=given).stdout
    assert HEADING in shown
    assert not set("\x1b\x07\u202e") & set(shown)


def test_a_terminal_that_knows_only_ascii_gets_an_answer_too(run: Run) -> None:
    done = run("explain", "--text", "550 5.2.2 mailbox is full, caf\u00e9", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert HEADING in done.stdout


def test_a_person_at_a_terminal_sees_a_frame(tmp_path: Path) -> None:
    main, sub = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": "80"}
    command = [sys.executable, "-m", "bot", "explain", "--text", "550 5.2.2 mailbox is full"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=sub, stderr=sub) as process:
        os.close(sub)
        shown = b""
        try:
            while piece := os.read(main, 4096):
                shown += piece
        except OSError:  # Linux's way of saying that the other end is closed
            pass
    os.close(main)
    assert process.returncode == 0
    assert HEADING in shown.decode()
    assert "╭" in shown.decode()


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "bounce.eml").write_bytes(FULL)
    command = f"{sys.executable} -m bot explain {'bounce.eml ' * 200} | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "== bounce.eml\n"
    assert done.stderr == ""


def test_it_writes_nothing(run: Run, tmp_path: Path) -> None:
    run("explain", given="550 5.2.2 mailbox is full")
    assert list(tmp_path.iterdir()) == []


LOADED = """
import sys, bot.cli
sys.argv = ["bouncewijzer", "--version"]
try:
    bot.cli.main()
except SystemExit:
    print({name.split(".")[0] for name in sys.modules} & {"dbos", "slack_bolt", "re2", "rich", "yaml"} or "light")
"""


def test_the_version_does_not_wait_for_the_house(run: Run) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    version, loaded = done.stdout.splitlines()
    assert loaded == "light"
    assert run("--version").stdout == f"{version}\n"
