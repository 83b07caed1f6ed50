"""The SDK is imported without what it does beside."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = """
import os
from bot.teams.sdk import through_sdk
async def hear(activity): pass
through_sdk(hear)
print(sorted(name for name in os.environ if name in {"FROM_DOTENV", "PYTHON_DOTENV_DISABLED"}))
"""


def test_settings_of_a_folder_above_stay_out_of_the_environment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FROM_DOTENV=1\n")
    below = tmp_path / "below"
    below.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CODE],
        cwd=below,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n"
