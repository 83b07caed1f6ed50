"""Why something could not be read, as a person is told: what it is, and what to do instead."""

from collections.abc import Mapping
from typing import Final

from bot.reading.errors import (
    DamagedFileError,
    EmptyError,
    MailTooLargeError,
    NotAMailError,
    PicturesNotReadError,
    PictureTooLargeError,
    PictureTooSlowError,
    ReadingError,
    TextTooLongError,
    TooDeepError,
    TooManyPartsError,
    TooManyRecipientsError,
)

MEGABYTE: Final = 2**20
PASTE: Final = "Plak de tekst van de bounce hier, dan krijgt u alsnog uitleg."

SENTENCES: Final[Mapping[type[ReadingError], str]] = {
    EmptyError: f"Hier staat geen tekst in. {PASTE}",
    MailTooLargeError: f"Dit bestand is groter dan {{limit}} MB en wordt daarom niet geopend. {PASTE}",
    TextTooLongError: "Deze tekst is te lang om te lezen. Plak alleen het deel met de foutmelding.",
    TooManyPartsError: f"Deze e-mail bestaat uit te veel onderdelen om te lezen. {PASTE}",
    TooDeepError: f"In deze e-mail zitten te veel andere e-mails verpakt om te lezen. {PASTE}",
    TooManyRecipientsError: (
        "Deze bounce gaat over meer dan {limit} ontvangers. "
        "Plak de melding over één van hen hier, dan krijgt u daar uitleg over."
    ),
    DamagedFileError: f"Dit bestand is beschadigd en daardoor niet te openen. {PASTE}",
    NotAMailError: f"Dit bestand is geen e-mail en geen tekst. {PASTE}",
    PicturesNotReadError: f"Tekst in een afbeelding wordt hier niet gelezen. {PASTE}",
    PictureTooLargeError: (
        "Deze afbeelding is te groot om te lezen. "
        "Plak de tekst van de bounce hier, of maak een schermafbeelding van alleen de foutmelding."
    ),
    PictureTooSlowError: f"Het lezen van deze afbeelding duurde te lang. {PASTE}",
}
"""A sentence for each kind of error; a test finds the kind that has none."""

OTHERWISE: Final = f"Dit bericht is niet te lezen. {PASTE}"


def apology(error: ReadingError) -> str:
    """What a colleague reads when a mail or text cannot be read: what is wrong with it, and what to do instead."""
    sentence = SENTENCES.get(type(error), OTHERWISE)
    match error:
        case MailTooLargeError(limit=limit):
            return sentence.format(limit=max(1, limit // MEGABYTE))
        case TooManyRecipientsError(limit=limit):
            return sentence.format(limit=limit)
        case _:
            return sentence
