"""What docs/teams.md says is so: its commands, settings, links, and a test for all that it promises."""

import re
from pathlib import Path

import pytest

from bot.settings import Mode, Platform, names, read_settings
from tests.cli.conftest import bouncewijzer

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "teams.md").read_text("utf-8")
BLOCKS = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", PAGE, re.MULTILINE | re.DOTALL)
SAID = [line.strip() for language, block in BLOCKS if language == "sh" for line in block.splitlines()]
COMMANDS = [line.partition("bouncewijzer ")[2] for line in SAID if "bin/bouncewijzer " in line]


def test_all_that_is_to_be_typed_is_ours_or_installs_us() -> None:
    assert len(COMMANDS) >= 3
    install = ".venv/bin/python -m pip install -c constraints.txt -e '.[teams]'"
    assert [line for line in SAID if not line.startswith(".venv/bin/bouncewijzer ")] == [install]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_shown_is_there(command: str, tmp_path: Path) -> None:
    typed = [word for word in command.split() if re.fullmatch("[a-z]+", word)][:2]
    described = bouncewijzer(tmp_path, *typed, "--help")
    assert described.returncode == 0, described.stderr
    assert [each for each in re.findall(r"--[a-z-]+", command) if each not in described.stdout] == []


def test_the_settings_that_are_shown_are_taken_and_are_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    lines = [line.strip() for language, block in BLOCKS if not language for line in block.splitlines()]
    (tmp_path / ".env").write_text("\n".join(lines))
    settings = read_settings()
    assert settings.way() is Mode.HTTP
    assert settings.with_teams
    assert settings.teams_tenant_id
    assert settings.support_in(Platform.TEAMS)
    assert settings.helpdesk_in(Platform.TEAMS)


def test_every_setting_that_is_named_is_there_and_each_of_teams_is_named() -> None:
    named = set(re.findall(r"\b(?:BOUNCEWIJZER|SLACK|TEAMS)_[A-Z_]*[A-Z]\b", PAGE))
    assert named <= set(names())
    assert {name for name in names() if name.startswith("TEAMS_")} <= named


def test_every_link_leads_to_a_file_of_ours() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", PAGE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_each_row_has_its_test() -> None:
    rows = [row for row in PAGE.splitlines() if row.startswith("| ") and not row.endswith("| test |")]
    named = [match[1] for row in rows if (match := re.search(r"\| `(test_\w+)` \|$", row))]
    assert len(named) == len(rows) >= 15
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in named if f"def {name}(" not in written] == []


def test_the_proxy_that_is_shown_lets_teams_in() -> None:
    shown = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    assert shown.count("proxy_set_header X-Forwarded-For") == 2, "whom it lets through is told from whom is here"
    assert re.search(r"location = /api/messages \{\s+limit_except POST", shown)
