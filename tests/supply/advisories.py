"""Which locked versions have known holes, as pip-audit tells it; and whether it could be told at all."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 300.0
"""Seconds for all questions to the service."""


@dataclass(frozen=True, slots=True)
class Advisories:
    """`holes` are sentences, `unknown` the packages of which nothing could be learned."""

    asked: int
    holes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    reached: bool = True


def advisories(lock: Path) -> Advisories:
    """Ask pip-audit about a lock; nothing is installed for it."""
    asked = ["-r", str(lock), "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", *asked]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
        return read(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return Advisories(0, reached=False)


def read(report: str) -> Advisories:
    """What a report of pip-audit says. A service that knows of no package at all was not reached."""
    packages = json.loads(report)["dependencies"]
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    holes = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {_first(hole)}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    return Advisories(len(packages), holes, unknown, reached=len(unknown) < len(packages))


def _first(hole: dict[str, Any]) -> str:
    return ", ".join(hole["fix_versions"]) or "no version"
