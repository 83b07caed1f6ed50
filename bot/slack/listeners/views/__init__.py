"""Forms that were sent."""

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.views import bounce_form, helpdesk_form, not_found_form
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Register the listeners of this folder."""
    bounce_form.register(app, desk, workplace)
    helpdesk_form.register(app, desk, workplace)
    not_found_form.register(app, desk, workplace)
