"""`bouncewijzer code`, as someone at a terminal meets it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["5.7.1"], ["Code 5.7.1: geweigerd door beveiliging of beleid", "rfc3463"], id="status"),
        pytest.param(["550"], ["Code 550: ", "rfc5321"], id="reply"),
        pytest.param(["550 5.1.1"], ["Code 5.1.1: adres bestaat niet", "Code 550: "], id="both-in-one"),
        pytest.param(["550", "5.1.1"], ["Code 5.1.1: adres bestaat niet", "Code 550: "], id="both-apart"),
        pytest.param(["#4.2.2"], ["Code 4.2.2: mailbox is vol", "Later kan het wel lukken"], id="exchange"),
        pytest.param(["5.7.612"], ["Bij Microsoft 365: ", "learn.microsoft.com"], id="within-a-provider's-range"),
        pytest.param(["5.2.99"], ["staat in geen van de bekende lijsten", "mailbox"], id="unknown-detail"),
    ],
)
def test_a_code_is_explained(run: Run, arguments: list[str], said: list[str]) -> None:
    done = run("code", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    for part in said:
        assert part in done.stdout


@pytest.mark.parametrize("arguments", [["hoi"], ["5.7"], ["6.1.1"], ["999"], ["\x1b[31m"], []])
def test_what_is_no_code_is_said_so(run: Run, arguments: list[str]) -> None:
    done = run("code", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Voorbeelden: 5.7.1" in done.stderr
    assert "\x1b" not in done.stderr


def test_rules_of_ones_own_may_have_no_meanings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "codes.yml").write_bytes((ROOT / "rules" / "codes.yml").read_bytes())
    done = run("code", "5.1.1", BOUNCEWIJZER_RULES=str(tmp_path / "own"))
    assert done.returncode == 0
    assert "Mailbox is niet beschikbaar" in done.stdout


def test_a_broken_meaning_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "meanings"
    folder.mkdir(parents=True)
    (tmp_path / "own" / "codes.yml").write_bytes((ROOT / "rules" / "codes.yml").read_bytes())
    (folder / "a.yml").write_text("- code: 5.7\n  short: kort\n  meaning: Lang.\n  source: https://example.org/\n")
    done = run("code", "5.1.1", BOUNCEWIJZER_RULES=str(tmp_path / "own"))
    assert done.returncode == 1
    assert "a.yml:1: code: " in done.stderr
