"""A message was deleted."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.payloads import DeletionEvent
from bot.slack.reception import Reception
from bot.slack.shown import deleted
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to deleted messages."""

    async def message_deleted(body: dict[str, Any], event: dict[str, Any]) -> None:
        work = deleted(DeletionEvent.model_validate(event), workplace, body.get("event_id"))
        if work is not None:
            await desk.accept(work)

    app.event({"type": "message", "subtype": "message_deleted"})(message_deleted)
