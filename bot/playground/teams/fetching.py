"""Gets the renderer of cards into the checkout: `python -m bot.playground.teams.fetching`, or says why not."""

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.playground.teams.renderer import CHECKOUT, found

_PACKAGES: Final = (
    (
        "markdown-it@14.1.0",
        "a54IwgWPaeBCAAsv13YgmALOF1elABB08FxO9i+r4VFk5Vl4pKokRPeX8u5TCgSsPi6ec1otfLjdOpVcgbpshg==",
        {
            "package/dist/markdown-it.min.js": "markdown-it.min.js",
            "package/LICENSE": "markdown-it.LICENSE.txt",
        },
    ),
    (
        "adaptivecards@3.0.6",
        "WDCIb2WXZ7cOHJ9HIHRNdhSt861HySVOdN2xPk2aKHAF3JvD8QGQ8/XcNFrDJxCteOog8MM7EBlXfSAR8JXKAg==",
        {
            "package/dist/adaptivecards.min.js": "adaptivecards.min.js",
            "package/LICENSE": "adaptivecards.LICENSE.txt",
            "package/dist/adaptivecards.css": "adaptivecards.css",
        },
    ),
)
"""What npm is asked for, the SHA-512 of what it has to give, and what of it is kept under which name.

Both are under MIT: their licences go along.
"""

_SECONDS: Final = 120.0
_SOON: Final = ("--fetch-retries", "0", "--fetch-timeout", "20000")
"""Who is offline does not wait: the bot runs without it."""


def fetch() -> str | None:
    """Get it into the checkout. Gives what kept it from that, in a sentence; None where it is there."""
    if found() is not None:
        return None
    npm = shutil.which("npm")
    if npm is None:
        return "npm was not found, so Teams' cards are not drawn: sudo apt-get install -y npm"
    return next(filter(None, (_get(npm, *package) for package in _PACKAGES)), None)


def _get(npm: str, package: str, sha512: str, kept: Mapping[str, str]) -> str | None:
    with TemporaryDirectory() as place:
        command = (npm, "pack", package, "--silent", *_SOON, "--pack-destination", place)
        try:
            # Nothing in the packages is run: they are only fetched.
            done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False, timeout=_SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired:
            return f"npm did not get {package} in time."
        archives = list(Path(place).glob("*.tgz"))
        if done.returncode or not archives:
            return f"npm could not get {package}."
        packed = archives[0].read_bytes()
    if base64.b64encode(hashlib.sha512(packed).digest()).decode() != sha512:
        return f"What npm gave for {package} has another hash than it had: it is not used."
    CHECKOUT.mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for inside, name in kept.items():
            member = archive.extractfile(inside)
            if member is None:
                return f"{package} holds no {inside}."
            (CHECKOUT / name).write_bytes(member.read())
    return None


if __name__ == "__main__":
    complaint = fetch()
    if complaint is not None:
        sys.stderr.write(f"{complaint}\n")
