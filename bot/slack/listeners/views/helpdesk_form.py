"""The form of "Naar de helpdesk"."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.desk.case import Move
from bot.slack.cards.forms import told_view
from bot.slack.names import HELPDESK_FORM
from bot.slack.payloads import FormSent
from bot.slack.reception import Reception
from bot.slack.refusal import refusal
from bot.slack.sent import to_helpdesk
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to the form; a case that moved on meanwhile is told of in its place."""

    async def helpdesk_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        work = to_helpdesk(FormSent.model_validate(body), workplace)
        no = refusal(await desk.open_case(work.case), Move.ESCALATE)
        if no:
            await ack(response_action="update", view=told_view(no))
        else:
            await desk.accept(work)
            await ack()

    app.view(HELPDESK_FORM)(helpdesk_form)
