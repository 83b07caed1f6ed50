"""What a button, and the form that it opens, carries along: the case and its findings.

Teams hands it back as it was given, with what was filled in among it. What does not fit goes: the findings, for
the case lives without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field

_MOST: Final = 2000
"""Characters of findings. A card repeats them in each of its buttons, and is to stay below 28 KB."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    case: str = Field(min_length=1, max_length=100)
    packed: str = ""
    helpdesk: bool = False
    opened: str = Field(default="0", pattern=r"^[0-9]{1,13}$")


@dataclass(frozen=True, slots=True)
class Carried:
    """A case, the findings of its card, and whether there is a helpdesk to go to.

    A form also carries when it was opened, in milliseconds since 1970.
    """

    case: str
    packed: str = ""
    helpdesk: bool = False
    opened: str = "0"

    def in_action(self) -> dict[str, Any]:
        """As the data of an action."""
        data: dict[str, Any] = {
            "case": self.case,
            "packed": _fitting(self.packed),
            "helpdesk": self.helpdesk,
        }
        return data if self.opened == "0" else {**data, "opened": self.opened}

    @classmethod
    def from_action(cls, data: Mapping[str, Any]) -> Self:
        """Out of an action's data. Raises ValidationError where it carries no case."""
        read = _Data.model_validate(dict(data))
        return cls(read.case, _fitting(read.packed), read.helpdesk, read.opened)

    def into_form(self, opened: str) -> Self:
        """The same, for a form that opens now."""
        return replace(self, opened=opened)


def _fitting(packed: str) -> str:
    return packed if len(packed) <= _MOST else ""
