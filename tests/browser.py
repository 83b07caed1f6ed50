"""The real browser that tests drive: which one, and how it is come by.

`python -m tests.browser` makes sure that there is one, or prints the one command that gets it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
ELSEWHERE = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
    Path("C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"),
)
INSTALL = "apt-get install -y chromium"

# A browser without these looks for its maker's hosts at every start.
ARGUMENTS = (
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)


def find() -> str | None:
    """The browser named by BOUNCEWIJZER_BROWSER, else the first that is found; None where there is none."""
    if named := os.environ.get("BOUNCEWIJZER_BROWSER"):
        return shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    elsewhere = (str(path) for path in ELSEWHERE if path.exists())
    return next((path for path in (*on_path, *elsewhere) if path), None)


def is_root_on_debian() -> bool:
    return Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0


def ensure() -> int:
    """0 where there is a browser, also after installing it; 1 with the command that would."""
    if find():
        return 0
    if os.environ.get("BOUNCEWIJZER_BROWSER"):
        print("BOUNCEWIJZER_BROWSER names no program.", file=sys.stderr)
        return 1
    if is_root_on_debian():
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        subprocess.run([*INSTALL.split(), "-qq"], check=True, env=quiet)
        return 0 if find() else 1
    print(f"The tests drive a real browser, and none was found. Install one:\n  sudo {INSTALL}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(ensure())
