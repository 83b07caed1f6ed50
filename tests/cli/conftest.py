"""The real command, as a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def bouncewijzer(
    folder: Path, *arguments: str, given: str | bytes = b"", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run `bouncewijzer …` there; `given` is its standard input, other keywords are its environment."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **environment},
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        check=False,
        timeout=60,
    )
    said = done.stderr.decode()
    assert "Traceback" not in said, said
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), said)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return partial(bouncewijzer, tmp_path)
