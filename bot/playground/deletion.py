"""How a message goes: for good, or leaving a tombstone over its replies."""

import copy

from bot.playground.events import Events
from bot.playground.facts import SLACKBOT, Json
from bot.playground.workspace import Conversation, Workspace


def delete_message(workspace: Workspace, events: Events, conversation: Conversation, message: Json) -> None:
    """Take a message away and tell the app. Where it has replies its place stays."""
    if not conversation.replies(message["ts"]):
        workspace.remove(conversation, message)
        _clear_away(workspace, conversation, message.get("thread_ts"))
        events.deleted(conversation, message)
        return
    before = copy.deepcopy(message)
    for name in set(message) - {"type", "ts", "thread_ts", "reply_count", "reply_users", "latest_reply"}:
        del message[name]
    message.update(subtype="tombstone", text="This message was deleted.", user=SLACKBOT, hidden=True)
    workspace.touch()
    events.changed(conversation, message, before)


def _clear_away(workspace: Workspace, conversation: Conversation, thread_ts: str | None) -> None:
    """A tombstone goes with the last reply under it."""
    parent = conversation.find(thread_ts) if thread_ts else None
    if parent is not None and parent.get("subtype") == "tombstone" and not conversation.replies(parent["ts"]):
        workspace.remove(conversation, parent)
