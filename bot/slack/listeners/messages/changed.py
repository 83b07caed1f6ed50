"""A message was changed: edited, or deleted while its thread has replies."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.payloads import ChangeEvent
from bot.slack.reception import Reception
from bot.slack.shown import changed
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to changed messages."""

    async def message_changed(body: dict[str, Any], event: dict[str, Any]) -> None:
        work = changed(ChangeEvent.model_validate(event), workplace, body.get("event_id"))
        if work is not None:
            await desk.accept(work)

    app.event({"type": "message", "subtype": "message_changed"})(message_changed)
