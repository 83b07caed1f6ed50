"""Short words to one person or thread: why something is not done, or what to do instead."""

from typing import Final

CLAIMED_ALREADY: Final = "Een collega was u net voor: dit is al opgepakt."
DONE_ALREADY: Final = "Dit is al afgehandeld. De kaart laat zien hoe het nu staat."
ONLY_HELPDESK: Final = "Alleen leden van de helpdesk kunnen dit doen."
NO_HELPDESK: Final = "Er is hier geen helpdesk ingesteld om dit naar door te sturen."
ANSWERED_IN_THREAD: Final = "Het antwoord staat onder het bericht."
ANSWERED_ALREADY: Final = "Dit bericht is al uitgelegd: het antwoord staat eronder."
ANSWERED_IN_CHANNEL: Final = "Het antwoord staat in het kanaal."
MOVED: Final = "Dit gaat verder in een privébericht aan u, zodat ook de helpdesk u daar kan antwoorden."
LINK_EXPIRED: Final = "Dit antwoord is te oud om nog aan te passen. Vraag de uitleg opnieuw aan met /bounce."
CARD_TOO_OLD: Final = (
    "Deze knop hoort bij een oud antwoord en werkt niet meer. Plak de bounce opnieuw, dan krijgt u een nieuw."
)
NOTHING_TO_READ: Final = "In dit bericht staat geen tekst en geen bestand om uit te leggen."
FILE_REFUSED: Final = (
    "Dit bestand is niet te openen. Plak de tekst van de bounce hier, dan krijgt u alsnog uitleg."
)
FILE_WITHHELD: Final = (
    "Bestanden in een kanaal of groepsgesprek krijgt Bouncewijzer hier niet te zien. Stuur het bestand in een "
    "privébericht aan Bouncewijzer, of plak de tekst van de bounce hier."
)
NO_MEMBER: Final = (
    "Hier mag Bouncewijzer niet meepraten. Nodig Bouncewijzer uit in dit gesprek, "
    "of stuur de bounce in een privébericht."
)
TEXT_CHANGED: Final = "Het bericht is aangepast. Dit is de uitleg bij de nieuwe tekst."
NOTED: Final = "Genoteerd. De kaart laat zo zien hoe het nu staat."
EXPLAINED_SOON: Final = (
    "De uitleg komt zo onder dit bericht te staan. Mag Bouncewijzer daar niet meepraten, "
    "dan krijgt u de uitleg in een privébericht."
)
TROUBLE: Final = "Er ging hier iets mis. Probeer het over een paar minuten opnieuw."
