"""The button "Niet gevonden": opens its form, unless the case no longer takes it."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk.case import Move
from bot.slack.cards.forms import not_found_form, told_view
from bot.slack.names import NOT_FOUND
from bot.slack.payloads import ButtonPress
from bot.slack.port import SlackPort
from bot.slack.pressed import carried
from bot.slack.reception import Reception
from bot.slack.refusal import refusal


def register(app: AsyncApp, desk: Reception, port: SlackPort) -> None:
    """Listen to the button."""

    async def press(ack: AsyncAck, body: dict[str, Any]) -> None:
        press = ButtonPress.model_validate(body)
        case = carried(press)
        no = refusal(await desk.open_case(case.case), Move.MISS)
        await port.open_form(press.trigger_id, told_view(no) if no else not_found_form(case))
        await ack()

    app.action(NOT_FOUND)(press)
