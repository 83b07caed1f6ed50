"""The sentences of an answer that do not hang on one cause: who acts, whether it lasts, when to send again."""

from collections.abc import Mapping
from datetime import date
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
FORGED: Final = (
    "Hebt u dit bericht niet zelf verstuurd? Dan gebruikt iemand anders uw adres als afzender: de ontvangende"
    " server kon niet vaststellen dat het van u kwam. U hoeft dan niets te doen."
)
MEANT: Final = "Bedoelde u misschien {address}? In het adres lijkt een typfout te zitten."

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
LISTED: Final = "Blacklist"
BLOCKED: Final = "Geblokkeerd"
LOOK_UP: Final = "Na te zoeken op"
OTHER_REPORTS: Final = "{count} andere meldingen met dezelfde oorzaak"


def lasting(permanences: set[bool | None]) -> str | None:
    """Whether it lasts, for all recipients of one cause together; None where nothing is known."""
    if permanences == {True}:
        return LASTS
    if permanences == {False}:
        return PASSES
    return SOME_LAST if {True, False} <= permanences else None


_WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def retry_until(last: date) -> str:
    """Until when the server itself tries again."""
    day = f"{_WEEKDAYS[last.weekday()]} {last.day} {_MONTHS[last.month - 1]}"
    return f"De server probeert het zelf opnieuw, tot uiterlijk {day}. U hoeft nu niet opnieuw te versturen."


def retry(when: Retry, *, lasts: bool) -> str:
    """When to send again. What was given up is not tried again by itself, whatever its cause does usually."""
    return RETRY[Retry.LATER if lasts and when is Retry.BY_ITSELF else when]
