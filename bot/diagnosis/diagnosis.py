"""What the rules concluded, and everything needed to ask why."""

from dataclasses import dataclass

from bot.diagnosis.listing import Listing
from bot.reading.notification import Failure


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text[start:end]` decided: code points of the text it was found in, and those very characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """One rule that matched a failure. `trust` is how far it is trusted: a higher one wins."""

    rule: str
    cause: str
    trust: int
    evidence: Evidence
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The conclusion for one failure.

    `cause` is an id of the taxonomy. `permanent` is True, False, or None where both readings stand.
    `won` is the match that decided; None where nothing was recognised (`unknown-bounce`) or where the
    kind of the notification alone decided (an auto-reply by its headers). `lost` are the other matches,
    strongest first. `also` is a second cause that the text honestly allows. `meant` is the address that was
    probably meant, where the recipient's looks mistyped; `listing` the list that names the sending server,
    where the text tells. `looks_forged`: the mail that came back was probably sent by somebody else.
    """

    failure: Failure
    cause: str
    permanent: bool | None
    won: Match | None = None
    lost: tuple[Match, ...] = ()
    also: str | None = None
    meant: str | None = None
    listing: Listing | None = None
    looks_forged: bool = False
