"""Under which licence each package is that the bot runs with, and whether that is one that we take."""

import re
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, metadata
from typing import Final

TAKEN: Final = {
    "MIT": ("MIT License", "MIT-0", "MIT-CMU", "0BSD", "Zlib", "CC0-1.0"),
    "BSD": ("BSD License", "BSD-2-Clause", "BSD-3-Clause", "3-Clause BSD License"),
    "Apache-2.0": ("Apache 2.0", "Apache Software License"),
    "ISC": ("ISC License (ISCL)", "ISC License"),
    "PSF-2.0": ("Python Software Foundation License",),
    "MPL-2.0": ("Mozilla Public License 2.0 (MPL 2.0)",),
}
"""Each licence by its short name, with the other names under which packages give it."""

LGPL: Final = "LGPL-3.0-only"
UNCHANGED: Final = "used unchanged through its Python interface; anyone can put another version in its place"
EXCEPTIONS: Final = {"psycopg": (LGPL, UNCHANGED), "psycopg-binary": (LGPL, UNCHANGED)}
"""Packages with another licence, which one, and why we take it."""

_SHORT: Final = {other.lower(): short for short, others in TAKEN.items() for other in (short, *others)}


@dataclass(frozen=True, slots=True)
class Licence:
    """What a package says of its licence, and why that is taken; `why` is empty where it is not."""

    package: str
    said: str
    why: str


def licence_of(package: str) -> Licence:
    """The licence of a package that is installed."""
    said = _said(metadata(package))
    if package in EXCEPTIONS:
        licence, reason = EXCEPTIONS[package]
        return Licence(package, said, reason if said == licence else "")
    return Licence(package, said, "on the list" if is_taken(said) else "")


def is_taken(said: str) -> bool:
    """Whether we take this: each side of an AND, or one side of an OR."""
    words = said.strip()
    if re.search(r" OR ", words):
        return any(is_taken(part) for part in words.split(" OR "))
    return bool(words) and all(part.strip().lower() in _SHORT for part in words.split(" AND "))


def _said(told: PackageMetadata) -> str:
    """The expression, else the classifiers, else the free field; nothing where nothing is said."""
    if "License-Expression" in told:
        return told["License-Expression"]
    classes = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License")
    ]
    named = [name for name in classes if name != "OSI Approved"]
    return " AND ".join(named) or (told["License"].strip() if "License" in told else "")
