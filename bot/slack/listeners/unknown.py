"""What nobody listens to: acknowledged, or Slack would send it again and again."""

import re
from typing import Final

from slack_bolt.async_app import AsyncAck, AsyncApp

_ANY: Final = re.compile("")


def register(app: AsyncApp) -> None:
    """Listen to all that is left."""

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    for kind in (
        app.event,
        app.action,
        app.attachment_action,
        app.view_submission,
        app.view_closed,
        app.global_shortcut,
        app.message_shortcut,
        app.command,
        app.options,
        app.dialog_submission,
        app.dialog_cancellation,
    ):
        kind(_ANY)(acknowledge)
