"""The bot in Teams: the address that Teams calls, and the way back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.desk import Desk
from bot.desk.chat import ChatBarredError, ChatUnavailableError
from bot.desk.database import Database
from bot.desk.references import KeptReferences
from bot.desk.work import Place
from bot.server.chats import IsConnected, always
from bot.server.errors import TeamsRefusedError
from bot.server.http import MESSAGES, Door
from bot.settings import Platform, Settings, plain
from bot.teams import Credentials, Hearing, Identity, Keyring, TeamsPort, Workplace, cloud_of, connected
from bot.teams import Door as TeamsDoor
from bot.teams.cards import draw, forms
from bot.teams.guard import Guard
from bot.teams.origins import Origins
from bot.teams.references import References
from bot.teams.sdk import through_sdk

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def on_teams(settings: Settings, database: Database) -> AsyncIterator["OnTeams"]:
    """Ready to be called by Teams until it is left. `database`: the desk's, for the ways to conversations.

    Raises:
        TeamsRefusedError: the registration is no good.
    """
    references = KeptReferences(database, Platform.TEAMS)
    credentials = _credentials(settings)
    cloud = cloud_of(settings.teams_cloud)
    async with connected(credentials, references, cloud, draw, anonymous=settings.teams_allow_anonymous) as (
        port,
        keyring,
    ):
        await introduced(port)
        yield OnTeams(settings, port, keyring, references)


async def introduced(port: TeamsPort) -> None:
    """See that Microsoft knows us. Where it is away the first call asks again: Slack does not wait for it.

    Raises:
        TeamsRefusedError: the registration is no good.
    """
    try:
        await port.introduce()
    except ChatBarredError as error:
        raise TeamsRefusedError(error.code) from error
    except ChatUnavailableError as error:
        _log.warning("teams_silent", code=error.code)


class OnTeams:
    """A Chat: Teams."""

    def __init__(self, settings: Settings, port: TeamsPort, keyring: Keyring, references: References) -> None:
        self.port = port
        self._settings = settings
        self._keyring = keyring
        self._references = references
        self._tenant = settings.teams_tenant_id or ""
        self._workplace = Workplace(
            Identity(settings.teams_app_id or "", self._tenant),
            settings.support_in(Platform.TEAMS),
            settings.helpdesk_in(Platform.TEAMS),
        )

    @property
    def helpdesk(self) -> Place | None:
        """The helpdesk's channel, if it is in Teams."""
        channel = self._workplace.helpdesk
        return self._workplace.place(channel) if channel else None

    @asynccontextmanager
    async def hearing(self, desk: Desk, door: Door) -> AsyncIterator[IsConnected]:
        """Activities go to the desk as long as this is entered."""
        cloud, anonymous = cloud_of(self._settings.teams_cloud), self._settings.teams_allow_anonymous
        credentials = _credentials(self._settings)
        hearing = Hearing(desk=desk, workplace=self._workplace, draw=draw, forms=forms)
        teams = TeamsDoor(
            through_sdk(hearing.hear),
            guard=Guard(self._keyring, cloud.issuer, credentials.app_id) if credentials else None,
            origins=Origins(cloud, loopback=anonymous),
            references=self._references,
            tenant=self._tenant,
            anonymous=anonymous,
            refused=desk.metrics.turned_away,
        )
        async with door.open(MESSAGES, teams.handle):
            yield always


def _credentials(settings: Settings) -> Credentials | None:
    if settings.teams_app_id is None:
        return None
    return Credentials(settings.teams_app_id, plain(settings.teams_app_password), settings.teams_tenant_id)
