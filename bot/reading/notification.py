"""What a mail or text that came in turned out to be, once it is read.

Words and shapes follow RFC 3464 (delivery status notifications), RFC 3463 (enhanced status codes)
and RFC 5321 (replies). Everything here is plain, frozen data.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a notification is. TEXT is all that shows no sign of being a notification at all."""

    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERED = "delivered"
    AUTO_REPLY = "auto-reply"
    FEEDBACK_REPORT = "feedback-report"
    TEXT = "text"


class Action(StrEnum):
    """The Action field of a recipient's block (RFC 3464, 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient's part of a notification.

    `diagnostic` is the text in which a cause is looked for: never empty for a bounce, white space as
    it was read, without markup of chat or HTML. `status` is an enhanced status code such as "5.1.1",
    `reply` a reply code such as "550"; both are None where none stands. `host` is who said it;
    `retry_until` is when it gives up trying, in its own time zone (RFC 3464, 2.3.9).
    """

    diagnostic: str
    recipient: str | None = None
    original_recipient: str | None = None
    action: Action | None = None
    status: str | None = None
    reply: str | None = None
    host: str | None = None
    retry_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """Damage that was read past: where it stands and what is wrong, for the log (never a person's text)."""

    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class Notification:
    """A mail or text, read.

    `failures` holds one entry per recipient, in the order of the text. For kind TEXT it holds exactly
    one, without recipient, whose diagnostic is the whole text (unless the text is empty).
    `text` is what a person would read of it, without markup; `is_mail` tells that it came as a mail
    (a file or pasted source) and not as something typed or pasted into chat. `is_picture` tells that it was
    read from a picture, where some characters may have been taken for others. `looks_forged` tells that somebody
    else sent the returned mail in the recipient's name.
    """

    kind: Kind
    text: str
    failures: tuple[Failure, ...] = ()
    is_mail: bool = False
    is_picture: bool = False
    subject: str | None = None
    original_subject: str | None = None
    looks_forged: bool = False
    reporting_host: str | None = None
    defects: tuple[Defect, ...] = field(default=())
