"""The button "Opgelost"."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.names import RESOLVE
from bot.slack.payloads import ButtonPress
from bot.slack.pressed import resolve
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to the button."""

    async def press(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.accept(resolve(ButtonPress.model_validate(body), workplace))
        await ack()

    app.action(RESOLVE)(press)
