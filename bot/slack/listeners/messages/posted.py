"""A new message."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.payloads import MessageEvent
from bot.slack.reception import Reception
from bot.slack.shown import SAID, posted
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to messages that say something; Bolt acknowledges when the listener returns."""

    async def message_posted(body: dict[str, Any], event: dict[str, Any]) -> None:
        work = posted(MessageEvent.model_validate(event), workplace, body.get("event_id"))
        if work is not None:
            await desk.accept(work)

    app.event({"type": "message", "subtype": SAID})(message_posted)
