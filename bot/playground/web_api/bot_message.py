"""A message as the app asks for it: checked, and made into what Slack keeps."""

import copy
from typing import Any

from bot.playground.facts import APP, BOT, BOT_USER, TEAM, Json
from bot.playground.identity import new_block_id
from bot.playground.manifest import Manifest
from bot.playground.validation import RefusedError, check_message
from bot.playground.validation.blocks import elements_of, walk
from bot.playground.web_api.call import Call
from bot.playground.workspace import Conversation

CONTENT = ("text", "blocks", "attachments", "metadata")


def read_content(call: Call, *, update: bool = False) -> Json:
    """The content of a message, as far as the call gives any, checked.

    Raises:
        RefusedError: what Slack would refuse it with.
    """
    content = {
        "text": call.text("text"),
        "blocks": call.json("blocks", "invalid_blocks_format"),
        "attachments": call.json("attachments", "invalid_attachments"),
        "metadata": call.json("metadata", "invalid_metadata_format"),
    }
    check_message(**content, update=update)
    return _named({name: value for name, value in content.items() if value is not None})


def from_app(manifest: Manifest, content: Json) -> Json:
    """Content with its sender."""
    return {
        "user": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "team": TEAM,
        "bot_profile": bot_profile(manifest),
        "text": "",
        **content,
    }


def bot_profile(manifest: Manifest) -> Json:
    """What Slack says of the app beside its messages."""
    return {"id": BOT, "app_id": APP, "name": manifest.name, "deleted": False, "team_id": TEAM, "updated": 0}


def thread_of(call: Call, conversation: Conversation) -> str | None:
    """The thread that the call names.

    A time stamp that is no message's opens none: Slack posts such a reply, as a message by itself, and
    says so nowhere; here it is refused, because it is always a mistake.

    Raises:
        RefusedError: invalid_thread_ts, thread_not_found.
    """
    ts = call.text("thread_ts")
    if not ts:
        return None
    if not ts.replace(".", "", 1).isdecimal():
        raise RefusedError("invalid_thread_ts")
    parent = conversation.find(ts)
    if parent is None or "_person" in parent:
        raise RefusedError("thread_not_found")
    thread: str = parent.get("thread_ts", ts)
    return thread


def _named(content: Json) -> Json:
    """The content with an id for every block and every element that came without."""
    content = copy.deepcopy(content)
    name_blocks(content.get("blocks"))
    for attachment in content.get("attachments", ()):
        name_blocks(attachment.get("blocks"))
    return content


def name_blocks(blocks: Any) -> None:
    """Give an id to every block and every element that came without."""
    for _, block in walk(blocks):
        block.setdefault("block_id", new_block_id())
        for _, element in elements_of(block):
            if element.get("type") not in {"image", "mrkdwn", "plain_text"} and block["type"] != "rich_text":
                element.setdefault("action_id", new_block_id())
