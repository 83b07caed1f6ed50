"""What people do with what the app shows: commands, shortcuts, buttons, forms. Each waits for the app's answer."""

import contextlib
from dataclasses import dataclass, field
from typing import Any, Final

from bot.playground.envelopes import NotAnsweredError
from bot.playground.facts import APP, DOMAIN, PEOPLE, TEAM, VERIFICATION_TOKEN, Json
from bot.playground.form_values import chosen, mistakes, state
from bot.playground.interactivity import OpenView
from bot.playground.response_url import ResponseUrls, answer
from bot.playground.validation import RefusedError, check_view
from bot.playground.validation.blocks import Surface, elements_of, walk
from bot.playground.web_api.views import push, replace
from bot.playground.workspace import Conversation, shown
from bot.playground.world import World

NO_ANSWER: Final = "De app antwoordt niet. Probeer het straks opnieuw."
BAD_ANSWER: Final = "De app gaf een antwoord dat hier niet getoond kan worden."
NOT_INTERACTIVE: Final = "Deze app is niet ingesteld om op knoppen en formulieren te reageren."
NO_THREADS: Final = "Deze opdracht werkt niet in een thread."


@dataclass(frozen=True, slots=True)
class Press:
    """A press on an element, or a choice in it (`value`), with what is `filled` in around it."""

    block_id: str
    action_id: str
    value: Any = None
    filled: Json = field(default_factory=dict)


class Interactions:
    """The presses, commands and forms of the people on the page."""

    def __init__(self, world: World, response_urls: ResponseUrls) -> None:
        self._world = world
        self._response_urls = response_urls

    async def command(
        self, person: str, conversation: Conversation, command: str, text: str, thread_ts: str | None
    ) -> None:
        """Send a slash command. Slack has none of an app's in threads."""
        if not any(each["command"] == command for each in self._world.manifest.commands):
            raise RefusedError("unknown_command")
        if thread_ts:
            self._notice(person, NO_THREADS)
            raise RefusedError("not_supported_in_threads")
        payload = {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM,
            "team_domain": DOMAIN,
            "channel_id": conversation.id,
            "channel_name": _channel_name(conversation),
            "user_id": person,
            "user_name": PEOPLE[person].lower(),
            "command": command,
            "text": text.strip(),
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self._response_urls.address(conversation, person),
            "trigger_id": self._world.triggers.new(person),
        }
        body = await self._ask(person, "slash_commands", payload)
        if isinstance(body, str):
            body = {"text": body}
        if isinstance(body, dict) and (body.get("text") or body.get("blocks")):
            route = self._world.routes.take(payload["response_url"].rsplit("/", 1)[1])
            route.uses -= 1
            self._show(person, lambda: answer(self._world, route, body))

    async def shortcut(self, person: str, callback_id: str, conversation: Conversation, ts: str) -> None:
        """Use a shortcut of the app on a message."""
        if not any(each["callback_id"] == callback_id for each in self._world.manifest.shortcuts):
            raise RefusedError("unknown_shortcut")
        message = self._message(person, conversation, ts)
        payload = {
            **self._common(person, "message_action"),
            "action_ts": self._world.workspace.stamps.next(),
            "callback_id": callback_id,
            "channel": {"id": conversation.id, "name": _channel_name(conversation)},
            "message_ts": ts,
            "message": shown(message),
            # The message is another's: an answer can stand beside it, never in its place.
            "response_url": self._response_urls.address(conversation, person),
            "trigger_id": self._world.triggers.new(person),
        }
        await self._ask(person, "interactive", payload)

    async def press(
        self,
        person: str,
        conversation: Conversation,
        ts: str,
        press: Press,
    ) -> None:
        """Press, or choose from, an element of a message."""
        message = self._message(person, conversation, ts)
        blocks = [
            *message.get("blocks", ()),
            *(b for a in message.get("attachments", ()) for b in a.get("blocks", ())),
        ]
        action = self._action(blocks, press)
        whispered = "_person" in message
        container: Json = {
            "type": "message",
            "message_ts": ts,
            "channel_id": conversation.id,
            "is_ephemeral": whispered,
        }
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        payload = {
            **self._common(person, "block_actions"),
            "container": container,
            "trigger_id": self._world.triggers.new(person),
            "channel": {"id": conversation.id, "name": _channel_name(conversation)},
            "response_url": self._response_urls.address(conversation, person, ts),
            "state": {"values": state(blocks, press.filled)},
            "actions": [action],
        }
        if not whispered:
            payload["message"] = shown(message)
        await self._ask(person, "interactive", payload)

    async def press_in_view(self, person: str, view: Json, press: Press) -> None:
        """Press, or choose from, an element of a modal or the Home tab."""
        action = self._action(view["blocks"], press)
        view["state"] = {"values": state(view["blocks"], press.filled)}
        payload = {
            **self._common(person, "block_actions"),
            "container": {"type": "view", "view_id": view["id"]},
            "trigger_id": self._world.triggers.new(person),
            "view": view,
            "actions": [action],
        }
        await self._ask(person, "interactive", payload)

    async def submit(self, person: str, view_id: str, filled: Json) -> None:
        """Send a form, and do as the app answers: show errors, another view, or close."""
        opened = self._open(person, view_id)
        opened.filled = filled
        values = state(opened.view["blocks"], filled)
        opened.errors = mistakes(opened.view["blocks"], values)
        self._world.workspace.touch()
        if opened.errors:
            return
        opened.view["state"] = {"values": values}
        payload = {
            **self._common(person, "view_submission"),
            "trigger_id": self._world.triggers.new(person),
            "view": opened.view,
            "response_urls": [],
        }
        body = await self._ask(person, "interactive", payload)
        self._show(person, lambda: self._after_submission(person, opened, body))

    async def close(self, person: str, view_id: str) -> None:
        """Close a form: the one below shows again, unless the app asked to clear all."""
        opened = self._open(person, view_id)
        stack = self._world.screens.stack(person)
        cleared = bool(opened.view["clear_on_close"])
        gone = list(stack) if cleared else [opened]
        stack[:] = [each for each in stack if each not in gone]
        self._world.workspace.touch()
        for each in reversed(gone):
            if each.view["notify_on_close"]:
                each.view["state"] = {"values": state(each.view["blocks"], each.filled)}
                payload = {**self._common(person, "view_closed"), "view": each.view, "is_cleared": cleared}
                # Nobody waits for what becomes of a closed form.
                with contextlib.suppress(NotAnsweredError):
                    await self._world.postbox.ask("interactive", payload)

    def home(self, person: str) -> Json:
        """The Home tab that the app published for a person."""
        view = self._world.workspace.homes.get(person)
        if view is None:
            raise RefusedError("not_found")
        return view

    def modal(self, person: str, view_id: str) -> Json:
        """The view that a person has open."""
        return self._open(person, view_id).view

    def _after_submission(self, person: str, opened: OpenView, body: Any) -> None:
        stack = self._world.screens.stack(person)
        body = body or {}
        match body.get("response_action"):
            case None:
                if opened in stack:
                    stack.remove(opened)
            case "clear":
                stack.clear()
            case "errors":
                opened.errors = _errors(opened.view, body.get("errors"))
            case "update":
                check_view(body.get("view"), Surface.MODAL)
                replace(self._world, opened, body["view"])
            case "push":
                check_view(body.get("view"), Surface.MODAL)
                push(self._world, person, body["view"])
            case _:
                raise RefusedError("invalid_response_action")
        self._world.workspace.touch()

    async def _ask(self, person: str, kind: str, payload: Json) -> Any:
        self._world.screens.notices.pop(person, None)
        if kind == "interactive" and not self._world.manifest.has_interactivity:
            self._notice(person, NOT_INTERACTIVE)
            raise RefusedError("interactivity_not_enabled")
        try:
            return await self._world.postbox.ask(kind, payload)
        except NotAnsweredError as error:
            self._notice(person, NO_ANSWER)
            raise RefusedError("operation_timeout") from error

    def _show(self, person: str, doing: Any) -> None:
        try:
            doing()
        except RefusedError:
            self._notice(person, BAD_ANSWER)
            raise

    def _notice(self, person: str, sentence: str) -> None:
        self._world.screens.notices[person] = sentence
        self._world.workspace.touch()

    def _common(self, person: str, kind: str) -> Json:
        name = PEOPLE[person].lower()
        return {
            "type": kind,
            "team": {"id": TEAM, "domain": DOMAIN},
            "user": {"id": person, "username": name, "name": name, "team_id": TEAM},
            "api_app_id": APP,
            "token": VERIFICATION_TOKEN,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _message(self, person: str, conversation: Conversation, ts: str) -> Json:
        message = conversation.find(ts)
        if message is None or message.get("_person", person) != person:
            raise RefusedError("message_not_found")
        return message

    def _open(self, person: str, view_id: str) -> OpenView:
        opened = self._world.screens.find(view_id)
        if opened is None or opened.person != person:
            raise RefusedError("not_found")
        return opened

    def _action(self, blocks: list[Json], press: Press) -> Json:
        standing = [
            (block.get("block_id"), element)
            for _, block in walk(blocks)
            for _, element in elements_of(block)
            if element.get("action_id") == press.action_id
        ]
        if not standing:
            raise RefusedError("action_not_found")
        # An update may have crossed the press, and given the blocks new ids: the same button is meant.
        block_id, element = min(standing, key=lambda each: each[0] != press.block_id)
        return {
            "action_id": press.action_id,
            "block_id": block_id,
            "action_ts": self._world.workspace.stamps.next(),
            **_pressed(element, press.value),
        }


def _pressed(element: Json, value: Any) -> Json:
    if element["type"] in {"button", "icon_button"}:
        shown_of: Json = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        return {"type": element["type"], **shown_of}
    return chosen(element, value)


def _errors(view: Json, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for _, block in walk(view["blocks"]) if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise RefusedError("invalid_errors")
    return {str(block): str(sentence) for block, sentence in errors.items()}


def _channel_name(conversation: Conversation) -> str:
    if conversation.is_direct:
        return "directmessage"
    return "privategroup" if conversation.is_private else conversation.name
