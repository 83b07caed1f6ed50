"""Payloads as Slack sends them, by what they are of. Our own, with the field names of captured ones."""

import copy
import json
from pathlib import Path
from typing import Any, Final

_MESSAGES: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "slack" / "messages.json").read_text("utf-8")
)


def message(name: str, **changes: Any) -> dict[str, Any]:
    """An event about a message."""
    found: dict[str, Any] = copy.deepcopy(_MESSAGES[name])
    return {**found, **changes}
