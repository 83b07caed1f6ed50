"""The button of App Home: the example is answered as a direct message."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.asked import by_example
from bot.slack.names import TRY_EXAMPLE
from bot.slack.payloads import ButtonPress
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to the button."""

    async def try_example(ack: AsyncAck, body: dict[str, Any]) -> None:
        await desk.accept(by_example(ButtonPress.model_validate(body), workplace))
        await ack()

    app.action(TRY_EXAMPLE)(try_example)
