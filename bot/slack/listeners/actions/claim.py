"""The button "Ik pak dit op"."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.names import CLAIM
from bot.slack.payloads import ButtonPress
from bot.slack.pressed import claim
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to the button."""

    async def press(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.accept(claim(ButtonPress.model_validate(body), workplace))
        await ack()

    app.action(CLAIM)(press)
