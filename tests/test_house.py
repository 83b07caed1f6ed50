"""The house keeps its own rules: modules of one idea, importable anywhere, nothing of a workplace in it."""

import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parent.parent
LONGEST = 400
REASON = re.compile(r"^\W*Long because ", re.MULTILINE)


def modules() -> list[Path]:
    return sorted(path for end in ("py", "js", "css") for path in (ROOT / "bot").rglob(f"*.{end}"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_or_says_why(path: Path) -> None:
    text = path.read_text()
    lines = len(text.splitlines())
    assert lines <= LONGEST or REASON.search(text), (
        f"{lines} lines: split it, or write a comment line 'Long because …' that says why it is one idea"
    )


def test_every_module_imports_in_an_empty_environment(tmp_path: Path) -> None:
    names = [m.name for m in pkgutil.walk_packages(bot.__path__, "bot.") if "__main__" not in m.name]
    runtime = [name for name in names if ".migrations." not in name]
    code = "import importlib\n" + "\n".join(f"importlib.import_module({name!r})" for name in runtime)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "error::SyntaxWarning", "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == [], "importing wrote files"
