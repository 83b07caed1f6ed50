"""A rule as it is written in rules/*.yml."""

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from bot.diagnosis.taxonomy import NAMEABLE

ID_FORM: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
STATUS_FORM: Final = r"^[245]\.(\d{1,3}|x)\.(\d{1,3}|x)$"
REPLY_FORM: Final = r"^[245]\d\d$"


class Weight(StrEnum):
    """Text that is trusted less than its words seem to say; see `trust.py`."""

    VAGUE = "vague"
    WRAPPER = "wrapper"


def _known_cause(cause: str) -> str:
    if cause not in NAMEABLE:
        raise ValueError("unknown cause")
    return cause


def _digits(reply: object) -> object:
    """YAML reads a bare 550 as a number; that is what was meant."""
    return str(reply) if isinstance(reply, int) and not isinstance(reply, bool) else reply


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Status = Annotated[str, StringConstraints(strict=True, pattern=STATUS_FORM)]
Reply = Annotated[str, BeforeValidator(_digits), StringConstraints(pattern=REPLY_FORM)]
Cause = Annotated[str, StringConstraints(strict=True), AfterValidator(_known_cause)]


class Clue(BaseModel):
    """One entry of `any`: a literal phrase or an RE2 pattern."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    phrase: Text | None = None
    pattern: Text | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.phrase is None) == (self.pattern is None):
            raise ValueError("phrase or pattern, one of both")
        return self


class Rule(BaseModel):
    """How a cause is recognised, with its own proof.

    A rule without `any` is a code rule: its `status` and `reply` decide, and it is trusted least. In a
    code rule an x stands for any number: `5.2.x`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(strict=True, pattern=ID_FORM)]
    cause: Cause
    provider: Text | None = None
    any: Annotated[tuple[Clue, ...], Field(min_length=1)] | None = None
    status: tuple[Status, ...] = ()
    reply: tuple[Reply, ...] = ()
    trust: Weight | None = None
    alone: bool = False
    source: Annotated[str, StringConstraints(strict=True, pattern=r"^https?://\S+$")]
    examples: Annotated[tuple[Text, ...], Field(min_length=1)]
    not_examples: Annotated[tuple[Text, ...], Field(min_length=1)]
    chat_examples: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _decides_by_something(self) -> Self:
        if self.any is None and not self.status and not self.reply:
            raise ValueError("any, status or reply")
        return self

    @property
    def is_code_rule(self) -> bool:
        """Whether codes alone decide."""
        return self.any is None
