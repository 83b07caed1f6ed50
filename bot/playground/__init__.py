"""A local Slack and a local Teams, each with its own protocols, to try and test an app without an account.

It knows nothing of the app that it hosts.
"""

from bot.playground.errors import PlaygroundError, UnreadableManifestError, UnreadableWorkspaceError
from bot.playground.server import Playground
from bot.playground.teams import TeamsApp

__all__ = ["Playground", "PlaygroundError", "TeamsApp", "UnreadableManifestError", "UnreadableWorkspaceError"]
