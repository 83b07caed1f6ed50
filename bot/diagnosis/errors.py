"""What is wrong with a folder of rules (or of intents, which are written alike), as facts.

RuleError carries every mistake of every file. Whoever shows a mistake words it: `problem` says which
kind it is, the other fields say where it stands, what was found and what would be right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """The kinds of mistakes."""

    UNREADABLE = "cannot be read"
    NOT_YAML = "is no YAML"
    WRONG_SHAPE = "has another shape"
    MISSING = "is missing"
    UNKNOWN_FIELD = "is no field here"
    REPEATED_FIELD = "stands here twice"
    DUPLICATE_ID = "is the id of another rule too"
    UNKNOWN_CAUSE = "is no cause"
    BAD_VALUE = "is not allowed"
    BAD_PATTERN = "is no pattern that RE2 takes"
    TOO_LARGE = "makes the rules larger than their memory"
    NO_RULES = "holds no rules"
    NO_INTENT = "has no file of its own"
    MISNAMED = "is not the name of its file"
    UNKNOWN_PLACEHOLDER = "is no placeholder"
    EXAMPLE_LOST = "is an example that another rule wins"
    NEIGHBOUR_WON = "is a not_example that the rule wins"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake.

    `file` is the path as it was found, `line` counts from 1, `field` is a path such as `any.2.pattern`
    (empty for the file itself), `found` is what stands there, `right` what would be right there.
    """

    file: str
    line: int
    field: str
    problem: Problem
    found: str
    right: str

    def __str__(self) -> str:
        """Everything in one line, as compilers do."""
        field = f"{self.field}: " if self.field else ""
        found = f"{self.found!r} " if self.found else ""
        return f"{self.file}:{self.line}: {field}{found}{self.problem.value}; {self.right}"


class RuleError(Exception):
    """A folder of rules that cannot be used; `mistakes` holds all that is wrong with it."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)
