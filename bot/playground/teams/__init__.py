"""The playground's Teams: channels and chats, and the Bot Framework's protocol between them and the app."""

from bot.playground.teams.app import TeamsApp
from bot.playground.teams.side import TeamsSide

__all__ = ["TeamsApp", "TeamsSide"]
