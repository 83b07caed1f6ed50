"""The Home tab: what this is, how to use it, and an example of our own to try."""

from typing import Final

TITLE: Final = "Bouncewijzer"
INTRO: Final = (
    "Kwam uw e-mail terug met een onduidelijke Engelse melding? Bouncewijzer legt in gewoon Nederlands uit "
    "wat er gebeurd is, wie er iets moet doen en wat u nu kunt doen."
)
WAYS_TITLE: Final = "Zo vraagt u uitleg"
WAYS: Final = (
    "Plak de hele melding in het kanaal waar Bouncewijzer meeleest. Het antwoord komt eronder te staan.",
    "Stuur de e-mail door naar het kanaal, of sleep het bestand van de e-mail (.eml of .msg) in het gesprek.",
    "Typ /bounce en plak de melding: u kiest zelf of alleen u het antwoord ziet.",
    "Kies bij het bericht van een collega “Leg deze bounce uit”.",
    "Stuur Bouncewijzer een privébericht.",
)
AFTER_TITLE: Final = "En daarna"
AFTER: Final = (
    "Onder elk antwoord staan drie knoppen. Met “Antwoord gevonden” sluit u de vraag af. Met “Niet gevonden” "
    "zegt u wat er mist. Met “Naar de helpdesk” kijkt een collega van de helpdesk met u mee."
)
EXAMPLE_TITLE: Final = "Probeer het eens"
EXAMPLE_INTRO: Final = "Dit is een voorbeeld van een bounce. Kopieer de tekst, of druk op de knop."
EXAMPLE: Final = (
    "This is the mail system at host mail.voorbeeld.example.\n"
    "\n"
    "I'm sorry to have to inform you that your message could not be delivered.\n"
    "\n"
    "<j.jansen@klant.example>: host mx.klant.example[192.0.2.25] said:\n"
    "    552 5.2.2 The mailbox is over quota (in reply to RCPT TO command)"
)
TRY: Final = "Leg dit voorbeeld uit"
PRIVACY: Final = (
    "Bouncewijzer bewaart de tekst van uw bounce niet langer dan nodig is voor het antwoord. "
    "Alleen wat naar de helpdesk gaat of niet herkend wordt, blijft nog een tijd bewaard."
)
