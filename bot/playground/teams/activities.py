"""What happens, as the activities that Teams sends.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from bot.playground.teams import files
from bot.playground.teams.app import TeamsApp
from bot.playground.teams.facts import BOT, NAMES, TEAM, TENANT, Json
from bot.playground.teams.store import Conversation, Store
from bot.playground.teams.typed import typed

_LOCAL: Final = timezone(timedelta(hours=1))
_NAMESPACE: Final = uuid.UUID(TENANT)


class Activities:
    """Words activities: who, where, when, and what."""

    def __init__(self, store: Store, app: TeamsApp) -> None:
        self._store = store
        self._app = app

    @property
    def service(self) -> str:
        """The service URL that every activity names."""
        return f"{self._store.origin}/teams/"

    def posted(self, conversation: Conversation, message: Json) -> Json:
        """A message."""
        at = datetime.fromtimestamp(int(message["id"]) / 1000, UTC)
        return self._of(conversation, message, "message", at)

    def changed(self, conversation: Conversation, message: Json, event: str = "editMessage") -> Json:
        """A message that was edited, or whose deletion was taken back."""
        return self._of(conversation, message, "messageUpdate", datetime.now(UTC), event)

    def deleted(self, conversation: Conversation, message: Json) -> Json:
        """A message that is gone: what it said is not told any more."""
        base = self._base(conversation, message["from"], _root(message), datetime.now(UTC), "softDeleteMessage")
        return {**base, "type": "messageDelete", "id": message["id"]}

    def pressed(self, conversation: Conversation, message: Json, account: str, action: Json) -> Json:
        """An Action.Execute."""
        value = {"action": action, "trigger": "manual"}
        base = self._base(conversation, account, _root(message), datetime.now(UTC))
        return _invoke(base, "adaptiveCard/action", value, replyToId=message["id"])

    def submitted(self, conversation: Conversation, message: Json, account: str, data: Any) -> Json:
        """An Action.Submit: a message without words."""
        base = self._base(conversation, account, _root(message), datetime.now(UTC))
        return {**base, "type": "message", "id": self._store.next_id(), "value": data, "replyToId": message["id"]}

    def extended(
        self, conversation: Conversation, message: Json, account: str, command: str, data: Mapping[str, Any] | None
    ) -> Json:
        """A message extension's command, used on a message; `data` is what its form was filled in with, if any."""
        content = self._typed(conversation, message).html
        payload = {
            "id": message["id"],
            "replyToId": message["root"],
            "messageType": "message",
            "createdDateTime": _written(datetime.fromtimestamp(int(message["id"]) / 1000, UTC)),
            "deleted": False,
            "body": {"contentType": "html", "content": content},
            "from": {"user": {"id": _directory(message["from"]), "displayName": self._name(message["from"])}},
            "attachments": [],
        }
        value: Json = {
            "commandId": command,
            "commandContext": "message",
            "messagePayload": payload,
            "context": {"theme": "default"},
        }
        kind = "fetchTask" if data is None else "submitAction"
        if data is not None:
            value["data"] = dict(data)
        base = self._base(conversation, account, _root(message), datetime.now(UTC))
        return _invoke(base, f"composeExtension/{kind}", value)

    def membership(self, conversation: Conversation, account: str, member: str, *, joined: bool) -> Json:
        """Someone came in, or left."""
        event = "teamMemberAdded" if joined else "teamMemberRemoved"
        base = self._base(
            conversation, account, None, datetime.now(UTC), event if conversation.is_channel else None
        )
        who = {"membersAdded" if joined else "membersRemoved": [{"id": member}]}
        return {**base, "type": "conversationUpdate", "id": f"f:{uuid.uuid4()}", **who}

    def installed(self, conversation: Conversation, account: str, action: str) -> Json:
        """The app was installed somewhere ("add"), or there is a newer version of it ("add-upgrade")."""
        base = self._base(conversation, account, None, datetime.now(UTC))
        return {**base, "type": "installationUpdate", "id": f"f:{uuid.uuid4()}", "action": action}

    def _of(
        self, conversation: Conversation, message: Json, kind: str, at: datetime, event: str | None = None
    ) -> Json:
        said = self._typed(conversation, message)
        attachments: list[Json] = [{"contentType": "text/html", "content": said.html}] if said.html else []
        for file_id in message.get("files", ()):
            one = files.told(self.service, self._store.files[file_id], personal=conversation.is_personal)
            attachments += [one] if one else []
        base = self._base(conversation, message["from"], _root(message), at, event)
        activity = {
            **base,
            "type": kind,
            "id": message["id"],
            "textFormat": "plain",
            "text": said.text,
            "attachments": attachments,
        }
        activity["entities"] += said.entities
        return activity

    def _typed(self, conversation: Conversation, message: Json) -> Any:
        shown = [self._store.files[file_id] for file_id in message.get("files", ())]
        told = [
            files.as_html(self.service, each) for each in shown if each["picture"] or not conversation.is_personal
        ]
        names = {self._app.name: BOT, **{name: account for account, name in NAMES.items()}}
        return typed(message.get("text", ""), names, told)

    def _base(
        self, conversation: Conversation, account: str, root: str | None, at: datetime, event: str | None = None
    ) -> Json:
        channel_data: Json = {"tenant": {"id": TENANT}}
        written: Json = {"id": conversation.id, "conversationType": conversation.kind, "tenantId": TENANT}
        if not conversation.is_personal:
            written["isGroup"] = True
        if conversation.is_channel:
            channel_data |= {"team": {"id": TEAM}, "channel": {"id": conversation.id}}
            if root:
                written["id"] = f"{conversation.id};messageid={root}"
        if event:
            channel_data["eventType"] = event
        return {
            "channelId": "msteams",
            "serviceUrl": self.service,
            "timestamp": _written(at),
            "localTimestamp": at.astimezone(_LOCAL).isoformat(timespec="milliseconds"),
            "locale": "nl-NL",
            "from": {"id": account, "name": self._name(account), "aadObjectId": _directory(account)},
            "recipient": {"id": BOT, "name": self._app.name},
            "conversation": written,
            "entities": [{"type": "clientInfo", "locale": "nl-NL", "country": "NL", "platform": "Web"}],
            "channelData": channel_data,
        }

    def _name(self, account: str) -> str:
        return NAMES.get(account, self._app.name)


def _invoke(base: Json, name: str, value: Json, **more: Any) -> Json:
    return {**base, "type": "invoke", "id": f"f:{uuid.uuid4()}", "name": name, "value": value, **more}


def _root(message: Json) -> str:
    return str(message["root"] or message["id"])


def _directory(account: str) -> str:
    """Who someone is in the tenant's directory."""
    return str(uuid.uuid5(_NAMESPACE, account))


def _written(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
