"""Whether the settings for Teams are whole, and whether Microsoft knows them.

`bouncewijzer teams check`, and a part of `check` and `doctor`.
"""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.cli import teams_words, words
from bot.cli.complaints import complain
from bot.desk.chat import ChatBarredError, ChatError
from bot.settings import Platform, Settings, SettingsError, plain, read_settings, strangers

if TYPE_CHECKING:
    from bot.teams import Credentials
    from bot.teams.cloud import Cloud


def check() -> int:
    """Check it all. Gives the exit code: 1 where something is wrong."""
    try:
        settings = read_settings()
        settings.way()
    except SettingsError as error:
        return complain(error)
    if not settings.with_teams:
        return complain(teams_words.NO_REGISTRATION)
    for note in _notes(settings):
        print(note)
    if not is_known(settings):
        return 1
    print(teams_words.endpoint(settings.host, settings.port))
    print(teams_words.WELL)
    return 0


def is_known(settings: Settings) -> bool:
    """Say whether Microsoft knows the registration that is set. An emulator needs none."""
    wrong = wrong_with_registration(settings)
    if wrong is not None:
        complain(wrong)
    elif settings.teams_app_id is not None:
        print(teams_words.REGISTERED)
    return wrong is None


def wrong_with_registration(settings: Settings) -> str | None:
    """What is wrong with the registration that is set, as a sentence; None where nothing is."""
    try:
        return asyncio.run(_asked(settings))
    except ModuleNotFoundError:
        return teams_words.NO_EXTRA


async def what_is_wrong(credentials: "Credentials", cloud: "Cloud") -> str | None:
    """What Microsoft has against a registration, as a sentence; None where it takes it."""
    from bot.teams.registration import try_registration

    try:
        await try_registration(credentials, cloud)
    except ChatBarredError as error:
        return teams_words.barred(error.code)
    except ChatError:
        return teams_words.SILENT
    return None


async def _asked(settings: Settings) -> str | None:
    from bot.teams import Credentials, cloud_of

    if settings.teams_app_id is None:
        return None
    secret = plain(settings.teams_app_password)
    credentials = Credentials(settings.teams_app_id, secret, settings.teams_tenant_id)
    return await what_is_wrong(credentials, cloud_of(settings.teams_cloud))


def _notes(settings: Settings) -> Iterator[str]:
    yield from map(words.stranger, strangers())
    if settings.teams_allow_anonymous:
        yield teams_words.ANONYMOUS
    if settings.teams_app_id is not None and settings.teams_tenant_id is None:
        yield teams_words.NO_TENANT
    if settings.helpdesk_channel is None:
        yield words.NO_HELPDESK
    elif settings.helpdesk_in(Platform.TEAMS) in settings.support_in(Platform.TEAMS):
        yield words.HELPDESK_LISTENED_TO
