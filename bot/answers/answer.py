"""What a person is told, still without any platform's markup.

Every text here is Dutch and plain. `Finding` is the part that comes from the bounce (a stranger's text);
all else comes from intents/ and bot/answers.
"""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.diagnosis.listing import Listing


class Escalate(StrEnum):
    """Whether the helpdesk must hear of a cause."""

    NEVER = "never"
    OFFER = "offer"
    ADVISE = "advise"
    ALWAYS = "always"


class Finding(BaseModel):
    """A diagnosis as far as an answer needs it: one cause, with all recipients that share it.

    Small and serialisable: a card carries its findings in its buttons, so that it can be drawn again and
    escalated without the text being kept anywhere else. `quote` is the deciding line, `reply` and
    `status` the codes beside it, `host` who said it. `more` counts recipients whose addresses are not
    carried, because there was no room for them. `meant` is the address that was probably meant, `listing` the
    blacklist that the text names, `retry_until` the day until which the server itself tries again;
    `looks_forged` says that the returned mail was probably sent by somebody else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cause: str
    permanent: bool | None = None
    also: str | None = None
    rule: str | None = None
    recipients: tuple[str, ...] = ()
    more: int = Field(default=0, ge=0)
    status: str | None = None
    reply: str | None = None
    host: str | None = None
    quote: str | None = None
    meant: str | None = None
    listing: Listing | None = None
    retry_until: date | None = None
    looks_forged: bool = False


class Evidence(BaseModel):
    """A labelled line of evidence: the label is ours ("Ontvanger"), the value a stranger's text."""

    model_config = ConfigDict(frozen=True)

    label: str
    value: str


class Section(BaseModel):
    """One cause of an answer.

    `who` is the whole line that says who has to act ("Wie moet iets doen: de ontvanger"), `lasting` says
    in words whether it is permanent or passes (None where that says nothing), `note` is what goes beside
    the steps (an expert's word next to the help article's own sentences), `retry` a sentence on sending
    again, `also` names a second cause, or who else may have sent the mail, `advice` is the sentence that goes
    before the helpdesk button where the intent says `advise`, `tell_recipient` a sentence to copy. `meant` asks
    after a slip in the address and so repeats a stranger's text.
    """

    model_config = ConfigDict(frozen=True)

    cause: str
    title: str
    meaning: str
    steps: tuple[str, ...] = ()
    note: str | None = None
    who: str | None = None
    lasting: str | None = None
    retry: str | None = None
    also: str | None = None
    advice: str | None = None
    tell_recipient: str | None = None
    meant: str | None = None
    evidence: tuple[Evidence, ...] = ()
    escalate: Escalate = Escalate.OFFER


class Answer(BaseModel):
    """The whole answer: one section per cause, the findings it was made of, a plain-text telling of it all.

    `escalate` is the strongest of the sections'. `is_bounce` is False for answers to questions, auto-replies
    and the like. `text` is the fallback for notifications and screen readers; it holds no stranger's text.
    """

    model_config = ConfigDict(frozen=True)

    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    escalate: Escalate
    is_bounce: bool
    text: str
