"""Programs that the tests need and pip does not bring: installed where we may, else asked for in one sentence."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def is_root_on_debian() -> bool:
    return Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0


def ensure(there: Callable[[], object], package: str, *, named_by: str, names: str, why: str) -> int:
    """0 where what `there` looks for is there, also after installing its Debian package; 1 with what would help.

    `named_by` is the variable that names it, `names` what that should name, `why` what the tests want it for.
    """
    if there():
        return 0
    if os.environ.get(named_by):
        print(f"{named_by} names no {names}.", file=sys.stderr)
        return 1
    if is_root_on_debian():
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=True, env=quiet)
        return 0 if there() else 1
    print(f"{why}, and none was found. Install it:\n  sudo apt-get install -y {package}", file=sys.stderr)
    return 1
