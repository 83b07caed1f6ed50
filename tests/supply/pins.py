"""Versions that are held fast: those of constraints.txt, and the same with their hashes in the locks."""

import re
from dataclasses import dataclass
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
LOCK = ROOT / "requirements.lock"
LOCK_OCR = ROOT / "requirements-ocr.lock"
LOCK_TEAMS = ROOT / "requirements-teams.lock"
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})(?= |$)")


@dataclass(frozen=True, slots=True)
class Pin:
    """One line: `requirement` is name, version and marker; `hashes` are those of the files that may be taken."""

    requirement: Requirement
    hashes: frozenset[str]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)


def pins(path: Path) -> list[Pin]:
    """The pins of a file of constraints or of a lock, in its order."""
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith("#")]
    return [Pin(Requirement(line.split(" --hash", 1)[0]), frozenset(HASH.findall(line))) for line in wanted]


def needed(extras: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names of all packages that the bot needs on this Python and machine, those of its needs too."""
    found: dict[str, frozenset[str]] = {}
    asked = [("bouncewijzer", extras)]
    while asked:
        name, wanted = asked.pop()
        if wanted <= found.get(name, frozenset()) and name in found:
            continue
        found[name] = found.get(name, frozenset()) | wanted
        for text in requires(name) or ():
            requirement = Requirement(text)
            if requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in (*found[name], "")
            ):
                asked.append((canonicalize_name(requirement.name), frozenset(requirement.extras)))
    return frozenset(found) - {"bouncewijzer"}
