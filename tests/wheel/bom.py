"""The bill of materials beside the wheel: CycloneDX, of the environment in which the wheel was tried."""

import json
import subprocess
import sys
from pathlib import Path

from tests.supply.pins import LOCK, ROOT, pins
from tests.wheel.environment import Environment


def write_bom(environment: Environment, wheel: Path) -> Path:
    """Write it beside the wheel; the maker checks it against CycloneDX's schema. Gives the file."""
    name, version = wheel.name.split("-")[:2]
    path = wheel.with_name(f"{name}-{version}.cdx.json")
    command = [
        "environment",
        "--validate",
        "--output-reproducible",
        "--pyproject",
        "pyproject.toml",
        "-o",
        str(path),
    ]
    maker = [sys.executable, "-m", "cyclonedx_py", *command, str(environment.python)]
    subprocess.run(maker, check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    return path


def differences(path: Path) -> list[str]:
    """What a bill names otherwise than the lock, and every place of this machine that slipped into it."""
    text = path.read_text("utf-8")
    told = {part["name"].lower().replace("_", "-"): part["version"] for part in json.loads(text)["components"]}
    locked = {
        pin.name: str(pin.requirement.specifier).removeprefix("==")
        for pin in pins(LOCK)
        if pin.requirement.marker is None or pin.requirement.marker.evaluate()
    }
    return [
        *(f"not in the bill: {name}" for name in sorted(locked.keys() - told.keys())),
        *(f"not in the lock: {name}" for name in sorted(told.keys() - locked.keys())),
        *(f"another version: {name}" for name in sorted(told) if name in locked and told[name] != locked[name]),
        *(f"a place of this machine: {place}" for place in ("file:", str(ROOT)) if place in text),
    ]
