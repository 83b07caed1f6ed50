"""What an invoke is answered with: Teams waits for it, and shows what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to an invoke: its status, and its body where it has one."""

    status: int = 200
    body: Mapping[str, Any] | None = None
