"""Microsoft's own renderer of Adaptive Cards, for tests and pictures: which version, and how it is come by.

`python -m tests.adaptivecards` fetches it and the Markdown that Teams' cards know from npm, or says why it cannot.
"""

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import debian

FOLDER = Path(__file__).parent.parent / ".adaptivecards"
WITHOUT = "no renderer of Adaptive Cards: `make adaptivecards` gets it, and needs npm"

# What npm is asked for, the hash of what it has to give, and what of it is kept.
PACKAGES = (
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
SCRIPTS = tuple(FOLDER / name for name in ("markdown-it.min.js", "adaptivecards.min.js"))
STYLE = FOLDER / "adaptivecards.css"


def there() -> bool:
    """Whether all of it has been fetched."""
    return all(path.exists() for path in (*SCRIPTS, STYLE))


def ensure() -> int:
    """0 where it is there, also after fetching it, and where npm is not; 1 where something else came."""
    if there():
        return 0
    if not shutil.which("npm") and debian.is_root_on_debian():
        debian.ensure(lambda: shutil.which("npm"), "npm", named_by="", names="", why="")
    npm = shutil.which("npm")
    if npm is None:
        print("npm was not found, so tests do not draw Teams' cards: sudo apt-get install -y npm", file=sys.stderr)
        return 0
    return max(_fetch(npm, *package) for package in PACKAGES)


def _fetch(npm: str, package: str, sha512: str, kept: tuple[str, ...]) -> int:
    with TemporaryDirectory() as place:
        arguments = ("pack", package, "--silent", "--pack-destination", place)
        if subprocess.run([npm, *arguments], stdout=subprocess.DEVNULL, check=False).returncode:
            print(f"npm could not get {package}.", file=sys.stderr)
            return 1
        packed = next(Path(place).glob("*.tgz")).read_bytes()
    if base64.b64encode(hashlib.sha512(packed).digest()).decode() != sha512:
        print(f"What npm gave for {package} has another hash than it had.", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for name in kept:
            member = archive.extractfile(name)
            assert member, name
            (FOLDER / Path(name).name).write_bytes(member.read())
    return 0


def must_be_there() -> bool:
    """Whether tests fail without it, rather than being skipped: in CI."""
    return bool(os.environ.get("CI"))


if __name__ == "__main__":
    sys.exit(ensure())
