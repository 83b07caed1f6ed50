"""What the README says is so: its settings, commands, targets, links and examples."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.diagnosis import load_rules, prove
from bot.settings import FOR_TESTS, Mode, Settings, names, read_settings
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)


def lines_of(beginning: str) -> list[str]:
    """The lines of all code blocks that begin so."""
    lines = (line.strip() for _, block in BLOCKS for line in block.splitlines())
    return [line for line in lines if line.startswith(beginning)]


def rows() -> Iterator[tuple[str, str]]:
    """The settings of the table, with their defaults."""
    for name, default in re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", README, re.MULTILINE):
        yield name, default.strip("`")


def test_the_table_has_every_setting_in_the_order_of_the_code() -> None:
    assert [name for name, _ in rows()] == [*names(), *FOR_TESTS]


@pytest.mark.parametrize(("name", "default"), list(rows()))
def test_a_default_is_what_the_table_says(
    name: str, default: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for each in names():
        monkeypatch.delenv(each, raising=False)
    fields = {str(field.validation_alias): field_name for field_name, field in Settings.model_fields.items()}
    if name in FOR_TESTS:
        return
    value = getattr(read_settings(), fields[name])
    if value is None or value == ():
        assert not re.match(r"[\d/.]|[a-z]+$", default)
    elif name in {"BOUNCEWIJZER_RULES", "BOUNCEWIJZER_INTENTS"}:
        assert value == ROOT / default
    else:
        assert str(int(value) if isinstance(value, bool) else value) == default.rstrip("/")


def test_the_modes_are_all_named() -> None:
    row = next(line for line in README.splitlines() if line.startswith("| `BOUNCEWIJZER_MODE`"))
    assert all(f"`{mode}`" in row for mode in Mode)


def test_every_command_that_is_shown_is_there(run: Run) -> None:
    shown = lines_of(".venv/bin/bouncewijzer ")
    for words in (line.partition("#")[0].split()[1:] for line in shown):
        command = [word for word in words if re.fullmatch("[a-z]+", word)]
        described = run(*command, "--help")
        assert described.returncode == 0, described.stderr
        assert all(word in described.stdout for word in words if word.startswith("--")), words
    assert len(shown) >= 6


def test_every_target_that_is_shown_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test", "help"} <= set(re.findall(r"`?make ([a-z-]+)`?", README)) <= targets


def test_every_link_leads_to_a_file_of_ours() -> None:
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_rule_that_is_shown_loads_and_proves_itself(tmp_path: Path) -> None:
    (shown,) = [block for language, block in BLOCKS if language == "yaml"]
    (tmp_path / "shown.yml").write_text(shown)
    assert prove(load_rules(tmp_path)) == ()


def test_the_file_of_settings_that_is_shown_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("\n".join((*lines_of("SLACK_"), *lines_of("BOUNCEWIJZER_"))))
    settings = read_settings()
    assert settings.way() is Mode.SOCKET
    assert settings.helpdesk_channel not in {None, *settings.support_channels}
