"""One line of the doctor's page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by its name in the JSON. `advice` says what to do where it is wrong, `note` what is good to know."""

    name: str
    value: str
    advice: str = ""
    note: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something is to be done about it."""
        return bool(self.advice)

    def as_json(self) -> dict[str, str | bool]:
        """For programs."""
        said = {"advice": self.advice, "note": self.note}
        return {
            "value": self.value,
            "well": not self.is_wrong,
            **{name: text for name, text in said.items() if text},
        }
