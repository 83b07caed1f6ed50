"""A Debian with nothing on it but what it is given, in a folder. Made with debootstrap; needs root."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

AUTHORITIES = Path("/usr/local/share/ca-certificates")
"""Authorities that this machine trusts beside Debian's: without them it may not reach the registries."""


def debian(folder: Path, suite: str, packages: Sequence[str] = ()) -> Path:
    """Make the smallest Debian of a suite, and these packages; gives its root."""
    root = folder / suite
    wanted = [f"--include={','.join(packages)}"] if packages else []
    command = ["debootstrap", "--variant=minbase", *wanted, suite, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    if AUTHORITIES.is_dir():
        shutil.copytree(AUTHORITIES, root / AUTHORITIES.relative_to("/"), dirs_exist_ok=True)
    if (root / "usr/sbin/update-ca-certificates").exists():
        subprocess.run(["chroot", str(root), "update-ca-certificates"], check=True, capture_output=True)
    return root
