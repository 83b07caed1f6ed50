"""An intent as it is written in intents/*.yml: what a person needs to be told about one cause or question."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.answers.answer import Escalate
from bot.answers.codebook import Codebook
from bot.diagnosis.taxonomy import CAUSES, TAXONOMY

HELPDESK: Final = "{helpdesk}"
"""The one placeholder: where the helpdesk's name goes."""

MOST_STEPS: Final = 12


class Who(StrEnum):
    """Who has to act."""

    SENDER = "sender"
    SENDER_ADMIN = "sender-admin"
    RECIPIENT = "recipient"
    RECIPIENT_ADMIN = "recipient-admin"
    HELPDESK = "helpdesk"
    NOBODY = "nobody"


class Retry(StrEnum):
    """When sending the same message again makes sense."""

    NOW = "now"
    LATER = "later"
    AFTER_FIX = "after-fix"
    BY_ITSELF = "by-itself"
    NEVER = "never"


def _text(most: int) -> StringConstraints:
    return StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=most)


def _known(cause: str) -> str:
    if cause not in TAXONOMY:
        raise ValueError("unknown cause")
    return cause


Id = Annotated[str, _text(60), AfterValidator(_known)]
Title = Annotated[str, _text(140)]
Paragraph = Annotated[str, _text(900)]
Line = Annotated[str, _text(300)]
Steps = Annotated[tuple[Line, ...], Field(max_length=MOST_STEPS)]


class Intent(BaseModel):
    """What is told about one cause or question.

    `final_steps` take the place of `steps` where the failure is permanent. `note` is a word beside the
    steps. `article` names the section of the help article whose sentences `meaning` and `steps` are.
    A cause always says who acts and when to send again; what is no bounce, and a question, need not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    title: Title
    who: Who | None = None
    meaning: Paragraph
    steps: Steps = ()
    final_steps: Steps = ()
    note: Paragraph | None = None
    tell_recipient: Paragraph | None = None
    retry: Retry | None = None
    escalate: Escalate
    article: Title | None = None

    @model_validator(mode="after")
    def _a_cause_says_all(self) -> Self:
        missing = [name for name in ("who", "retry") if getattr(self, name) is None]
        if self.id in CAUSES and missing:
            raise ValueError("a cause also has " + " and ".join(missing))
        return self


class IntentSet:
    """All intents, one per id of the taxonomy, and beside them what codes mean."""

    def __init__(self, intents: Iterable[Intent], codes: Codebook | None = None) -> None:
        self._by_id = {intent.id: intent for intent in intents}
        self.codes = codes if codes is not None else Codebook()

    def __len__(self) -> int:
        """How many."""
        return len(self._by_id)

    def __iter__(self) -> Iterator[Intent]:
        """All of them, in the order in which they were given."""
        return iter(self._by_id.values())

    def with_codes(self, codes: Codebook) -> "IntentSet":
        """The same intents beside other meanings of codes."""
        return IntentSet(self, codes)

    def intent(self, cause: str) -> Intent:
        """The intent of a cause or question. Raises KeyError for what is no id of the taxonomy."""
        return self._by_id[cause]
