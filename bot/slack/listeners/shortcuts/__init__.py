"""The message shortcut."""

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.shortcuts import explain
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Register the listeners of this folder."""
    explain.register(app, desk, workplace)
