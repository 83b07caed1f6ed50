"""The whole bot, put together: knowledge, desk, Slack, and the way by which Slack reaches us."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Final

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.answers import Knowledge
from bot.desk import Desk
from bot.desk.database import SchemaTooNewError
from bot.server.errors import DatabaseError, TooOldError
from bot.server.greeting import api_url_of, introduced, plain
from bot.server.home import at_home
from bot.server.http import Door
from bot.server.watching import watch
from bot.settings import Mode, Settings
from bot.slack import Workplace, build_app, connected, events_handler, socket_mode

_GLANCE: Final = 0.05
"""Seconds between two looks at whether the connection stands."""


async def serve(
    settings: Settings,
    *,
    ready: Callable[[], None] = lambda: None,
    look_up: bool = True,
    door: Door | None = None,
) -> None:
    """Run the bot until this is cancelled; then it takes nothing new, ends what it is doing, and returns.

    Args:
        settings: With credentials; without, there is nothing to connect to.
        ready: Called once, when events can come in.
        look_up: False only for the crash harness; see Desk.
        door: Where we are asked how we are; without one it listens itself, before anything else.

    Raises:
        SettingsError, RuleError, IntentError: What was written by people and cannot be used.
        ServerError: What outside keeps it from running.
    """
    way = settings.way()
    async with AsyncExitStack() as house:
        token = plain(settings.slack_bot_token)
        database_url = plain(settings.database_url) or None
        home = house.enter_context(
            at_home(settings.data, database_url, executor_id=settings.executor_id, token=token)
        )
        if door is None:
            door = Door()
            await house.enter_async_context(door.listening(settings.host, settings.port))
        knowledge = await asyncio.to_thread(Knowledge, settings.rules, settings.intents, settings.helpdesk_name)
        door.pulse.knows(knowledge)
        port = await house.enter_async_context(connected(token, api_url_of(settings)))
        identity = await introduced(port, settings)
        workplace = Workplace(identity, frozenset(settings.support_channels), settings.helpdesk_channel)
        desk = Desk(
            database_url=home.database_url,
            engine_url=home.engine_url,
            knowledge=knowledge,
            ports=(port,),
            helpdesk=workplace.place(workplace.helpdesk) if workplace.helpdesk else None,
            secret=home.key,
            executor_id=home.executor_id,
            retention_days=settings.retention_days,
            look_up=look_up,
        )
        house.push_async_callback(desk.stop)
        await _started(desk)
        desk.metrics.count_lookups(port.platform, lambda: port.lookups_refused)
        door.pulse.works(desk)
        signing_secret = plain(settings.slack_signing_secret) or None
        app = build_app(desk=desk, port=port, workplace=workplace, signing_secret=signing_secret)
        if way is Mode.HTTP:
            await house.enter_async_context(door.open(events_handler(app)))
            door.pulse.hears(_always)
        else:
            socket = await house.enter_async_context(socket_mode(app, plain(settings.slack_app_token)))
            while not await socket.is_connected():  # noqa: ASYNC110 — the SDK has no event for it
                await asyncio.sleep(_GLANCE)
            door.pulse.hears(socket.is_connected)
        house.push_async_callback(door.pulse.drains)
        ready()
        await watch(knowledge)


async def _always() -> bool:
    """Over HTTP nothing has to stand but our own address, once Slack knows our token."""
    return True


async def _started(desk: Desk) -> None:
    """Start the desk. Whoever wants to stop meanwhile waits for it: a half-started engine cannot be put away."""
    starting = asyncio.ensure_future(desk.start())
    try:
        await asyncio.shield(starting)
    except asyncio.CancelledError:
        await asyncio.gather(starting, return_exceptions=True)
        raise
    except SchemaTooNewError as error:
        raise TooOldError(error.standing, error.newest) from error
    except (SQLAlchemyError, CommandError) as error:
        raise DatabaseError(type(error).__name__) from error
