"""What must be in the wheel beside its code: everything that the bot reads while it runs."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from bot.playground.teams import renderer

ROOT = Path(__file__).parents[2]
ELSEWHERE = {
    "rules": "bot/data/rules",
    "intents": "bot/data/intents",
    "app_manifest.yml": "bot/data/app_manifest.yml",
    "bot": "bot",
}
"""What goes into the wheel, and where it stands there."""


def wanted() -> Iterator[str]:
    """The name in the wheel of each file that goes into it: those that git keeps, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *ELSEWHERE],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for path in filter(None, listed.stdout.split("\0")):
        top, slash, rest = path.partition("/")
        yield f"{ELSEWHERE[top]}{slash}{rest}"
    # Fetched, not kept by git.
    yield from (f"bot/data/adaptivecards/{name}" for name in renderer.NAMES)


def differences(wheel: Path) -> list[str]:
    """Files that are missing in a wheel, and files in it that nobody put into the project."""
    with ZipFile(wheel) as opened:
        found = {name for name in opened.namelist() if ".dist-info/" not in name}
    expected = set(wanted())
    return [
        *(f"missing: {name}" for name in sorted(expected - found)),
        *(f"too much: {name}" for name in sorted(found - expected)),
    ]
