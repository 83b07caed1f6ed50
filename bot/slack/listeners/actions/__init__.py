"""Buttons."""

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.actions import answer_found, claim, not_found, resolve, to_helpdesk, try_example
from bot.slack.port import SlackPort
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, port: SlackPort, workplace: Workplace) -> None:
    """Register the listeners of this folder."""
    answer_found.register(app, desk, workplace)
    not_found.register(app, desk, port)
    to_helpdesk.register(app, desk, port)
    claim.register(app, desk, workplace)
    resolve.register(app, desk, workplace)
    try_example.register(app, desk, workplace)
