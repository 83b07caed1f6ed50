"""What people do in conversations: post, edit, delete, forward. Each is kept, and told to the app."""

import asyncio
import copy
import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from bot.playground.deletion import delete_message
from bot.playground.facts import BOT_USER, EMAIL_BOT, PEOPLE, SLACKBOT, TEAM, Json
from bot.playground.files import forwarded_mail, snippet, upload
from bot.playground.typed_text import LONGEST, typed
from bot.playground.validation import RefusedError
from bot.playground.web_api.chat import permalink
from bot.playground.workspace import Conversation
from bot.playground.world import World


class People:
    """The hands of the people on the page."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def post(
        self,
        person: str,
        conversation: Conversation,
        text: str,
        thread_ts: str | None,
        files: Sequence[tuple[str, bytes]],
    ) -> Json:
        """Post what was typed, with files (name and content)."""
        _must_be_in(person, conversation)
        if conversation.is_direct and not self._world.manifest.takes_messages:
            raise RefusedError("messages_tab_disabled")
        if not text.strip() and not files:
            raise RefusedError("no_text")
        put = list(files)
        described: list[Json] = [upload(self._world.origin, person, *file) for file in put]
        if len(text) > LONGEST:
            described.insert(0, snippet(self._world.origin, person, text))
            put.insert(0, ("", text.encode("utf-8", "replace")))
            text = ""
        for file, (_, content) in zip(described, put, strict=True):
            await self._keep(file, {file["id"]: content})
        message = self._typed(person, text)
        if described:
            message.update(subtype="file_share", files=described, upload=False)
        return self._add(conversation, message, thread_ts)

    def edit(self, person: str, conversation: Conversation, ts: str, text: str) -> None:
        """Change what one has posted."""
        message = _own(person, conversation, ts)
        _must_be_short(text)
        before = copy.deepcopy(message)
        changed = typed(text, self._names())
        message.update(text=changed.text, blocks=changed.blocks)
        message["edited"] = {"user": person, "ts": f"{int(time.time())}.000000"}
        self._world.workspace.touch()
        self._world.events.changed(conversation, message, before)

    def delete(self, person: str, conversation: Conversation, ts: str) -> None:
        """Take back what one has posted."""
        message = _own(person, conversation, ts)
        delete_message(self._world.workspace, self._world.events, conversation, message)

    async def mail(self, conversation: Conversation, raw: bytes, subject: str | None) -> Json:
        """Let a mail come in at the channel's own address."""
        file, parts = await asyncio.to_thread(forwarded_mail, self._world.origin, raw, subject)
        await self._keep(file, parts)
        message = {
            "subtype": "file_share",
            "text": "",
            "upload": True,
            "user": SLACKBOT,
            "display_as_bot": True,
            "bot_id": EMAIL_BOT,
            "files": [file],
        }
        return self._add(conversation, message, None)

    def share(self, person: str, conversation: Conversation, text: str, source: Conversation, ts: str) -> Json:
        """Forward a message to another conversation, with a word about it."""
        _must_be_in(person, conversation)
        _must_be_short(text)
        original = _seen(person, source, ts)
        author = original["user"]
        name = self._name(author)
        origin = self._world.origin
        attachment: Json = {
            "ts": ts,
            "author_id": author,
            "channel_id": source.id,
            "channel_team": TEAM,
            "is_msg_unfurl": True,
            "is_share": True,
            "color": "D0D0D0",
            "from_url": permalink(origin, source, original),
            "fallback": f"[...] {name}: {original['text']}",
            "text": original["text"],
            "author_name": name,
            "author_link": f"{origin}/team/{author}",
            "author_icon": f"{origin}/team/{author}/icon",
            "author_subname": name,
            "mrkdwn_in": ["text"],
            "footer": "Slack Conversation",
            "message_blocks": [
                {
                    "team": TEAM,
                    "channel": source.id,
                    "ts": ts,
                    "message": {"blocks": copy.deepcopy(original.get("blocks", []))},
                }
            ],
        }
        if original.get("files"):
            attachment["files"] = copy.deepcopy(original["files"])
        message = self._typed(person, text)
        return self._add(conversation, {**message, "attachments": [attachment]}, None)

    def unfurl(self, conversation: Conversation, ts: str) -> None:
        """Show what a link in a message leads to: Slack's own change of a message, its text stays."""
        message = conversation.find(ts)
        if message is None or "_person" in message:
            raise RefusedError("message_not_found")
        before = copy.deepcopy(message)
        seen = {"id": 1, "from_url": "https://example.com/", "title": "Example Domain", "text": "Example Domain"}
        message["attachments"] = [*message.get("attachments", ()), {**seen, "fallback": seen["title"]}]
        self._world.workspace.touch()
        self._world.events.changed(conversation, message, before)

    def join(self, user: str, conversation: Conversation) -> None:
        """Become a member, or make the app one."""
        if user in conversation.members:
            raise RefusedError("already_in_channel")
        if conversation.is_direct:
            raise RefusedError("method_not_supported_for_channel_type")
        conversation.members.append(user)
        self._world.workspace.touch()
        self._world.events.membership(conversation, user, joined=True)

    def leave(self, user: str, conversation: Conversation) -> None:
        """Be a member no longer, or let the app be none."""
        if user not in conversation.members or conversation.is_direct:
            raise RefusedError("not_in_channel")
        self._world.events.membership(conversation, user, joined=False)
        conversation.members.remove(user)
        self._world.workspace.touch()

    def _typed(self, person: str, text: str) -> Json:
        message: Json = {"client_msg_id": str(uuid4()), "user": person, "team": TEAM, "text": ""}
        if text.strip():
            made = typed(text, self._names())
            message.update(text=made.text, blocks=made.blocks)
        return message

    def _add(self, conversation: Conversation, message: Json, thread_ts: str | None) -> Json:
        if thread_ts:
            parent = conversation.find(thread_ts)
            if parent is None or "_person" in parent:
                raise RefusedError("thread_not_found")
            message["thread_ts"] = parent.get("thread_ts", thread_ts)
            message["parent_user_id"] = (conversation.find(message["thread_ts"]) or parent)["user"]
        added = self._world.workspace.add(conversation, message)
        self._world.events.posted(conversation, added)
        return added

    async def _keep(self, file: Json, parts: dict[str, bytes]) -> None:
        for part_id, content in parts.items():
            await self._world.keeper.put_file(part_id, content)
        self._world.workspace.files[file["id"]] = file

    def _names(self) -> dict[str, str]:
        names = {f"@{name.lower()}": person for person, name in PEOPLE.items()}
        names[f"@{self._world.manifest.name.lower()}"] = BOT_USER
        for each in self._world.workspace.conversations.values():
            if not each.is_direct:
                names[f"#{each.name}"] = each.id
        return names

    def _name(self, user: str) -> str:
        return self._world.workspace.person_name(user) or self._world.manifest.name


def _must_be_in(person: str, conversation: Conversation) -> None:
    if person not in conversation.members:
        raise RefusedError("not_in_channel")


def _must_be_short(text: str) -> None:
    if len(text) > LONGEST:
        raise RefusedError("msg_too_long")


def _seen(person: str, conversation: Conversation, ts: Any) -> Json:
    message = conversation.find(ts)
    if message is None or message.get("_person", person) != person:
        raise RefusedError("message_not_found")
    return message


def _own(person: str, conversation: Conversation, ts: str) -> Json:
    message = _seen(person, conversation, ts)
    if message.get("user") != person or message.get("subtype") == "tombstone":
        raise RefusedError("cant_update_message")
    return message
