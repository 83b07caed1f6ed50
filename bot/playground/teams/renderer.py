"""Microsoft's own renderer of Adaptive Cards, and the Markdown that Teams' cards know: from npm, not committed.

`python -m bot.playground.teams.renderer` fetches what is missing into the checkout's `.adaptivecards`, or says
what kept it from that. In a wheel both are packed.
"""

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_PACKAGE: Final = Path(__file__).parents[2]
PACKED: Final = _PACKAGE / "data" / "adaptivecards"
CHECKOUT: Final = _PACKAGE.parent / ".adaptivecards"

SCRIPTS: Final = ("markdown-it.min.js", "adaptivecards.min.js")
STYLE: Final = "adaptivecards.css"
NAMES: Final = (*SCRIPTS, STYLE)

_PACKAGES: Final = (
    (
        "adaptivecards@3.0.6",
        "WDCIb2WXZ7cOHJ9HIHRNdhSt861HySVOdN2xPk2aKHAF3JvD8QGQ8/XcNFrDJxCteOog8MM7EBlXfSAR8JXKAg==",
        ("package/dist/adaptivecards.min.js", "package/dist/adaptivecards.css"),
    ),
    (
        "markdown-it@14.1.0",
        "a54IwgWPaeBCAAsv13YgmALOF1elABB08FxO9i+r4VFk5Vl4pKokRPeX8u5TCgSsPi6ec1otfLjdOpVcgbpshg==",
        ("package/dist/markdown-it.min.js",),
    ),
)
"""What npm is asked for, the SHA-512 of what it has to give, and what of it is kept."""

_SECONDS: Final = 120.0


def found() -> Path | None:
    """The folder in which all of it is; None where it was not fetched."""
    return next((each for each in (PACKED, CHECKOUT) if all((each / name).is_file() for name in NAMES)), None)


def fetch() -> str | None:
    """Get it into the checkout. Gives what kept it from that, in a sentence; None where it is there."""
    if found() is not None:
        return None
    npm = shutil.which("npm")
    if npm is None:
        return "npm was not found, so Teams' cards are not drawn: sudo apt-get install -y npm"
    return next(filter(None, (_get(npm, *package) for package in _PACKAGES)), None)


def _get(npm: str, package: str, sha512: str, kept: tuple[str, ...]) -> str | None:
    with TemporaryDirectory() as place:
        command = (npm, "pack", package, "--silent", "--pack-destination", place)
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
        for name in kept:
            member = archive.extractfile(name)
            if member is None:
                return f"{package} holds no {name}."
            (CHECKOUT / Path(name).name).write_bytes(member.read())
    return None


if __name__ == "__main__":
    complaint = fetch()
    if complaint is not None:
        sys.stderr.write(f"{complaint}\n")
