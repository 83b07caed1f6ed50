"""The locks hold what constraints.txt holds, with hashes, and say of no file where it lies."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.supply.pins import CONSTRAINTS, LOCK, LOCK_OCR, LOCK_TEAMS, ROOT, needed, pins

EXTRAS = {LOCK: frozenset[str](), LOCK_OCR: frozenset({"ocr"}), LOCK_TEAMS: frozenset({"teams"})}
LOCKS = pytest.mark.parametrize("path", EXTRAS, ids=lambda path: path.name)


@LOCKS
def test_each_pin_of_a_lock_is_that_of_the_constraints(path: Path) -> None:
    held = {str(pin.requirement) for pin in pins(CONSTRAINTS)}
    assert [str(pin.requirement) for pin in pins(path) if str(pin.requirement) not in held] == []


@LOCKS
def test_everything_that_is_needed_is_locked_as_it_is_installed_here(path: Path) -> None:
    locked = {
        pin.name: str(pin.requirement.specifier)
        for pin in pins(path)
        if pin.requirement.marker is None or pin.requirement.marker.evaluate()
    }
    assert locked == {name: f"=={version(name)}" for name in needed(EXTRAS[path])}


@LOCKS
def test_each_pin_of_a_lock_has_hashes(path: Path) -> None:
    assert [pin.name for pin in pins(path) if not pin.hashes] == []


@pytest.mark.parametrize("path", [CONSTRAINTS, *EXTRAS], ids=lambda path: path.name)
def test_nothing_says_where_a_file_lies(path: Path) -> None:
    text = path.read_text("utf-8")
    assert (
        re.findall(r"^-(?!-hash)\S*|\S*://\S*|\S+ @ \S+|--(?:extra-)?index\S*|--find\S*", text, re.MULTILINE) == []
    )


def test_what_is_imported_by_name_is_asked_for_by_name() -> None:
    """SQLAlchemy takes psycopg by the name in a URL: no import of ours would miss it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "psycopg[binary]" in project["dependencies"]
    assert {"psycopg", "psycopg-binary"} <= {pin.name for pin in pins(LOCK)}
