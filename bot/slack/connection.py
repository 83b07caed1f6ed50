"""A connection to Slack's Web API: one session for all calls, none of which is ever repeated behind our back."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calling import SECONDS
from bot.slack.origins import SLACK_API, is_local
from bot.slack.port import SlackPort

LOGGER: Final = logging.getLogger("bot.slack.sdk")
"""What the SDK and Bolt log with. It has a level of its own: below it they log texts and payloads."""
LOGGER.setLevel(logging.ERROR)


@asynccontextmanager
async def connected(token: str, api_url: str = SLACK_API) -> AsyncIterator[SlackPort]:
    """A port to Slack that works until it is left.

    A call that was lost on its way is not sent again by the SDK: only the desk knows whether it may be.

    Args:
        token: The bot token.
        api_url: The Web API's address, where it is not Slack's own.
    """
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(
        timeout=timeout, trust_env=not is_local(api_url), cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        client = AsyncWebClient(token, base_url=api_url, session=session, retry_handlers=[], logger=LOGGER)
        client.proxy = None  # the session knows the proxies, and where none is to be used
        yield SlackPort(client, session)
