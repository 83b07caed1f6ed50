"""Labels of buttons, and headings of the parts of a card. Buttons are short: 75 characters at most."""

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

HELP_ASKED: Final = "Hulp gevraagd bij een bounce"
"""The heading of the helpdesk's card."""

HELP_ASKED_URGENTLY: Final = "Spoed: hulp gevraagd bij een bounce"
ASKED_BY: Final = "Gevraagd door"
REMARK: Final = "Opmerking"
NO_REMARK: Final = "geen opmerking"
URGENCY: Final = "Urgentie"
NORMAL: Final = "Normaal"
URGENT: Final = "Spoed"
CAUSE: Final = "Oorzaak"
EXPLAINED: Final = "Wat de collega te lezen kreeg"
AUTOMATIC: Final = "Automatisch doorgestuurd: bij deze oorzaak moet de helpdesk altijd iets doen."
DELETED: Final = (
    "Het bericht van de collega is verwijderd. De gegevens uit de bounce staan daarom niet meer op de kaart."
)
