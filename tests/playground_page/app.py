"""A small real Bolt app, for the page to show."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground

Json = dict[str, Any]

MANIFEST = """
display_information: {name: Proefapp}
features:
  app_home: {home_tab_enabled: true, messages_tab_enabled: true}
  bot_user: {display_name: Proefapp}
  slash_commands: [{command: /proef, description: Opent een formulier, usage_hint: "[tekst]"}]
  shortcuts: [{name: Leg dit uit, type: message, callback_id: explain, description: Legt uit}]
oauth_config: {scopes: {bot: [chat:write, commands]}}
settings: {interactivity: {is_enabled: true}}
"""


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Wat ontbreekt er?"),
    "submit": plain("Versturen maar"),
    "close": plain("Toch niet"),
    "blocks": [
        {
            "type": "input",
            "block_id": "remark",
            "label": plain("Opmerking"),
            "hint": plain("In uw eigen woorden."),
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True, "min_length": 5},
        },
        {
            "type": "input",
            "block_id": "urgency",
            "label": plain("Hoe dringend is het?"),
            "element": {
                "type": "radio_buttons",
                "action_id": "choice",
                "options": [
                    {"text": plain("Normaal"), "value": "normal"},
                    {"text": plain("Spoed"), "value": "urgent"},
                ],
                "initial_option": {"text": plain("Normaal"), "value": "normal"},
            },
        },
        {
            "type": "input",
            "block_id": "desk",
            "optional": True,
            "label": plain("Verder"),
            "element": {
                "type": "checkboxes",
                "action_id": "ticks",
                "options": [{"text": plain("Naar de helpdesk"), "value": "desk"}],
            },
        },
    ],
}


class Bot:
    """A Bolt app that opens a form, finds fault with a short one, and counts what it is told."""

    def __init__(self, playground: Playground) -> None:
        self.client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
        self.submitted: list[Json] = []
        self.pressed: list[Json] = []
        self.app = AsyncApp(client=self.client, request_verification_enabled=False)
        self.app.command("/proef")(self._open)
        self.app.view("form")(self._submit)
        self.app.action(re.compile("press.*"))(self._press)
        self.app.shortcut("explain")(self._explain)
        for event in ("message", "app_home_opened", "app_mention"):
            self.app.event(event)(self._ignore)
        self._handler = AsyncSocketModeHandler(self.app, playground.app_token, web_client=self.client)

    async def start(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def stop(self) -> None:
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    async def post(self, **body: Any) -> str:
        answer = await self.client.chat_postMessage(channel="C0SUPPORT", **body)
        return str(answer["ts"])

    async def _open(self, ack: Callable[..., Any], body: Json) -> None:
        await ack()
        await self.client.views_open(trigger_id=body["trigger_id"], view=FORM)

    async def _submit(self, ack: Callable[..., Any], body: Json) -> None:
        values = body["view"]["state"]["values"]
        if "stuk" not in values["remark"]["text"]["value"]:
            await ack(response_action="errors", errors={"remark": "Schrijf wat er stuk is."})
            return
        self.submitted.append(values)
        await ack()

    async def _press(self, ack: Callable[..., Any], body: Json) -> None:
        await ack()
        self.pressed.append(body["actions"][0])

    async def _explain(self, ack: Callable[..., Any], respond: Callable[..., Any]) -> None:
        await ack()
        await respond(text="Alleen voor u.", response_type="ephemeral")

    async def _ignore(self, ack: Callable[..., Any]) -> None:
        await ack()
