"""The files of deploy/, read as those who use them read them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
DRAIN = 10
"""Seconds within which the bot ends after SIGTERM. Whoever kills it waits longer."""

Section = dict[str, list[str]]


def documents(name: str) -> list[Any]:
    """The documents of a YAML file."""
    return list(yaml.safe_load_all((DEPLOY / name).read_text("utf-8")))


def unit(name: str) -> dict[str, Section]:
    """The sections of a unit of systemd: each key with all its values, since a key may stand there twice."""
    sections: dict[str, Section] = {}
    here: Section = {}
    for line in (DEPLOY / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            here.setdefault(key, []).append(value)
    return sections


def validated(program: str, *arguments: str) -> str:
    """What a validator of our environment says of a file; nothing where it is well."""
    path = Path(sys.executable).parent / program
    done = subprocess.run([str(path), *arguments], capture_output=True, text=True, check=False, cwd=DEPLOY)
    return "" if done.returncode == 0 else done.stdout + done.stderr
