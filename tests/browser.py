"""The real browser that tests drive: which one, and how it is come by.

`python -m tests.browser` makes sure that there is one, or prints the one command that gets it.
"""

import os
import shutil
import sys
from pathlib import Path

from tests import debian

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


def ensure() -> int:
    """0 where there is a browser, also after installing it; 1 with the command that would."""
    return debian.ensure(
        find,
        "chromium",
        named_by="BOUNCEWIJZER_BROWSER",
        names="program",
        why="The tests drive a real browser",
    )


if __name__ == "__main__":
    sys.exit(ensure())
