"""A local workspace that speaks Slack's Web API and Socket Mode, to try and test an app without an account.

It knows nothing of the app that it hosts.
"""

from bot.playground.errors import PlaygroundError, UnreadableManifestError, UnreadableWorkspaceError
from bot.playground.server import Playground

__all__ = ["Playground", "PlaygroundError", "UnreadableManifestError", "UnreadableWorkspaceError"]
