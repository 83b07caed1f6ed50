"""The forms: titles and buttons of at most 24 characters, labels and hints of a few words.

Fields hold at most MOST_REMARK and MOST_TEXT characters.
"""

from typing import Final

CANCEL: Final = "Annuleren"
SEND: Final = "Versturen"
MOST_REMARK: Final = 1000
MOST_TEXT: Final = 3000

NOT_FOUND_TITLE: Final = "Niet gevonden"
MISSING_LABEL: Final = "Wat mist u in het antwoord?"
MISSING_HINT: Final = "U mag dit leeg laten."
MISSING_EXAMPLE: Final = "Bijvoorbeeld: de ontvanger zegt dat de mailbox niet vol is."
HELPDESK_LABEL: Final = "Hulp van de helpdesk"
HELPDESK_TICK: Final = "Naar de helpdesk"
HELPDESK_TICK_HINT: Final = "De helpdesk krijgt dan uw vraag, met de gegevens uit de bounce erbij."

TO_HELPDESK_TITLE: Final = "Naar de helpdesk"
REMARK_LABEL: Final = "Wat wilt u erbij zeggen?"
REMARK_HINT: Final = "U mag dit leeg laten. De gegevens uit de bounce gaan vanzelf mee."
REMARK_EXAMPLE: Final = "Bijvoorbeeld: dit gebeurt sinds gisteren bij alle ontvangers van dit bedrijf."
URGENCY_LABEL: Final = "Hoeveel haast heeft het?"
URGENCY_NORMAL: Final = "Normaal"
URGENCY_URGENT: Final = "Spoed"

BOUNCE_TITLE: Final = "Een bounce uitleggen"
BOUNCE_LABEL: Final = "Tekst van de bounce"
BOUNCE_HINT: Final = (
    "Plak de hele melding, ook het Engelse deel. Is die erg lang, dan is het deel met de foutmelding genoeg."
)
BOUNCE_EXAMPLE: Final = "Plak hier de melding die u terugkreeg."
BOUNCE_SEND: Final = "Uitleggen"
BOUNCE_EMPTY: Final = "Plak hier eerst de tekst van de bounce."
AUDIENCE_LABEL: Final = "Wie krijgt het antwoord te zien?"
AUDIENCE_ME: Final = "Alleen voor mij"
AUDIENCE_CHANNEL: Final = "In het kanaal"
