"""Messages: new, changed and deleted ones."""

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.messages import changed, deleted, posted
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Register the listeners of this folder."""
    changed.register(app, desk, workplace)
    deleted.register(app, desk, workplace)
    posted.register(app, desk, workplace)
