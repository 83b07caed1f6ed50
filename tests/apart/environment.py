"""An environment in which packages are missing: this one's, linked, but for those."""

import sys
import sysconfig
import venv
from collections.abc import Set as AbstractSet
from importlib.metadata import distribution
from pathlib import Path


def made(folder: Path, checkout: Path, *, without: AbstractSet[str]) -> Path:
    """Make one in which `bot` is the checkout's, and distributions are missing. Gives its Python."""
    venv.create(folder, with_pip=False, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    missing = {top for name in without for top in _tops(name)}
    ours = {top for top in _tops("bouncewijzer") if top.endswith(".pth")}
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if entry.name not in missing | ours | {"__pycache__"}:
            (packages / entry.name).symlink_to(entry)
    (packages / "checkout.pth").write_text(f"{checkout}\n")
    return folder / "bin" / Path(sys.executable).name


def _tops(name: str) -> set[str]:
    """What a distribution put at the top of where packages are."""
    return {file.parts[0] for file in distribution(name).files or () if file.parts[0] != ".."}
