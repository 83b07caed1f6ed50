"""The slash command."""

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.commands import bounce
from bot.slack.port import SlackPort
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, port: SlackPort, workplace: Workplace) -> None:
    """Register the listeners of this folder."""
    bounce.register(app, desk, port, workplace)
