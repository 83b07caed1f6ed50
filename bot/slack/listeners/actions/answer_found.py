"""The button "Antwoord gevonden"."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.names import ANSWER_FOUND
from bot.slack.payloads import ButtonPress
from bot.slack.pressed import found
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to the button."""

    async def answer_found(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.accept(found(ButtonPress.model_validate(body), workplace))
        await ack()

    app.action(ANSWER_FOUND)(answer_found)
