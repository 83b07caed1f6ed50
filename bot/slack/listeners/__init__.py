"""Listeners, laid out as in Slack's own templates: a folder per kind of payload, a file per button, form or event.

A listener takes a payload apart, calls the desk, and acknowledges. It decides nothing.
"""

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners import actions, commands, events, messages, shortcuts, unknown, views
from bot.slack.port import SlackPort
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, port: SlackPort, workplace: Workplace) -> None:
    """Register every listener; the ones for what we do not know come last."""
    messages.register(app, desk, workplace)
    events.register(app, desk, port, workplace)
    commands.register(app, desk, port, workplace)
    shortcuts.register(app, desk, workplace)
    actions.register(app, desk, port, workplace)
    views.register(app, desk, workplace)
    unknown.register(app)
