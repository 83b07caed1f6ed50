"""All parts of one running playground, for those who serve its doors."""

from dataclasses import dataclass

from bot.playground.envelopes import Postbox
from bot.playground.events import Events
from bot.playground.interactivity import Routes, Screens, Triggers
from bot.playground.keeping import Keeper
from bot.playground.manifest import Manifest
from bot.playground.pace import Pace
from bot.playground.socket_mode import SocketMode
from bot.playground.trouble import Troubles
from bot.playground.workspace import Workspace


@dataclass(slots=True)
class World:
    """The parts, put together once."""

    workspace: Workspace
    keeper: Keeper
    manifest: Manifest
    postbox: Postbox
    socket_mode: SocketMode
    events: Events
    triggers: Triggers
    routes: Routes
    screens: Screens
    pace: Pace
    troubles: Troubles
    pass_key: str
    """What the page's own addresses of files carry, so that it needs no token."""

    @property
    def origin(self) -> str:
        """The server's own address, without a slash at its end."""
        return self.workspace.origin
