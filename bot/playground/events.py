"""Events: what the app is told of what happens where it is a member."""

import copy
import time
from typing import Any, Final

from bot.playground.envelopes import Postbox
from bot.playground.facts import APP, BOT_USER, TEAM, VERIFICATION_TOKEN, Json
from bot.playground.identity import new_id
from bot.playground.manifest import Manifest
from bot.playground.workspace import Conversation, Workspace, shown

_CHANNEL_TYPE: Final = {"channel": "channel", "private_channel": "group", "im": "im"}
_SUBSCRIPTION: Final = {"channel": "message.channels", "private_channel": "message.groups", "im": "message.im"}


class Events:
    """Words what happened as Slack does, and posts it where the app asked for it."""

    def __init__(self, workspace: Workspace, postbox: Postbox, manifest: Manifest) -> None:
        self._workspace = workspace
        self._postbox = postbox
        self._manifest = manifest

    def posted(self, conversation: Conversation, message: Json) -> None:
        """A message came; where it names the app, that is an event of its own."""
        event = self._in(conversation, {**shown(message), "event_ts": message["ts"]})
        if message.get("files") and self._postbox.bad.stub_files > 0:
            self._postbox.bad.stub_files -= 1
            event["files"] = [_stub(file) for file in message["files"]]
        self._message(conversation, event)
        text = message.get("text") or ""
        if f"<@{BOT_USER}>" in text and message.get("user") != BOT_USER and not conversation.is_direct:
            mention = {**event, "type": "app_mention"}
            for name in ("channel_type", "subtype"):
                mention.pop(name, None)
            self._post("app_mention", mention, conversation)
        for file in message.get("files", ()):
            self._post(
                "file_shared",
                {
                    "type": "file_shared",
                    "channel_id": conversation.id,
                    "file_id": file["id"],
                    "user_id": message["user"],
                    "file": {"id": file["id"]},
                    "event_ts": message["ts"],
                },
                conversation,
            )

    def changed(self, conversation: Conversation, message: Json, before: Json) -> None:
        """A message is another one now."""
        self._message(
            conversation,
            self._hidden(conversation, "message_changed", message=shown(message), previous_message=shown(before)),
        )

    def deleted(self, conversation: Conversation, message: Json) -> None:
        """A message is gone."""
        self._message(
            conversation,
            self._hidden(
                conversation, "message_deleted", deleted_ts=message["ts"], previous_message=shown(message)
            ),
        )

    def home_opened(self, person: str, view: Json | None) -> None:
        """A person opened the app's Home tab."""
        event: Json = {
            "type": "app_home_opened",
            "user": person,
            "channel": self._workspace.direct_with(person).id,
            "tab": "home",
            "event_ts": self._workspace.stamps.next(),
        }
        if view is not None:
            event["view"] = view
        self._post("app_home_opened", event)

    def membership(self, conversation: Conversation, person: str, *, joined: bool) -> None:
        """A person joined or left a channel."""
        kind = "member_joined_channel" if joined else "member_left_channel"
        event = {
            "type": kind,
            "user": person,
            "channel": conversation.id,
            "channel_type": "G" if conversation.is_private else "C",
            "team": TEAM,
            "event_ts": self._workspace.stamps.next(),
        }
        self._post(kind, event, conversation)

    def _in(self, conversation: Conversation, event: Json) -> Json:
        return {**event, "channel": conversation.id, "channel_type": _CHANNEL_TYPE[conversation.kind]}

    def _hidden(self, conversation: Conversation, subtype: str, **fields: Any) -> Json:
        stamp = self._workspace.stamps.next()
        event = {"type": "message", "subtype": subtype, "hidden": True, "ts": stamp, "event_ts": stamp, **fields}
        return self._in(conversation, event)

    def _message(self, conversation: Conversation, event: Json) -> None:
        self._post(_SUBSCRIPTION[conversation.kind], event, conversation)

    def _post(self, subscription: str, event: Json, conversation: Conversation | None = None) -> None:
        if conversation is not None and BOT_USER not in conversation.members:
            return
        if not self._manifest.hears(subscription):
            return
        self._postbox.post(
            {
                "token": VERIFICATION_TOKEN,
                "team_id": TEAM,
                "context_team_id": TEAM,
                "context_enterprise_id": None,
                "api_app_id": APP,
                # What is sent again is sent as it was, whatever became of the message since.
                "event": copy.deepcopy(event),
                "type": "event_callback",
                "event_id": new_id("Ev"),
                "event_time": int(time.time()),
                "authorizations": [
                    {
                        "enterprise_id": None,
                        "team_id": TEAM,
                        "user_id": BOT_USER,
                        "is_bot": True,
                        "is_enterprise_install": False,
                    }
                ],
                "is_ext_shared_channel": False,
                "event_context": f"4-{new_id('')}",
            }
        )


def _stub(file: Json) -> Json:
    return {
        "id": file["id"],
        "mode": "file_access",
        "file_access": "check_file_info",
        "created": 0,
        "timestamp": 0,
        "user": "",
    }
