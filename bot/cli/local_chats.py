"""The local workspace that the bot is tried in, and the settings that make it the bot's chats."""

import errno
import os
from collections.abc import Sequence

from aiohttp.web import RouteDef
from pydantic import SecretStr

from bot.answers.words import introduction
from bot.playground import Playground, TeamsApp
from bot.server import ListeningError
from bot.settings import LOOPBACK, Mode, Platform, Settings, SettingsError, Wrong, shipped


async def opened(settings: Settings, beside: Sequence[RouteDef] = ()) -> Playground:
    """The workspace, listening; with Teams where the packages for that are installed.

    Raises:
        SettingsError: the address is not this machine's own.
        ListeningError: it cannot be listened on.
    """
    workspace = _workspace(settings, beside)
    try:
        await workspace.start()
    except OSError as error:
        raise ListeningError(settings.host, settings.port, taken=error.errno == errno.EADDRINUSE) from error
    return workspace


def connected_to(workspace: Playground, settings: Settings) -> Settings:
    """The settings, with the workspace as the chats. The way to it goes through no proxy of the environment.

    The helpdesk is in the workspace's Slack, unless the setting names a channel of Teams.
    """
    os.environ["no_proxy"] = ",".join(filter(None, (os.environ.get("no_proxy"), settings.host)))
    slack = {
        "mode": Mode.SOCKET,
        "slack_bot_token": SecretStr(workspace.bot_token),
        "slack_app_token": SecretStr(workspace.app_token),
        "slack_signing_secret": None,
        "slack_api_url": workspace.api_url,
        "support_channels": (),
        "helpdesk_channel": workspace.helpdesk_channel,
    }
    return settings.model_copy(update={**slack, **_in_teams(workspace, settings)})


def _workspace(settings: Settings, beside: Sequence[RouteDef]) -> Playground:
    manifest = shipped("app_manifest.yml")
    try:
        return Playground(settings.data, settings.host, settings.port, manifest, beside=beside, teams=_teams_app())
    except ValueError as error:
        raise SettingsError("BOUNCEWIJZER_HOST", Wrong.NOT_LOOPBACK, allowed=LOOPBACK) from error


def _teams_app() -> TeamsApp | None:
    """The bot as Teams knows it; None where what it needs for that is not installed (the extra `teams`)."""
    try:
        from bot.teams.names import EXPLAIN
    except ImportError:
        return None
    return TeamsApp(introduction.NAME, extensions={EXPLAIN: introduction.EXPLAIN})


def _in_teams(workspace: Playground, settings: Settings) -> dict[str, object]:
    teams = workspace.teams
    if teams is None:
        return {"teams_app_id": None, "teams_allow_anonymous": False}
    registration: dict[str, object] = {
        "teams_app_id": teams.app_id,
        "teams_app_password": SecretStr(teams.secret),
        "teams_tenant_id": teams.tenant,
        "teams_cloud": teams.home,
        "teams_allow_anonymous": False,
    }
    if settings.helpdesk_in(Platform.TEAMS):
        registration["helpdesk_channel"] = teams.helpdesk_channel
    return registration
