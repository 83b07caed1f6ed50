"""Events that are no messages."""

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.events import app_home_opened, app_mention, member_joined_channel, member_left_channel
from bot.slack.port import SlackPort
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, port: SlackPort, workplace: Workplace) -> None:
    """Register the listeners of this folder."""
    app_home_opened.register(app, port)
    app_mention.register(app, desk, workplace)
    member_joined_channel.register(app, port)
    member_left_channel.register(app, port)
