"""Kill -9 between any two steps of a posting: nothing is lost, nothing is said twice."""

import json
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.desk.crashing import POSTINGS, ROOT


def live(folder: Path, countdown: int, when: str, look: str) -> int:
    """Let the desk live until it dies of itself or is done; its exit code."""
    command = [sys.executable, "-m", "tests.desk.crashing", str(folder), str(countdown), when, look]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False).returncode


def said(folder: Path) -> Counter[str]:
    """How often each thing was said."""
    lines = (folder / "chat.jsonl").read_text().splitlines()
    return Counter(json.loads(line)["mark"] for line in lines)


@pytest.fixture
def folder(tmp_path: Path, launched: Path) -> Path:
    shutil.copy(launched, tmp_path / "engine.db")
    return tmp_path


def test_after_every_death_each_thing_is_said_once(folder: Path) -> None:
    deaths = [(1, "before"), (1, "after"), (1, "after"), (2, "before"), (1, "after")]
    died = [live(folder, countdown, when, "look") for countdown, when in deaths]
    assert died[:3] == [-signal.SIGKILL] * 3
    assert live(folder, 0, "after", "look") == 0
    assert sorted(said(folder).values()) == [1] * POSTINGS


def test_the_same_harness_finds_doubles_where_nobody_looks(folder: Path) -> None:
    assert live(folder, 1, "after", "blind") == -signal.SIGKILL
    assert live(folder, 0, "after", "blind") == 0
    assert sorted(said(folder).values()) == [*[1] * (POSTINGS - 1), 2]
