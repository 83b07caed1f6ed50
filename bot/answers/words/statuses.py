"""Where a case stands, in one sentence. `{person}` is left for the platform to draw its mention of who did it."""

from typing import Final

PERSON: Final = "{person}"

FOUND: Final = "{person} heeft het antwoord gevonden."
NOT_FOUND: Final = "{person} heeft het antwoord niet gevonden."
DELETED: Final = "Het bericht is verwijderd. De gegevens uit de bounce staan daarom niet meer in dit antwoord."
MOVED: Final = "Dit gaat verder in een privébericht aan u."
"""On the one-person answer whose case went to the helpdesk."""

UNCLAIMED: Final = "Nog niemand heeft dit opgepakt."
CLAIMED_HERE: Final = "{person} pakt dit op."
RESOLVED_HERE: Final = "{person} heeft dit opgelost."
"""The helpdesk's own card."""


def escalated(helpdesk: str, *, urgent: bool = False) -> str:
    """A person sent it to the helpdesk."""
    haste = " met spoed" if urgent else ""
    return f"{PERSON} heeft dit{haste} doorgestuurd naar de {helpdesk}."


def escalated_by_itself(helpdesk: str) -> str:
    """It went to the helpdesk without a click."""
    return f"Dit is automatisch doorgestuurd naar de {helpdesk}. U hoeft zelf niets meer te doen."


def claimed(helpdesk: str) -> str:
    """Someone of the helpdesk took it up; on the asker's card."""
    return f"{PERSON} van de {helpdesk} pakt dit op."


def resolved(helpdesk: str) -> str:
    """Someone of the helpdesk resolved it; on the asker's card."""
    return f"{PERSON} van de {helpdesk} heeft dit opgelost."
