"""Messages of the app: posted, changed, taken away, whispered."""

import copy
import time
from collections.abc import Mapping
from typing import Final

from bot.playground.deletion import delete_message
from bot.playground.facts import BOT, BOT_USER, TEAM, Json
from bot.playground.pace import SPECIAL
from bot.playground.validation import RefusedError
from bot.playground.web_api.bot_message import from_app, read_content, thread_of
from bot.playground.web_api.call import Call, Method
from bot.playground.workspace import Conversation, shown


async def _post(call: Call) -> Json:
    conversation = call.addressee()
    if BOT_USER not in conversation.members and not call.has_scope("chat:write.public"):
        raise RefusedError("not_in_channel")
    content = read_content(call)
    thread_ts = thread_of(call, conversation)
    _pace(call, conversation)
    message = from_app(call.world.manifest, content)
    if thread_ts is not None:
        message["thread_ts"] = thread_ts
    message = call.world.workspace.add(conversation, message)
    call.world.events.posted(conversation, message)
    return {"channel": conversation.id, "ts": message["ts"], "message": _answered(message)}


async def _update(call: Call) -> Json:
    conversation = call.conversation()
    ts = call.needed("ts")
    content = read_content(call, update=True)
    message = _own(conversation, ts, "cant_update_message")
    before = copy.deepcopy(message)
    _change(message, content)
    call.world.workspace.touch()
    call.world.events.changed(conversation, message, before)
    return {"channel": conversation.id, "ts": ts, "text": message["text"], "message": _answered(message)}


async def _delete(call: Call) -> Json:
    conversation = call.conversation()
    ts = call.needed("ts")
    message = _own(conversation, ts, "cant_delete_message")
    delete_message(call.world.workspace, call.world.events, conversation, message)
    return {"channel": conversation.id, "ts": ts}


async def _post_ephemeral(call: Call) -> Json:
    conversation = call.conversation()
    person = call.needed("user")
    content = read_content(call)
    call.member_of(conversation)
    if person not in conversation.members:
        raise RefusedError("user_not_in_channel")
    thread_ts = thread_of(call, conversation)
    _pace(call, conversation)
    message = {**from_app(call.world.manifest, content), "_person": person, "is_ephemeral": True}
    if thread_ts is not None:
        message["thread_ts"] = thread_ts
    return {"message_ts": call.world.workspace.add(conversation, message)["ts"]}


async def _permalink(call: Call) -> Json:
    conversation = call.conversation()
    ts = call.needed("message_ts")
    call.member_of(conversation)
    message = conversation.find(ts)
    if message is None or "_person" in message:
        raise RefusedError("message_not_found")
    return {"channel": conversation.id, "permalink": permalink(call.world.origin, conversation, message)}


def permalink(origin: str, conversation: Conversation, message: Json) -> str:
    """The address that leads a person to a message."""
    link = f"{origin}/archives/{conversation.id}/p{message['ts'].replace('.', '')}"
    thread_ts = message.get("thread_ts")
    return link if thread_ts in {None, message["ts"]} else f"{link}?thread_ts={thread_ts}&cid={conversation.id}"


def _own(conversation: Conversation, ts: str, otherwise: str) -> Json:
    message = conversation.find(ts)
    if message is None or "_person" in message or message.get("subtype") == "tombstone":
        raise RefusedError("message_not_found")
    if message.get("bot_id") != BOT:
        raise RefusedError(otherwise)
    return message


def _change(message: Json, content: Json) -> None:
    """Change a message: a text without blocks takes the old blocks away, and only that shows as an edit."""
    if "text" in content and not content.get("blocks"):
        message.pop("blocks", None)
        message["edited"] = {"user": BOT, "ts": f"{int(time.time())}.000000"}
    message.update(content)
    if not message.get("metadata"):
        message.pop("metadata", None)


def _pace(call: Call, conversation: Conversation) -> None:
    wait = call.world.pace.message(conversation.id)
    if wait is not None:
        raise RefusedError("ratelimited", retry_after=wait)


def _answered(message: Json) -> Json:
    answered = shown(message)
    if "metadata" in message:
        answered["metadata"] = message["metadata"]
    return {**answered, "team": TEAM}


METHODS: Final[Mapping[str, Method]] = {
    "chat.postMessage": Method(_post, ("chat:write",), tier=SPECIAL, writes=True),
    "chat.update": Method(_update, ("chat:write",), tier=3, writes=True),
    "chat.delete": Method(_delete, ("chat:write",), tier=3, writes=True),
    "chat.postEphemeral": Method(_post_ephemeral, ("chat:write",), writes=True),
    "chat.getPermalink": Method(_permalink, tier=SPECIAL),
}
