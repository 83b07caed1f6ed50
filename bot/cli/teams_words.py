"""What `bouncewijzer teams` says."""

from collections.abc import Sequence
from typing import Final

from bot.cli import words

NO_EXTRA: Final = (
    "De pakketten voor Teams ontbreken. Installeer Bouncewijzer met de extra `teams` (zie docs/teams.md)."
)
NO_APP_ID: Final = "Geef --app-id, of stel TEAMS_APP_ID in: het id van de registratie van de bot bij Microsoft."
BAD_DOMAIN: Final = (
    "--domain klopt niet. Goed is een domein zonder https:// en zonder pad, zoals bounce.example.nl."
)
NO_DOMAIN: Final = (
    "Let op: zonder --domain wijzen de adressen van de maker, zijn privacybeleid en zijn voorwaarden nergens heen."
)
NO_REGISTRATION: Final = (
    "TEAMS_APP_ID en TEAMS_APP_PASSWORD zijn niet ingesteld: Teams kan de bot niet bereiken (zie docs/teams.md)."
)
NO_TENANT: Final = (
    "Let op: TEAMS_TENANT_ID is niet ingesteld. Dat kan alleen bij een registratie voor meer organisaties "
    "(multi-tenant)."
)
ANONYMOUS: Final = (
    "Let op: TEAMS_ALLOW_ANONYMOUS staat aan. Elk programma op deze computer kan zich nu voor Teams uitgeven."
)
REGISTERED: Final = "Microsoft kent de registratie."
SILENT: Final = "Microsoft is niet bereikbaar, dus of de registratie klopt is niet gecontroleerd."
WELL: Final = "Voor Teams is alles ingesteld."

_MICROSOFT_SAYS: Final = {
    "invalid_client": "TEAMS_APP_PASSWORD klopt niet, of is verlopen",
    "unauthorized_client": "TEAMS_APP_ID is niet bekend in deze tenant (TEAMS_TENANT_ID)",
    "invalid_request": "TEAMS_TENANT_ID is geen tenant die Microsoft kent",
}


def written(path: str) -> str:
    """The package is there."""
    return f"Het pakket staat in {path}. Upload het in Teams (zie docs/teams.md, stap 10)."


def unwritable(path: str) -> str:
    """The package could not be written."""
    return f"Het bestand {path} kan niet geschreven worden."


def refused(places: Sequence[str]) -> str:
    """Microsoft's schema does not take the package."""
    return f"Teams zou het pakket weigeren, om wat er staat bij {words.joined(places)}."


def barred(code: str) -> str:
    """Microsoft does not let us in."""
    return f"Microsoft weigert: {_MICROSOFT_SAYS.get(code, f'code {code}')}."


def endpoint(host: str, port: int) -> str:
    """Where the messages of Teams have to arrive."""
    return f"Laat https://…/api/messages (het messaging endpoint van de registratie) uitkomen op {host}:{port}."
