"""`bouncewijzer rules`, as whoever writes rules meets it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.mails import FULL, ORDINARY

WEAK = """
- id: one
  cause: mailbox-full
  any:
    - phrase: nobody has room
    - phrase: never shown
  source: https://example.org/
  examples:
    - "552 nobody has room"
  not_examples:
    - "552 somebody has room"
"""


def test_the_projects_own_rules_are_clean(run: Run) -> None:
    done = run("rules", "check", "--mutate")
    assert (done.returncode, done.stderr) == (0, "")
    assert "geen zwakke plekken" in done.stdout
    assert "; 0 keer merkte geen voorbeeld het" in done.stdout


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        pytest.param(WEAK, [], 'one: any.2.phrase: "never shown" heeft een aanwijzing', id="weak"),
        pytest.param(WEAK, ["--mutate"], 'one: any.2.phrase: "never shown" kan weg', id="not-missed"),
        pytest.param(WEAK.replace("552 nobody", "552 anybody"), [], "examples.1", id="unproven"),
        pytest.param(WEAK.replace("mailbox-full", "mailbox-ful"), [], "some.yml:3: cause", id="mistaken"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    run: Run, tmp_path: Path, text: str, options: list[str], said: str
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "some.yml").write_text(text)
    done = run("rules", "check", *options, BOUNCEWIJZER_RULES=str(tmp_path / "own"))
    assert done.returncode == 1
    assert "some.yml:" in done.stderr
    assert said in done.stderr


def test_a_rule_is_explained(run: Run) -> None:
    done = run("rules", "explain", "google-over-quota")
    assert (done.returncode, done.stderr) == (0, "")
    for part in (
        "mailbox-full (Mailbox van de ontvanger is vol)",
        "google.yml:",
        "Gmail",
        "Buren",
        "[voorbeeld 1",
    ):
        assert part in done.stdout


def test_the_nearest_rule_is_offered(run: Run) -> None:
    done = run("rules", "explain", "google-over-quoat")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Bedoelt u google-over-quota?" in done.stderr


def test_a_folder_of_mails_is_covered(run: Run, tmp_path: Path) -> None:
    mails = tmp_path / "mails" / "deep"
    mails.mkdir(parents=True)
    (mails / "full.eml").write_bytes(FULL)
    (mails / "talk.eml").write_bytes(ORDINARY)
    (mails / "odd.EML").write_bytes(b"550 gibberish of a \x1b[31mserver\r\n")
    (mails / "picture.png").write_bytes(b"\x89PNG")
    (mails / "empty.txt").write_bytes(b"")
    done = run("rules", "coverage", "mails")
    assert done.returncode == 0
    assert done.stdout.startswith("4 mails, ")
    for part in ("mailbox-full", "Geen bounce", "Niet te lezen:\n  deep/empty.txt: "):
        assert part in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["coverage", "nowhere"], "bestaat niet", id="no-folder"),
        pytest.param(["coverage", "."], "staan geen mails", id="no-mails"),
    ],
)
def test_nothing_to_cover_is_said(run: Run, arguments: list[str], said: str) -> None:
    done = run("rules", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
