"""`python -m tests.bare FILE.whl`: what an operator installs, on machines that have nothing of this one.

The unit of systemd and every command of docs/operating.md on a Debian that is booted for it; the Dockerfile built
and its image run on another. Needs root; `--install` gets the programs for it from Debian.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bare.image import image
from tests.bare.service import service
from tests.debian import is_root_on_debian
from tests.deploy.files import DEPLOY
from tests.postgres import cluster

PROGRAMS = {
    "debootstrap": "debootstrap",
    "systemd-nspawn": "systemd-container",
    "systemd-analyze": "systemd",
    "podman": "podman",
    "runc": "runc",
}
"""What is needed, and which package of Debian has it."""

EXPOSURE = 2.0
"""The most that systemd may rate the service at, of 10."""


def install() -> None:
    """Get what is missing."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


def unit(folder: Path) -> None:
    """systemd takes the unit, and rates it."""
    path = folder / "bouncewijzer.service"
    text = (DEPLOY / path.name).read_text("utf-8")
    path.write_text(text.replace("/opt/bouncewijzer/bin/bouncewijzer", "/bin/true"))
    subprocess.run(["systemd-analyze", "verify", str(path)], check=True)
    rating = ["systemd-analyze", "security", "--offline=true", f"--threshold={round(10 * EXPOSURE)}", str(path)]
    done = subprocess.run(rating, check=True, capture_output=True, text=True)
    print(done.stdout.splitlines()[-1].strip("→ "), flush=True)


def main(wheel: Path) -> None:
    if linter := shutil.which("hadolint"):
        subprocess.run([linter, str(DEPLOY / "Dockerfile")], check=True)
    else:
        print("deploy/Dockerfile: not linted, there is no hadolint here", flush=True)
    with tempfile.TemporaryDirectory(prefix="bouncewijzer-bare-") as place, cluster() as postgres:
        folder = Path(place)
        unit(folder)
        asyncio.run(service(folder, wheel, postgres))
        print("docs/operating.md: every command was run on a Debian booted for it", flush=True)
        asyncio.run(image(folder, wheel.name.split("-")[1], postgres))
        print(
            "deploy/Dockerfile: built and run, read-only and without a right, on a bare root (not by Docker)",
            flush=True,
        )


if __name__ == "__main__":
    if not is_root_on_debian():
        print("Not run: it makes machines with Debian's tools, and needs root on Debian for that.")
        sys.exit(1)
    if "--install" in sys.argv:
        install()
    main(Path(sys.argv[1]).resolve())
