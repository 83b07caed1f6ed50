"""The labels and sentences of `bouncewijzer doctor`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

PARTS: Final = {
    "versions": "Versies",
    "settings": "Instellingen",
    "data": "Gegevensmap",
    "knowledge": "Regels en antwoorden",
    "database": "Database",
    "slack": "Slack",
    "teams": "Teams",
}
_LABELS: Final = {
    "bouncewijzer": "Bouncewijzer",
    "python": "Python",
    "sqlite": "SQLite",
    "ocr": "Schermafbeeldingen lezen",
    "mode": "Manier",
    "folder": "Map",
    "writable": "Schrijfbaar",
    "free": "Vrije ruimte",
    "rules": "Regels",
    "intents": "Antwoorden",
    "kind": "Soort",
    "reachable": "Bereikbaar",
    "schema": "Schema",
    "waiting": "Werk dat wacht",
    "failed": "Werk dat mislukte",
    "asked": "Gevraagd",
    "bot_token": "SLACK_BOT_TOKEN",
    "app_token": "SLACK_APP_TOKEN",
    "scopes": "Rechten",
    "clock": "Klok",
    "registration": "Registratie",
    "answers": "Antwoord",
}

WELL: Final = "Alles in orde."
ILL: Final = "Niet alles is in orde: zie de regels met een uitroepteken."
NOT_IN_TIME: Final = "niet op tijd"
HANGS: Final = "Dit onderdeel antwoordt niet. Controleer het netwerk, de proxy en de adressen in de instellingen."

NOT_SET: Final = "niet ingesteld"
NOT_THERE: Final = "niet aanwezig"
NOT_SAID: Final = "onbekend: Slack zei het niet"
WRONG: Final = "klopt niet"
OLD_SQLITE: Final = "Ouder dan 3.42: de bot vult zelf aan wat ontbreekt."
NO_OCR: Final = "Met de extra `ocr` leest de bot ook schermafbeeldingen."
NO_FOLDER_YET: Final = "Wordt bij de eerste start gemaakt."
FULL: Final = "Maak ruimte op deze schijf: zonder ruimte kan de bot niets aannemen."
CHECK: Final = "`bouncewijzer check` noemt bestand, regel en veld."
NOTHING_YET: Final = "nog niets"
MADE_AT_START: Final = "De eerste start maakt de tabellen."
MIGRATED_AT_START: Final = "De volgende start werkt de tabellen bij."
TOO_NEW: Final = "De database is van een nieuwere Bouncewijzer: gebruik die versie."
FAILED: Final = "`bouncewijzer desk list` noemt het werk, `bouncewijzer desk retry` laat het opnieuw doen."
NO_TOKEN: Final = "Zonder SLACK_BOT_TOKEN is er niets te vragen."  # noqa: S105 — a sentence
NO_REGISTRATION: Final = "Zonder TEAMS_APP_ID is er niets te vragen."
WORKS: Final = "werkt"
REINSTALL: Final = "Werk de app bij met app_manifest.yml op api.slack.com/apps, en installeer haar opnieuw."
SET_THE_CLOCK: Final = (
    "Zet de klok van deze machine gelijk (NTP): Slack en de bot weigeren verzoeken met een andere tijd."
)


def label(name: str) -> str:
    """A fact by its label; a setting or a channel is its own."""
    return _LABELS.get(name, name)


def yes(true: bool) -> str:  # noqa: FBT001 — it is what is worded
    """A plain fact."""
    return "ja" if true else "nee"


def secret(kind: str) -> str:
    """A secret that is set."""
    return f"ingesteld ({kind})" if kind else "ingesteld"


def megabytes(free: int) -> str:
    """Room on a disk."""
    return f"{free} MB"


def no_writing(folder: Path) -> str:
    """The data folder cannot be used."""
    return f"In {folder} kan niet geschreven worden. Stel BOUNCEWIJZER_DATA in op een eigen map."


def mistakes(count: int) -> str:
    """Rules or intents do not load."""
    return f"{count} {'fout' if count == 1 else 'fouten'}"


def schema(found: str, newest: str) -> str:
    """The schema that stands, and the newest that is known here."""
    return f"{found} (nieuwste hier: {newest})"


def works(team: str, name: str) -> str:
    """The token works."""
    return f"werkt: {team}, als {name}"


def missing(scopes: Sequence[str]) -> str:
    """Rights that the app has not got."""
    return f"ontbreken: {', '.join(scopes)}" if scopes else "volledig"


def seconds(skew: int) -> str:
    """How far our clock is from Slack's."""
    return f"{skew:+d} seconden ten opzichte van Slack" if skew else "gelijk met Slack"


def inside(true: bool) -> str:  # noqa: FBT001 — it is what is worded
    """Whether the bot is in a channel."""
    return "de bot is lid" if true else "de bot is geen lid"
