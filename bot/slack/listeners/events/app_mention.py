"""Someone named us in a message. The message itself may come as an event too: both have one key."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.payloads import MessageEvent
from bot.slack.reception import Reception
from bot.slack.shown import mentioned
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to our name."""

    async def app_mention(body: dict[str, Any], event: dict[str, Any]) -> None:
        work = mentioned(MessageEvent.model_validate(event), workplace, body.get("event_id"))
        if work is not None:
            await desk.accept(work)

    app.event("app_mention")(app_mention)
