"""/bounce: with a text it is explained to the asker alone, without one a form opens."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.asked import by_command
from bot.slack.cards.forms import bounce_form
from bot.slack.names import COMMAND
from bot.slack.pasting import Pasting
from bot.slack.payloads import Command
from bot.slack.port import SlackPort
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, port: SlackPort, workplace: Workplace) -> None:
    """Listen to the command."""

    async def bounce(ack: AsyncAck, body: dict[str, Any]) -> None:
        command = Command.model_validate(body)
        if command.text.strip():
            await desk.accept(by_command(command, workplace))
        else:
            await port.open_form(command.trigger_id, bounce_form(Pasting.of(command).in_form()))
        await ack()

    app.command(COMMAND)(bounce)
