"""What an invoke is answered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answered:
    """What an invoke is answered with."""

    status: int = 200
    body: Mapping[str, Any] | None = None
