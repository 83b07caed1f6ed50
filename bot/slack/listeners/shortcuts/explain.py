"""The shortcut "Leg deze bounce uit" on a message."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.asked import by_shortcut
from bot.slack.names import EXPLAIN
from bot.slack.payloads import MessageAction
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to the shortcut."""

    async def explain(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.accept(by_shortcut(MessageAction.model_validate(body), workplace))
        await ack()

    app.message_shortcut(EXPLAIN)(explain)
