"""`bouncewijzer run` and `bouncewijzer playground`: long-lived, until someone says stop."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import Final

from bot.answers import IntentError
from bot.cli import words
from bot.cli.complaints import complain
from bot.cli.local_chats import connected_to, opened
from bot.cli.obstacles import obstacle
from bot.diagnosis import RuleError
from bot.playground import Playground, UnreadableWorkspaceError
from bot.server import Door, ServerError, moved_in, serve, set_up_logs
from bot.settings import LogLevel, Mode, Settings, SettingsError, read_settings

_STOPS: Final = (signal.SIGINT, signal.SIGTERM)
_INTERRUPTED: Final = 130


def run() -> int:
    """The bot, until it is told to stop. Gives the exit code."""
    try:
        settings = read_settings()
        way = settings.way()
    except SettingsError as error:
        return complain(error)
    if way is Mode.PLAYGROUND:
        set_up_logs(_level(settings, LogLevel.WARNING))
        return _until_stopped(_with_playground(settings))
    set_up_logs(_level(settings, LogLevel.INFO))
    return _until_stopped(serve(settings, ready=lambda: print(words.LISTENING, flush=True)))


def playground(port: int | None) -> int:
    """The workspace alone, until it is told to stop. Gives the exit code."""
    try:
        settings = read_settings()
    except SettingsError as error:
        return complain(error)
    if port is not None:
        settings = settings.model_copy(update={"port": port})
    set_up_logs(_level(settings, LogLevel.WARNING))
    return _until_stopped(_playground_alone(settings))


def _level(settings: Settings, otherwise: LogLevel) -> int:
    return logging.getLevelNamesMapping()[(settings.log_level or otherwise).upper()]


async def _with_playground(settings: Settings) -> None:
    with moved_in(settings.data, "playground"):
        door = Door()
        workspace = await opened(settings, [*door.about_us(), *door.for_chats()])
        try:
            await serve(connected_to(workspace, settings), ready=lambda: _announce(workspace), door=door)
        finally:
            await workspace.stop()


async def _playground_alone(settings: Settings) -> None:
    with moved_in(settings.data, "playground"):
        workspace = await opened(settings)
        try:
            _announce(workspace)
            await asyncio.Event().wait()
        finally:
            await workspace.stop()


def _announce(workspace: Playground) -> None:
    print(workspace.url)
    print(words.HOW_TO_STOP, flush=True)


def _until_stopped(work: Coroutine[None, None, None]) -> int:
    try:
        asyncio.run(_stoppable(work))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (SettingsError, RuleError, IntentError) as error:
        return complain(error)
    except ServerError as error:
        return complain(obstacle(error))
    except UnreadableWorkspaceError as error:
        return complain(words.workspace_damaged(str(error.path)))
    return 0


async def _stoppable(work: Coroutine[None, None, None]) -> None:
    """Do the work until it ends or a signal comes; then it is cancelled and may put its things away."""
    loop = asyncio.get_running_loop()
    doing = asyncio.ensure_future(work)
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        for each in _STOPS:
            loop.remove_signal_handler(each)  # who asks twice does not want to wait
        doing.cancel()

    for each in _STOPS:
        loop.add_signal_handler(each, stop)
    try:
        await doing
    except asyncio.CancelledError:
        if not stopped:
            raise
