"""The first calls of Slack: do the tokens work, and as whom?"""

import asyncio
from dataclasses import dataclass
from typing import Final

import structlog

from bot.desk.chat import ChatBarredError, ChatRefusedError, ChatUnavailableError
from bot.server.errors import SlackRefusedError, SlackSilentError
from bot.settings import Platform, Settings, plain
from bot.slack import Identity, SlackPort, connected
from bot.slack.calling import calling
from bot.slack.origins import SLACK_API

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Greeting:
    """Who we are, by name, as auth.test says; and the channels of the settings that we are not in."""

    team: str
    name: str
    absent: tuple[str, ...]


def api_url_of(settings: Settings) -> str:
    """The Web API's address."""
    return settings.slack_api_url or SLACK_API


async def greet(settings: Settings) -> Greeting:
    """Ask Slack once who we are, whether the app token opens Socket Mode, and whether we are in our channels.

    Raises:
        SlackRefusedError: one of the tokens is no good.
        SlackSilentError: no answer, or none of Slack's.
    """
    async with connected(plain(settings.slack_bot_token), api_url_of(settings)) as port:
        try:
            with calling():
                said = await port.client.auth_test()
            await try_app_token(port, settings)
            absent = [each for each in settings.channels_in(Platform.SLACK) if not await is_in(port, each)]
        except (ChatRefusedError, ChatBarredError) as error:
            raise SlackRefusedError(error.code) from error
        except ChatUnavailableError as error:
            raise SlackSilentError(api_url_of(settings)) from error
        return Greeting(str(said.get("team", "")), str(said.get("user", "")), tuple(absent))


async def is_in(port: SlackPort, channel: str) -> bool:
    """Whether we are in a channel. One that we cannot see is one that we are not in. Raises ChatError."""
    try:
        with calling():
            answer = await port.client.conversations_info(channel=channel)
            return bool(answer["channel"].get("is_member"))
    except ChatRefusedError as error:
        if error.code == "channel_not_found":
            return False
        raise


async def introduced(port: SlackPort, settings: Settings) -> Identity:
    """Who we are; asked again for as long as Slack does not answer.

    Raises:
        SlackRefusedError: one of the tokens is no good.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            identity = await port.introduce()
            await try_app_token(port, settings)
        except (ChatRefusedError, ChatBarredError) as error:
            raise SlackRefusedError(error.code) from error
        except ChatUnavailableError as error:
            _log.warning("slack_silent", code=error.code, again_in=error.retry_after or pause)
            await asyncio.sleep(error.retry_after or pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return identity


async def try_app_token(port: SlackPort, settings: Settings) -> None:
    """See that the app token opens Socket Mode, where there is one. Raises ChatError."""
    if settings.slack_app_token is not None:
        with calling():
            await port.client.apps_connections_open(app_token=plain(settings.slack_app_token))
