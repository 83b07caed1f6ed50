"""Someone left a channel: who may act for the helpdesk changes with it."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.payloads import Membership
from bot.slack.port import SlackPort


def register(app: AsyncApp, port: SlackPort) -> None:
    """Keep the members fresh."""

    async def member_left_channel(event: dict[str, Any]) -> None:
        change = Membership.model_validate(event)
        port.members.left(change.channel, change.user)

    app.event("member_left_channel")(member_left_channel)
