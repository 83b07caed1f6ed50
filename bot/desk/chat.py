"""The border between the desk and a chat platform: what is drawn, and the port that draws it.

The desk calls; Slack and Teams implement. A port posts once and says what went wrong; when to try again,
and whether it was posted before, is the desk's.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.answers.answer import Answer, Escalate
from bot.desk.work import FileRef, Place


class State(StrEnum):
    """Where a case stands."""

    ANSWERED = "answered"
    FOUND = "found"
    NOT_FOUND = "not-found"
    ESCALATED = "escalated"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """The answer as the asker sees it.

    `status` is one Dutch sentence on where the case stands, or None while nothing happened. People in it
    stand as `{person}` with `person` their platform id, so that each platform can draw its own mention.
    Buttons are drawn as `state` and `helpdesk` (is there one to go to) say: ANSWERED has all three,
    NOT_FOUND the helpdesk's, the others none. `packed` goes into the buttons and comes back with a press.
    `met` is where people of the case are, for a platform that names them: not all have to be where this stands.
    """

    case: str
    answer: Answer
    state: State
    helpdesk: bool
    packed: str
    status: str | None = None
    person: str | None = None
    met: tuple[Place, ...] = ()

    @property
    def offers_helpdesk(self) -> bool:
        """Whether the helpdesk's button is drawn: there is a helpdesk, and the answer has something for it."""
        offered = self.helpdesk and self.answer.escalate is not Escalate.NEVER
        return offered and self.state in {State.ANSWERED, State.NOT_FOUND}

    @property
    def advises_helpdesk(self) -> bool:
        """Whether the helpdesk's button comes first, after a sentence that says so."""
        return self.offers_helpdesk and self.answer.escalate in {Escalate.ADVISE, Escalate.ALWAYS}


@dataclass(frozen=True, slots=True)
class HelpdeskCard:
    """The same case as the helpdesk sees it, with all that it needs in place.

    `link` leads to the asker's thread (None where there is none to lead to). ESCALATED has both buttons,
    CLAIMED "Opgelost", RESOLVED none. `deleted` says that the message was deleted since. `met` as above.
    """

    case: str
    answer: Answer
    state: State
    asker: str
    link: str | None = None
    remark: str = ""
    urgent: bool = False
    automatic: bool = False
    deleted: bool = False
    claimed_by: str | None = None
    resolved_by: str | None = None
    met: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One plain Dutch sentence or two, without buttons."""

    text: str


Drawing = AnswerCard | HelpdeskCard | Notice


class ChatPort(Protocol):
    """What the desk asks of a platform. All raise ChatError's subclasses, and nothing else of the platform's.

    `mark` is the key under which a posting can be found again.
    """

    @property
    def platform(self) -> str:
        """The platform's name as it stands in Place."""
        ...

    async def post(self, place: Place, drawing: Drawing, mark: str) -> Place:
        """Post into the thread of `place`, or its conversation where thread is None. Gives where it stands."""
        ...

    async def find(self, place: Place, mark: str) -> Place | None:
        """Our own message with this mark in the thread (or recent conversation) of `place`, if it stands there."""
        ...

    async def update(self, place: Place, drawing: Drawing) -> None:
        """Draw a posted message anew."""
        ...

    async def delete(self, place: Place) -> None:
        """Take a posted message away; one that is gone already is no error."""
        ...

    async def whisper(self, route: str, drawing: Drawing, *, replace: bool) -> None:
        """Answer one person along a route that came with what they did. `replace` changes the answer there."""
        ...

    async def whisper_in(self, place: Place, person: str, notice: Notice) -> None:
        """Say something to one person in a conversation, where no route came along."""
        ...

    async def direct(self, team: str, person: str) -> Place:
        """The direct conversation with a person."""
        ...

    async def link(self, place: Place) -> str | None:
        """A link that leads a person to a message."""
        ...

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        """The content of a file, `limit` bytes at most. Raises FileRefusedError beside the usual."""
        ...

    async def is_member(self, place: Place, person: str) -> bool:
        """Whether a person is a member of a conversation."""
        ...

    async def name(self, place: Place, person: str) -> str | None:
        """What a person in a conversation is called; None where the platform does not say so now."""
        ...


class ChatError(Exception):
    """A platform did not do what it was asked. `code` is the platform's own word for it, safe to log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ChatRefusedError(ChatError):
    """The platform said no, and will say no again (channel_not_found, not_in_channel, invalid_blocks)."""


class ChatUnavailableError(ChatError):
    """The platform could not, now (429, 5xx, time-out, no connection). `retry_after` in seconds, if it said so."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.retry_after = retry_after


class ChatBarredError(ChatUnavailableError):
    """The platform does not let us in any more (a token revoked, an account closed): whoever runs us mends it."""


class RouteExpiredError(ChatRefusedError):
    """A whisper's route has expired or was used too often."""


class FileRefusedError(ChatError):
    """A file cannot be fetched: gone, too large, from a host that is not the platform's."""
