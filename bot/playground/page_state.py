"""What the page shows to one person, as JSON."""

from typing import Final

from bot.playground.facts import BOT_USER, PEOPLE, SLACKBOT, Json
from bot.playground.workspace import Conversation
from bot.playground.world import World

_PREVIEW: Final = 4_000
"""Characters of a file that the page shows."""


def state_for(world: World, person: str, only: str | None = None) -> Json:
    """Everything that the page shows to a person (docs/playground.md has an example), `only` one conversation."""
    modal = world.screens.top(person)
    home = world.workspace.homes.get(person)
    return {
        "revision": world.workspace.revision,
        "me": person,
        "connected": world.postbox.connections > 0,
        "people": [
            *({"id": user, "name": name, "is_bot": False} for user, name in PEOPLE.items()),
            {"id": BOT_USER, "name": world.manifest.name, "is_bot": True},
            {"id": SLACKBOT, "name": "Slackbot", "is_bot": True},
        ],
        "conversations": [
            _conversation(world, each, person)
            for each in world.workspace.conversations.values()
            if (not each.is_private or person in each.members) and only in {None, each.id}
        ],
        "commands": list(world.manifest.commands),
        "shortcuts": [
            {"callback_id": each["callback_id"], "name": each["name"]}
            for each in world.manifest.shortcuts
            if each["type"] == "message"
        ],
        "modal": {"id": modal.view["id"], "view": modal.view, "errors": modal.errors} if modal else None,
        "home": {"view": home} if home else None,
        "notice": world.screens.notices.get(person),
    }


def _conversation(world: World, conversation: Conversation, person: str) -> Json:
    return {
        "id": conversation.id,
        "name": world.manifest.name if conversation.is_direct else conversation.name,
        "kind": conversation.kind,
        "is_member": person in conversation.members,
        "has_app": BOT_USER in conversation.members,
        "messages": [
            _message(world, each) for each in conversation.messages if each.get("_person", person) == person
        ],
    }


def _message(world: World, message: Json) -> Json:
    return {
        "ts": message["ts"],
        "thread_ts": message.get("thread_ts"),
        "user": message["user"],
        "text": message.get("text", ""),
        "blocks": message.get("blocks", []),
        "edited": "edited" in message,
        "files": [
            {
                "id": file["id"],
                "name": file["name"],
                "url": f"/files/{file['id']}/content?key={world.pass_key}",
                "size": file["size"],
                "subject": file.get("subject"),
                "preview": _preview(file),
            }
            for file in message.get("files", ())
        ],
        "attachments": message.get("attachments", []),
        "reactions": message.get("reactions", []),
        "ephemeral": "_person" in message,
        "deleted": message.get("subtype") == "tombstone",
    }


def _preview(file: Json) -> str:
    text: str = file.get("plain_text") or file.get("preview") or ""
    cut = len(text) > _PREVIEW or file.get("preview_is_truncated", False)
    return f"{text[:_PREVIEW]} …" if cut else text
