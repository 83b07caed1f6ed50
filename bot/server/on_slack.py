"""The bot in Slack: the first greeting, then Socket Mode or requests over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.desk import Desk
from bot.desk.work import Place
from bot.server.chats import IsConnected, always
from bot.server.greeting import api_url_of, introduced
from bot.server.http import EVENTS, Door
from bot.settings import Mode, Platform, Settings, plain
from bot.slack import SlackPort, Workplace, build_app, connected, events_handler, socket_mode

_GLANCE: Final = 0.05
"""Seconds between two looks at whether the connection stands."""


@asynccontextmanager
async def on_slack(settings: Settings) -> AsyncIterator["OnSlack"]:
    """Connected to Slack until it is left.

    Raises:
        SlackRefusedError: one of the tokens is no good.
    """
    async with connected(plain(settings.slack_bot_token), api_url_of(settings)) as port:
        identity = await introduced(port, settings)
        support, helpdesk = settings.support_in(Platform.SLACK), settings.helpdesk_in(Platform.SLACK)
        yield OnSlack(settings, port, Workplace(identity, support, helpdesk))


class OnSlack:
    """A Chat: Slack."""

    def __init__(self, settings: Settings, port: SlackPort, workplace: Workplace) -> None:
        self.port = port
        self._settings = settings
        self._workplace = workplace

    @property
    def helpdesk(self) -> Place | None:
        """The helpdesk's channel, if it is in Slack."""
        channel = self._workplace.helpdesk
        return self._workplace.place(channel) if channel else None

    @asynccontextmanager
    async def hearing(self, desk: Desk, door: Door) -> AsyncIterator[IsConnected]:
        """Events go to the desk as long as this is entered."""
        port, settings = self.port, self._settings
        desk.metrics.count_lookups(port.platform, lambda: port.lookups_refused)
        signing_secret = plain(settings.slack_signing_secret) or None
        app = build_app(desk=desk, port=port, workplace=self._workplace, signing_secret=signing_secret)
        if settings.way() is Mode.HTTP:
            async with door.open(EVENTS, events_handler(app)):
                yield always
        else:
            async with socket_mode(app, plain(settings.slack_app_token)) as socket:
                while not await socket.is_connected():  # noqa: ASYNC110 — the SDK has no event for it
                    await asyncio.sleep(_GLANCE)
                yield socket.is_connected
