"""The manifest: who we are in Teams, where we can be asked, and what we may read.

It declares what the code uses and nothing more; a permission that nobody needs is one that an administrator has to
think about.

Source: https://learn.microsoft.com/microsoft-365/extensibility/schema/?view=m365-app-1.19
"""

from dataclasses import dataclass
from typing import Any, Final

from bot.answers.words import introduction as words
from bot.teams.names import BOUNCE, EXPLAIN, HELP

VERSION: Final = "1.19"
"""Of the manifest's form."""
COLOR: Final = "color.png"
OUTLINE: Final = "outline.png"
ENGLISH: Final = "en.json"
"""Names of the files beside it."""

_SCOPES: Final = ("personal", "team", "groupChat")
_BLUE: Final = "#1d4fd7"
"""The ground of the colour icon."""
_READ_CHANNELS: Final = "ChannelMessage.Read.Group"
_NO_RESOURCE: Final = "https://RscBasedStoreApp"
"""Does nothing, and has to be there: without it the permission is refused."""


@dataclass(frozen=True, slots=True)
class App:
    """What differs from one organisation to the next.

    Attributes:
        id: The bot's registration at Microsoft; the app in Teams goes by the same id.
        version: Ours; Teams takes a package as an update only where this is higher.
        domain: Where the organisation has its pages on the app, on privacy and on its terms.
        maker: Who is named as its maker.
        reads_along: Whether the owners of a team are asked to let us read its channels without being mentioned.
    """

    id: str
    version: str
    domain: str
    maker: str
    reads_along: bool = True


def manifest(app: App) -> dict[str, Any]:
    """The manifest, in Dutch."""
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json",
        "manifestVersion": VERSION,
        "version": app.version,
        "id": app.id,
        "developer": {
            "name": app.maker,
            "websiteUrl": f"https://{app.domain}",
            "privacyUrl": f"https://{app.domain}/privacy",
            "termsOfUseUrl": f"https://{app.domain}/terms",
        },
        "name": {"short": words.NAME, "full": words.LONG_NAME},
        "description": {"short": words.SHORT, "full": words.LONG},
        "localizationInfo": {
            "defaultLanguageTag": "nl",
            "additionalLanguages": [{"languageTag": "en", "file": ENGLISH}],
        },
        "icons": {"color": COLOR, "outline": OUTLINE},
        "accentColor": _BLUE,
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "bots": [_bot(app)],
        "composeExtensions": [_extension(app)],
        **(_consent(app) if app.reads_along else {}),
    }


def _bot(app: App) -> dict[str, Any]:
    return {
        "botId": app.id,
        "scopes": list(_SCOPES),
        "supportsFiles": True,
        "commandLists": [
            {
                "scopes": list(_SCOPES),
                "commands": [
                    {"title": BOUNCE, "description": words.BOUNCE_HINT},
                    {"title": HELP, "description": words.HELP_HINT},
                ],
            }
        ],
    }


def _extension(app: App) -> dict[str, Any]:
    command = {
        "id": EXPLAIN,
        "type": "action",
        "context": ["message"],
        "title": words.EXPLAIN,
        "description": words.EXPLAIN_HINT,
        "fetchTask": True,
    }
    return {"botId": app.id, "commands": [command]}


def _consent(app: App) -> dict[str, Any]:
    """What the owners of a team are asked to allow when they add us."""
    return {
        "webApplicationInfo": {"id": app.id, "resource": _NO_RESOURCE},
        "authorization": {"permissions": {"resourceSpecific": [{"name": _READ_CHANNELS, "type": "Application"}]}},
    }
