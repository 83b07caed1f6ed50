"""The sentences of an answer that do not hang on one cause: who acts, whether it lasts, when to send again."""

from collections.abc import Mapping
from typing import Final

from bot.answers.intent import Retry, Who

WHO: Final[Mapping[Who, str]] = {
    Who.SENDER: "Wie moet iets doen: uzelf, als afzender",
    Who.SENDER_ADMIN: "Wie moet iets doen: de beheerder van uw eigen e-mail, vaak de IT-afdeling",
    Who.RECIPIENT: "Wie moet iets doen: de ontvanger",
    Who.RECIPIENT_ADMIN: "Wie moet iets doen: de beheerder van de ontvangende mailserver",
    Who.HELPDESK: "Wie moet iets doen: de {helpdesk}",
    Who.NOBODY: "Wie moet iets doen: niemand",
}
RETRY: Final[Mapping[Retry, str]] = {
    Retry.NOW: "U kunt het bericht meteen opnieuw versturen.",
    Retry.LATER: "U kunt het bericht later opnieuw versturen.",
    Retry.AFTER_FIX: "Opnieuw versturen heeft pas zin als de oorzaak is verholpen.",
    Retry.BY_ITSELF: "Meestal probeert de server het vanzelf opnieuw. U hoeft nu niet opnieuw te versturen.",
    Retry.NEVER: "Opnieuw versturen naar hetzelfde adres heeft geen zin.",
}
LASTS: Final = "Deze poging is definitief mislukt: het bericht wordt niet vanzelf alsnog bezorgd."
PASSES: Final = "Dit is tijdelijk: later kan het wel lukken."
SOME_LAST: Final = (
    "Voor een deel van de ontvangers is de poging definitief mislukt, voor de anderen is het tijdelijk."
)
ADVICE: Final = "Geef dit door aan de {helpdesk}: die kijkt met u mee."
ALSO: Final = "De melding kan ook iets anders betekenen: “{title}”."

RECIPIENT: Final = "Ontvanger"
RECIPIENTS: Final = "{count} ontvangers"
QUOTE: Final = "Melding"
HOST: Final = "Server"
CODE: Final = "Code"
CODES: Final = "Codes"
MORE: Final = "en nog {count}"
NOT_SHOWN: Final = "adressen niet getoond"
AND_OTHERS: Final = "Ook"
OTHER_RECIPIENTS: Final = "{count} andere ontvangers"
OTHER_REPORTS: Final = "{count} andere meldingen met dezelfde oorzaak"


def lasting(permanences: set[bool | None]) -> str | None:
    """Whether it lasts, for all recipients of one cause together; None where nothing is known."""
    if permanences == {True}:
        return LASTS
    if permanences == {False}:
        return PASSES
    return SOME_LAST if {True, False} <= permanences else None


def retry(when: Retry, *, lasts: bool) -> str:
    """When to send again. What was given up is not tried again by itself, whatever its cause does usually."""
    return RETRY[Retry.LATER if lasts and when is Retry.BY_ITSELF else when]
