"""A checkout of one's own: what git keeps here, as it stands here."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copied(folder: Path, *, without: Sequence[str]) -> Path:
    """Copy what git keeps, and what is new, but for some files and folders. Each of those has to be there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    for gone in without:
        left = [name for name in names if name != gone and not name.startswith(f"{gone}/")]
        assert len(left) < len(names), f"{gone} is not there to be deleted"
        names = left
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder
