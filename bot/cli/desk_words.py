"""The sentences of `bouncewijzer desk`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bot.desk.tables import Outcome

NOTHING_KEPT: Final = "Er is nog niets bewaard: hier heeft nog geen bot gedraaid. Controleer BOUNCEWIJZER_DATA."
CLOSED: Final = "De database is niet bereikbaar. Controleer BOUNCEWIJZER_DATABASE_URL en BOUNCEWIJZER_DATA."

OUTCOMES: Final = {
    Outcome.WAITING: "wacht",
    Outcome.ANSWERED: "beantwoord",
    Outcome.SILENT: "gezwegen",
    Outcome.REFUSED: "geweigerd",
    Outcome.FAILED: "mislukt",
}
HEAD: Final = ("id", "stand", "soort", "sinds", "code")
WORK: Final = "Werk"
KIND: Final = "Soort"
MANNER: Final = "Manier"
OUTCOME: Final = "Stand"
CODE: Final = "Code"
SINCE: Final = "Sinds"
DONE: Final = "Klaar"
CASE: Final = "Vraag"
TEXT: Final = "Tekst"
TEXT_GONE: Final = "De tekst wordt niet meer bewaard."

WHICH_WORK: Final = "Noem de ids van het werk, of kies --all."
WHOM: Final = "Kies één van --person en --address."
NO_PERSON: Final = (
    "Dit is geen id van een persoon. In Slack begint het met een U: kies in een profiel Lid-ID kopiëren."
)
NO_ADDRESS: Final = "Dit is geen mailadres."
AGAIN: Final = (
    "Er staat nog iets: de bot was daar net mee bezig. Geef hetzelfde commando nog een keer; "
    "blijft dit staan, stop dan eerst de bot."
)
NOTHING_LEFT: Final = "Doorzocht: alle tabellen en de bestanden van beide databases. Niets meer gevonden."
NOTHING_LEFT_IN_TABLES: Final = (
    "Doorzocht: alle tabellen. Niets meer gevonden. "
    "Het logboek van PostgreSQL (pg_wal) en reservekopieën houden oude gegevens tot zij vervangen zijn."
)
KEPT_FOR_OTHERS: Final = (
    "PostgreSQL bewaart het gewiste nog voor een transactie die al lang openstaat. "
    "Beëindig die (zie pg_stat_activity), en geef hetzelfde commando nog een keer."
)
MARKED: Final = "Vastgelegd: de database is teruggezet. Wat al beantwoord was, wordt niet opnieuw gezegd."

_ERASED: Final = {
    "work": "Werk verwijderd",
    "cases": "Vragen zonder persoon of tekst verder bewaard",
    "places": "Vindplaatsen verwijderd",
    "postings": "Berichten van de bot vergeten",
    "audit": "Regels van het logboek zonder persoon verder bewaard",
    "references": "Wegen naar gesprekken vergeten",
    "engine": "Werk uit de wachtrij verwijderd",
}


def newer(found: str) -> str:
    """The tables are of a later version."""
    return f"De database is van een nieuwere Bouncewijzer (schema {found}). Gebruik die versie."


def older(found: str) -> str:
    """The tables are of a former version."""
    return f"De database is van een oudere Bouncewijzer (schema {found}). Start de bot: dan wordt zij bijgewerkt."


def nothing(*, waiting: bool) -> str:
    """There is no such work."""
    return "Er wacht geen werk en er is geen werk mislukt." if waiting else "Er is geen werk mislukt."


def no_such_work(wanted: str) -> str:
    """No work has that id."""
    return f"Er is geen werk met het id {wanted}."


def said(slot: str, attempted: str, done: str | None) -> str:
    """One thing that was said, or tried."""
    return (
        f"Bericht {slot}: geprobeerd {attempted}, {f'geplaatst {done}' if done else 'niet bekend of het er staat'}"
    )


def waits_again(work: str) -> str:
    """The work will be done again."""
    return f"{work} wacht weer. Draait de bot, dan begint hij binnen een halve minuut."


def cannot_be_retried(work: str) -> str:
    """It cannot."""
    return f"{work} kan niet opnieuw: er is geen mislukt werk met dit id, of de tekst wordt niet meer bewaard."


def erased(counts: Mapping[str, int]) -> Iterator[str]:
    """How much of what went."""
    for name, count in counts.items():
        yield f"{_ERASED[name]}: {count}"


def left(place: str, count: int) -> str:
    """Something still stands there."""
    return f"Nog gevonden in {place}: {count} keer."


def swept(count: int, days: int) -> str:
    """What was kept long enough is gone."""
    return f"Teksten van langer dan {days} dagen geleden gewist: {count}."


def backed_up(target: Path) -> str:
    """It stands."""
    return f"Reservekopie gemaakt: {target}. Zij bevat gegevens van personen; bewaar haar zoals de database zelf."


def put_back(source: Path) -> str:
    """It stands again."""
    later = "wat toen wachtte wordt alsnog gedaan, en wat al gezegd was niet opnieuw"
    return f"{source} is teruggezet. Start de bot: {later}."


def stands(target: Path) -> str:
    """The name is taken."""
    return f"Het bestand {target} bestaat al. Kies een andere naam."


def data_stands(path: Path) -> str:
    """There is a database already."""
    return f"Er staat al een database ({path}). Met --replace wordt zij vervangen."


def no_backup(path: Path) -> str:
    """It cannot be put back."""
    return f"{path} is geen reservekopie van Bouncewijzer, of is beschadigd. Er is niets veranderd."


def too_new(path: Path) -> str:
    """It was made by a later version."""
    return (
        f"{path} is door een nieuwere Bouncewijzer gemaakt. Zet haar met die versie terug. Er is niets veranderd."
    )


def unwritable(target: Path) -> str:
    """It cannot be written."""
    return f"{target} kan niet geschreven worden. Controleer de map en de vrije ruimte."


def unreadable(source: Path) -> str:
    """It cannot be read."""
    return f"{source} kan niet gelezen of teruggezet worden. Controleer het bestand, de map en de vrije ruimte."


def pg_dump(target: Path) -> str:
    """How PostgreSQL is backed up."""
    return (
        "De gegevens staan in PostgreSQL. Maak de reservekopie met:\n"
        f'  pg_dump --format=custom --file={target} "$BOUNCEWIJZER_DATABASE_URL"'
    )


def pg_restore(source: Path) -> str:
    """How PostgreSQL is put back."""
    return (
        "De gegevens staan in PostgreSQL. Stop alle bots, zet terug, en meld dat voordat u ze weer start:\n"
        '  pg_restore --clean --if-exists --no-owner --single-transaction --dbname="$BOUNCEWIJZER_DATABASE_URL" '
        f"{source}\n"
        "  bouncewijzer desk restored"
    )


def step(number: str, does: str) -> str:
    """One step of the schema; what it does stands in the words of its file, in English."""
    return f"{number}  {does}"


def upgraded(steps: int, *, dry_run: bool) -> str:
    """The tables were brought up to date, or could be."""
    if not steps:
        return "De database is bij: er is niets te doen."
    number = "Deze stap" if steps == 1 else f"Deze {steps} stappen"
    if dry_run:
        went = "gaat" if steps == 1 else "gaan"
        return f"{number} {went} goed. Er is niets veranderd."
    return f"{number} {'is' if steps == 1 else 'zijn'} gezet."
