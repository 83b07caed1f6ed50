"""Reactions."""

import re
from collections.abc import Mapping
from typing import Final

from bot.playground.facts import BOT_USER, Json
from bot.playground.validation import RefusedError
from bot.playground.web_api.call import Call, Method
from bot.playground.workspace import shown

_NAME: Final = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


async def _add(call: Call) -> Json:
    name, message = _named(call), _message(call, "timestamp")
    reactions = message.setdefault("reactions", [])
    reaction = next((each for each in reactions if each["name"] == name), None)
    if reaction is None:
        reactions.append({"name": name, "users": [BOT_USER], "count": 1})
    elif BOT_USER in reaction["users"]:
        raise RefusedError("already_reacted")
    else:
        reaction["users"].append(BOT_USER)
        reaction["count"] += 1
    call.world.workspace.touch()
    return {}


async def _remove(call: Call) -> Json:
    name, message = _named(call), _message(call, "timestamp")
    reactions = message.get("reactions", [])
    reaction = next((each for each in reactions if each["name"] == name and BOT_USER in each["users"]), None)
    if reaction is None:
        raise RefusedError("no_reaction")
    reaction["users"].remove(BOT_USER)
    reaction["count"] -= 1
    message["reactions"] = [each for each in reactions if each["count"]]
    call.world.workspace.touch()
    return {}


async def _get(call: Call) -> Json:
    return {"type": "message", "message": shown(_message(call, "timestamp"))}


def _named(call: Call) -> str:
    name = call.needed("name").strip(":")
    if not _NAME.fullmatch(name):
        raise RefusedError("invalid_name")
    return name


def _message(call: Call, name: str) -> Json:
    conversation = call.conversation()
    ts = call.needed(name)
    call.member_of(conversation)
    message = conversation.find(ts)
    if message is None or "_person" in message:
        raise RefusedError("message_not_found")
    return message


METHODS: Final[Mapping[str, Method]] = {
    "reactions.add": Method(_add, ("reactions:write",), tier=3, writes=True),
    "reactions.remove": Method(_remove, ("reactions:write",), tier=2, writes=True),
    "reactions.get": Method(_get, ("reactions:read",), tier=3),
}
