"""A new environment with nothing in it but what the lock names, and the wheel."""

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.supply.pins import LOCK

PATIENCE = 120.0
"""Seconds for a command that ends by itself."""


@dataclass(frozen=True, slots=True)
class Environment:
    """`python` is its interpreter; `home` an empty folder, where its commands run."""

    python: Path
    home: Path

    @property
    def program(self) -> Path:
        return self.python.parent / "bouncewijzer"

    def variables(self, settings: Mapping[str, str]) -> dict[str, str]:
        """All that a command of it sees of an environment: nothing of ours."""
        return {"PATH": f"{self.python.parent}:/usr/bin:/bin", "HOME": str(self.home), **settings}

    def run(self, *arguments: str, given: str = "") -> str:
        """Run `bouncewijzer …` there to its end; gives what it printed. Raises where it ends with an error."""
        done = subprocess.run(
            [str(self.program), *arguments],
            cwd=self.home,
            env=self.variables({}),
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, f"bouncewijzer {' '.join(arguments)}: {done.returncode}\n{done.stderr}"
        assert not done.stderr, done.stderr
        return done.stdout


def made(folder: Path, wheel: Path) -> Environment:
    """Install the lock and the wheel into a new environment. It has no pip of its own: ours works on it."""
    venv.create(folder / "venv", with_pip=False)
    home = folder / "home"
    home.mkdir()
    python = folder / "venv" / "bin" / "python"
    _pip(python, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    # By name and not by path: else the metadata would say where it lay on this machine.
    name, version = wheel.name.split("-")[:2]
    _pip(python, "--no-deps", "--no-index", "--find-links", str(wheel.parent), f"{name}=={version}")
    return Environment(python, home)


def _pip(python: Path, *arguments: str) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", *arguments], check=True, env={**os.environ, "PIP_NO_INPUT": "1"})
