"""What a button, and the form that it opens, carries along: the case, its findings, and how to answer.

Slack hands it back as it was given. What does not fit goes: the findings first, for the case lives without them.
"""

from dataclasses import dataclass, replace
from typing import Final, Self

_MOST_IN_BUTTON: Final = 2000
_MOST_IN_FORM: Final = 3000
_OFFERED: Final = "h"


@dataclass(frozen=True, slots=True)
class Carried:
    """A case, the findings of its card, and whether there is a helpdesk to go to.

    A form also carries when it was opened (Slack's time stamp) and the route back to a one-person answer.
    """

    case: str
    packed: str = ""
    helpdesk: bool = False
    opened: str = "0"
    whisper: str | None = None

    def in_button(self) -> str:
        """As a button's value."""
        return self._fitting(_MOST_IN_BUTTON, self.case, _OFFERED if self.helpdesk else "")

    def in_form(self) -> str:
        """As a form's private_metadata."""
        head = (self.case, _OFFERED if self.helpdesk else "", self.opened, self.whisper or "")
        return self._fitting(_MOST_IN_FORM, *head)

    @classmethod
    def from_button(cls, value: str) -> Self:
        """Out of a button's value."""
        case, offered, packed = _parts(value, 3)
        return cls(case=case, packed=packed, helpdesk=offered == _OFFERED)

    @classmethod
    def from_form(cls, metadata: str) -> Self:
        """Out of a form's private_metadata."""
        case, offered, opened, whisper, packed = _parts(metadata, 5)
        return cls(
            case=case,
            packed=packed,
            helpdesk=offered == _OFFERED,
            opened=opened or "0",
            whisper=whisper or None,
        )

    def into_form(self, opened: str, whisper: str | None) -> Self:
        """The same, for a form that opens now."""
        return replace(self, opened=opened, whisper=whisper)

    def _fitting(self, most: int, *head: str) -> str:
        full = "\n".join((*head, self.packed))
        return full if len(full) <= most else "\n".join((*head, ""))


def _parts(joined: str, count: int) -> list[str]:
    parts = joined.split("\n", count - 1)
    return parts + [""] * (count - len(parts))
