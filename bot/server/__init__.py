"""The server: puts the rooms together and runs until it is cancelled."""

from bot.server.errors import ListeningError, ServerError
from bot.server.home import moved_in
from bot.server.http import Door
from bot.server.logs import set_up as set_up_logs
from bot.server.serving import serve

__all__ = ["Door", "ListeningError", "ServerError", "moved_in", "serve", "set_up_logs"]
