"""The whole bot, put together: knowledge, desk, and the chats in which colleagues meet it."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from functools import partial

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.answers import Knowledge
from bot.desk import Desk
from bot.desk.database import Database, SchemaTooNewError
from bot.server.chats import Chat, IsConnected
from bot.server.errors import DatabaseError, TooOldError
from bot.server.home import at_home
from bot.server.http import Door
from bot.server.watching import watch
from bot.settings import Settings, plain


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
    settings.way()
    async with AsyncExitStack() as house:
        home = house.enter_context(
            at_home(
                settings.data,
                plain(settings.database_url) or None,
                executor_id=settings.executor_id,
                token=plain(settings.slack_bot_token) or plain(settings.teams_app_password),
            )
        )
        if door is None:
            door = Door()
            await house.enter_async_context(door.listening(settings.host, settings.port))
        knowledge = await asyncio.to_thread(Knowledge, settings.rules, settings.intents, settings.helpdesk_name)
        door.pulse.knows(knowledge)
        database = Database(home.database_url)
        chats = [await house.enter_async_context(chat) for chat in _chats(settings, database)]
        desk = Desk(
            database=database,
            engine_url=home.engine_url,
            knowledge=knowledge,
            ports=[chat.port for chat in chats],
            helpdesk=next((chat.helpdesk for chat in chats if chat.helpdesk is not None), None),
            secret=home.key,
            executor_id=home.executor_id,
            retention_days=settings.retention_days,
            look_up=look_up,
        )
        house.push_async_callback(desk.stop)
        await _started(desk)
        door.pulse.works(desk)
        are_connected = [await house.enter_async_context(chat.hearing(desk, door)) for chat in chats]
        door.pulse.hears(partial(_all, are_connected))
        house.push_async_callback(door.pulse.drains)
        ready()
        await watch(knowledge)


def _chats(settings: Settings, database: Database) -> Iterator[AbstractAsyncContextManager[Chat]]:
    """The chats that the settings name. Of another nothing is loaded: its packages may be missing."""
    if settings.with_slack:
        from bot.server.on_slack import on_slack

        yield on_slack(settings)
    if settings.with_teams:
        from bot.server.on_teams import on_teams

        yield on_teams(settings, database)


async def _all(are_connected: Sequence[IsConnected]) -> bool:
    """Whether every chat can reach us."""
    return all([await is_connected() for is_connected in are_connected])


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
