"""What keeps the bot from running, in one sentence. Apart from the other words: `explain` needs no server."""

from typing import Final

from bot.server.errors import (
    AlreadyRunningError,
    DatabaseError,
    DataFolderError,
    ListeningError,
    ServerError,
    SlackRefusedError,
    SlackSilentError,
    TeamsRefusedError,
    TooOldError,
)

_SLACK_SAYS: Final = {
    "invalid_auth": "een token klopt niet (SLACK_BOT_TOKEN of SLACK_APP_TOKEN)",
    "not_authed": "een token klopt niet (SLACK_BOT_TOKEN of SLACK_APP_TOKEN)",
    "account_inactive": "de app is uit de werkruimte verwijderd; installeer haar opnieuw",
    "token_revoked": "het token in SLACK_BOT_TOKEN is ingetrokken; installeer de app opnieuw",
    "token_expired": "het token in SLACK_BOT_TOKEN is verlopen; installeer de app opnieuw",
    "not_allowed_token_type": "SLACK_APP_TOKEN is geen token op app-niveau (xapp-…)",
    "missing_scope": "de app mist een recht; installeer haar opnieuw met app_manifest.yml",
}


def obstacle(error: ServerError) -> str:
    """What keeps the bot from running, in one sentence."""
    match error:
        case DataFolderError(folder=folder):
            said = (
                f"In {folder} kan niet gelezen en geschreven worden. Stel BOUNCEWIJZER_DATA in op een eigen map."
            )
        case AlreadyRunningError(folder=folder):
            said = (
                f"Er draait al een Bouncewijzer met de map {folder}. Stop die, of stel BOUNCEWIJZER_DATA in. "
                "Met PostgreSQL (BOUNCEWIJZER_DATABASE_URL) kunnen er meer tegelijk draaien."
            )
        case ListeningError(host=host, port=port, taken=True):
            said = f"Poort {port} op {host} is al in gebruik. Stop dat programma, of stel BOUNCEWIJZER_PORT in."
        case ListeningError(host=host, port=port):
            said = f"Luisteren op {host}:{port} lukt niet. Controleer BOUNCEWIJZER_HOST en BOUNCEWIJZER_PORT."
        case TooOldError(standing=standing, newest=newest):
            said = (
                f"De database is van een nieuwere Bouncewijzer (schema {standing}, deze kent {newest}). "
                "Start die versie, of zet een back-up van daarvoor terug."
            )
        case DatabaseError():
            said = "De database is niet bereikbaar. Controleer BOUNCEWIJZER_DATABASE_URL."
        case SlackRefusedError(code=code):
            said = f"Slack weigert: {_SLACK_SAYS.get(code, f'code {code}')}."
        case SlackSilentError(address=address):
            said = f"Slack is niet bereikbaar op {address}."
        case TeamsRefusedError(code=code):
            said = (
                f"Microsoft weigert de registratie van de bot (code {code}). "
                "Controleer TEAMS_APP_ID, TEAMS_APP_PASSWORD en TEAMS_TENANT_ID."
            )
        case _:
            raise error
    return said
