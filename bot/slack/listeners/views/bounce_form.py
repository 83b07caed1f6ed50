"""The form of /bounce."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answers.words import forms
from bot.slack.names import BOUNCE, BOUNCE_FORM
from bot.slack.pasting import pasted
from bot.slack.payloads import FormSent
from bot.slack.reception import Reception
from bot.slack.workplace import Workplace


def register(app: AsyncApp, desk: Reception, workplace: Workplace) -> None:
    """Listen to the form."""

    async def bounce_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        sent = FormSent.model_validate(body)
        if sent.text(BOUNCE):
            await desk.accept(pasted(sent, workplace))
            await ack()
        else:
            await ack(response_action="errors", errors={BOUNCE: forms.BOUNCE_EMPTY})

    app.view(BOUNCE_FORM)(bounce_form)
