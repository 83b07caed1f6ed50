"""`python -m tests.apart`: each platform without the other, whose folder and packages are not there.

What is left of a copy of the checkout runs the tests of the platform that stays, and the desk's beneath it.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[2]

REFUSING: Final = """
import sys
from importlib.abc import MetaPathFinder

class Refusing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Refusing())
"""
"""As if packages were not installed."""


@dataclass(frozen=True)
class Parting:
    """What goes with a platform, and the tests of what stays."""

    gone: str
    folders: tuple[str, ...]
    packages: frozenset[str]
    tests: tuple[str, ...]


BENEATH: Final = ("tests/desk/test_answering.py", "tests/desk/test_feedback.py", "tests/answers")
PARTINGS: Final = (
    Parting(
        "teams",
        ("bot/teams", "tests/teams", "tests/both"),
        frozenset({"microsoft_teams", "jwt", "msal"}),
        ("tests/slack", "tests/server/test_http.py", "tests/cli/test_settings.py", *BENEATH),
    ),
    Parting(
        "slack",
        ("bot/slack", "tests/slack", "tests/both"),
        frozenset({"slack_bolt", "slack_sdk"}),
        ("tests/teams", *BENEATH),
    ),
)


def main() -> int:
    return max(_part(parting) for parting in PARTINGS)


def _part(parting: Parting) -> int:
    print(f"== without {parting.gone}", flush=True)
    with TemporaryDirectory() as name:
        copy, refusing = Path(name) / "checkout", Path(name) / "refusing"
        _copy(copy)
        for folder in parting.folders:
            shutil.rmtree(copy / folder)
        refusing.mkdir()
        (refusing / "sitecustomize.py").write_text(REFUSING.format(refused=set(parting.packages)))
        command = [sys.executable, "-m", "pytest", "--quiet", "--numprocesses", "2", *parting.tests]
        environment = {**os.environ, "PYTHONPATH": f"{refusing}{os.pathsep}{copy}"}
        return subprocess.run(command, cwd=copy, env=environment, check=False).returncode


def _copy(to: Path) -> None:
    """The files of the checkout, and what `make test` put beside them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    beside = (str(path.relative_to(ROOT)) for path in (ROOT / ".adaptivecards").glob("*"))
    for file in (*listed.stdout.rstrip("\0").split("\0"), *beside):
        (to / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, to / file)


if __name__ == "__main__":
    sys.exit(main())
