"""Labels of buttons, and headings of the parts of a card. Buttons are short: 75 characters at most."""

from collections.abc import Sequence
from typing import Final

ANSWER_FOUND: Final = "Antwoord gevonden"
NOT_FOUND: Final = "Niet gevonden"
TO_HELPDESK: Final = "Naar de helpdesk"
CLAIM: Final = "Ik pak dit op"
RESOLVE: Final = "Opgelost"
TO_MESSAGE: Final = "Naar het bericht"
"""The helpdesk's link to the asker's thread."""

STEPS: Final = "Wat u kunt doen"
TELL_RECIPIENT: Final = "Tekst voor de ontvanger"
EVIDENCE: Final = "Uit de bounce zelf"

HELP_ASKED: Final = "Hulp gevraagd"
HELP_ASKED_URGENTLY: Final = "Spoed"
"""What the heading of the helpdesk's card begins with; the cause comes after it."""

ASKED_BY: Final = "Gevraagd door"
COLLEAGUE: Final = "een collega"
"""A person whose name is not known."""

REMARK: Final = "Opmerking"
NO_REMARK: Final = "geen opmerking"
CAUSE: Final = "Oorzaak"
EXPLAINED: Final = "Wat de collega te lezen kreeg"
AUTOMATIC: Final = "Automatisch doorgestuurd: bij deze oorzaak moet de helpdesk altijd iets doen."
DELETED: Final = (
    "Het bericht van de collega is verwijderd. De gegevens uit de bounce staan daarom niet meer op de kaart."
)


def elsewhere(name: str | None, platform: str) -> str:
    """A person of another platform, whom nobody can be led to from here."""
    return f"{name or COLLEAGUE.capitalize()} (in {platform.capitalize()})"


def help_asked(causes: Sequence[str], *, urgent: bool) -> str:
    """The heading of the helpdesk's card: what it is about, so that one case can be told from the next."""
    others = f" en nog {len(causes) - 1}" if len(causes) > 1 else ""
    return f"{HELP_ASKED_URGENTLY if urgent else HELP_ASKED}: {causes[0]}{others}"
