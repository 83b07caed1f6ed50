"""Work: what a colleague did, in the desk's own words, as it is stored before it is acknowledged.

Every kind of work is one frozen model with the key of the work. A listener builds one out of what its
platform sent; from here down nobody knows Slack or Teams.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Place(BaseModel):
    """Where something stands: `thread` is the message that a thread hangs on, `message` the message itself.

    All ids are the platform's own. A direct conversation is a conversation like any other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    platform: str
    team: str
    conversation: str
    thread: str | None = None
    message: str | None = None


class FileRef(BaseModel):
    """A file that the platform keeps for us.

    `text` is what the platform itself already gave of its content (an e-mail forwarded into a channel);
    `id` may be asked about again where `url` is missing. `size` in bytes. `withheld`: people see it there, but the
    platform gives it to no bot.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str = ""
    url: str | None = None
    size: int | None = None
    text: str | None = None
    is_email: bool = False
    withheld: bool = False


class Manner(StrEnum):
    """How we were asked. In WATCHED the bot is silent unless it has something to say; in all others it answers."""

    WATCHED = "watched"
    MENTION = "mention"
    DIRECT = "direct"
    COMMAND = "command"
    SHORTCUT = "shortcut"


class _Work(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(min_length=5, max_length=500)
    event_id: str | None = None
    person: str

    @property
    def partition(self) -> str:
        """Work of one partition is done in order. Each kind says what its order hangs on."""
        raise NotImplementedError


class Shown(_Work):
    """Someone showed us a text or files: a message, a mention, a direct message, a command or a shortcut.

    `place` is where the shown thing stands. `whisper` is a one-person route to answer along (Slack's
    response_url); where it is set the answer goes there and only the asker sees it.
    """

    kind: Literal["shown"] = "shown"
    place: Place
    manner: Manner
    text: str = ""
    files: tuple[FileRef, ...] = ()
    whisper: str | None = None

    @property
    def partition(self) -> str:
        """The thread."""
        return f"{self.place.conversation}:{self.place.thread or self.place.message or self.key}"


class Edited(_Work):
    """A shown message got another text. `shown` is the key of the work that its first form was."""

    kind: Literal["edited"] = "edited"
    shown: str
    place: Place
    manner: Manner
    text: str = ""
    files: tuple[FileRef, ...] = ()

    @property
    def partition(self) -> str:
        """The thread."""
        return f"{self.place.conversation}:{self.place.thread or self.place.message or self.key}"


class Deleted(_Work):
    """A shown message was deleted. `shown` is the key of the work that it was."""

    kind: Literal["deleted"] = "deleted"
    shown: str
    place: Place

    @property
    def partition(self) -> str:
        """The thread."""
        return f"{self.place.conversation}:{self.place.thread or self.place.message or self.key}"


class _OnCase(_Work):
    case: str

    @property
    def partition(self) -> str:
        """The case."""
        return f"case:{self.case}"


class Found(_OnCase):
    """The button "Antwoord gevonden" was pressed. `packed` is what the button carried, `whisper` as in Shown."""

    kind: Literal["found"] = "found"
    packed: str = ""
    whisper: str | None = None


class NotFound(_OnCase):
    """The form of "Niet gevonden" was sent: what is missing, and whether the helpdesk gets it."""

    kind: Literal["not-found"] = "not-found"
    packed: str = ""
    missing: str = ""
    to_helpdesk: bool = True
    whisper: str | None = None


class ToHelpdesk(_OnCase):
    """The form of "Naar de helpdesk" was sent."""

    kind: Literal["to-helpdesk"] = "to-helpdesk"
    packed: str = ""
    remark: str = ""
    urgent: bool = False
    whisper: str | None = None


class Claim(_OnCase):
    """The button "Ik pak dit op" was pressed on the helpdesk's card, which stands at `place`.

    `whisper` as in Shown: who is no member of that conversation can be told so no other way.
    """

    kind: Literal["claim"] = "claim"
    place: Place
    whisper: str | None = None


class Resolve(_OnCase):
    """The button "Opgelost" was pressed on the helpdesk's card, which stands at `place`; `whisper` as in Claim."""

    kind: Literal["resolve"] = "resolve"
    place: Place
    whisper: str | None = None


Work = Annotated[
    Shown | Edited | Deleted | Found | NotFound | ToHelpdesk | Claim | Resolve, Field(discriminator="kind")
]
WORK: TypeAdapter[Work] = TypeAdapter(Work)
