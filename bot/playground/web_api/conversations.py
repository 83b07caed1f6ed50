"""Conversations: which there are, who is in them, what was said."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from bot.playground.facts import BOT_USER, SLACKBOT, Json
from bot.playground.validation import RefusedError
from bot.playground.web_api.call import READ, Call, Method, page_of
from bot.playground.workspace import Conversation, shown

_TYPES: Final = {"public_channel": "channel", "private_channel": "private_channel", "im": "im", "mpim": "mpim"}


async def _replies(call: Call) -> Json:
    conversation = call.conversation()
    ts = call.needed("ts")
    call.may_read_messages(conversation)
    message = conversation.find(ts)
    if message is None or "_person" in message:
        raise RefusedError("thread_not_found")
    parent = conversation.find(message.get("thread_ts", ts)) or message
    thread = [parent, *(each for each in conversation.replies(parent["ts"]) if _within(call, each))]
    page, cursor = page_of(thread, call, default=1000, most=1000)
    return _messages(call, page, cursor)


async def _history(call: Call) -> Json:
    conversation = call.conversation()
    call.may_read_messages(conversation)
    top = [each for each in conversation.public() if each.get("thread_ts") in {None, each["ts"]}]
    newest_first = [each for each in reversed(top) if _within(call, each)]
    page, cursor = page_of(newest_first, call, default=100, most=999)
    return _messages(call, page, cursor)


async def _members(call: Call) -> Json:
    conversation = call.conversation()
    call.may_read(conversation)
    page, cursor = page_of(conversation.members, call, default=100, most=1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


async def _open(call: Call) -> Json:
    named = call.text("channel")
    if named:
        conversation = call.conversation()
    else:
        users = [each for each in (call.text("users") or "").split(",") if each]
        if not users:
            raise RefusedError("users_list_not_supplied")
        person = next((each for each in users if each != BOT_USER), SLACKBOT)
        if call.world.workspace.person_name(person) is None:
            raise RefusedError("user_not_found")
        if person == SLACKBOT or len(users) > 1:
            raise RefusedError("cannot_dm_bot" if person == SLACKBOT else "not_enough_users")
        conversation = call.world.workspace.direct_with(person)
    answered: Json = {"id": conversation.id}
    if call.flag("return_im"):
        answered = _described(conversation)
    return {"no_op": True, "already_open": True, "channel": answered}


async def _info(call: Call) -> Json:
    conversation = call.conversation()
    call.may_read(conversation)
    described = _described(conversation)
    if call.flag("include_num_members"):
        described["num_members"] = len(conversation.members)
    return {"channel": described}


async def _list(call: Call) -> Json:
    return _listed(call, list(call.world.workspace.conversations.values()))


async def _users_conversations(call: Call) -> Json:
    user = call.text("user") or BOT_USER
    mine = [each for each in call.world.workspace.conversations.values() if user in each.members]
    return _listed(call, mine)


def _listed(call: Call, conversations: list[Conversation]) -> Json:
    kinds = [each.strip() for each in (call.text("types") or "public_channel").split(",")]
    if any(kind not in _TYPES for kind in kinds):
        raise RefusedError("invalid_types")
    wanted = {_TYPES[kind] for kind in kinds}
    for kind in sorted(wanted & set(READ)):
        call.need_scope(READ[kind])
    there = (each for each in conversations if not each.is_private or BOT_USER in each.members)
    found = [each for each in there if each.kind in wanted]
    page, cursor = page_of(found, call, default=100, most=1000)
    return {"channels": [_described(each) for each in page], "response_metadata": {"next_cursor": cursor}}


def _described(conversation: Conversation) -> Json:
    if conversation.is_direct:
        return {
            "id": conversation.id,
            "created": 0,
            "is_im": True,
            "is_org_shared": False,
            "user": conversation.partner,
            "is_open": True,
        }
    return {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "created": 0,
        "is_channel": not conversation.is_private,
        "is_group": conversation.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": conversation.is_private,
        "is_archived": False,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_member": BOT_USER in conversation.members,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def _messages(call: Call, page: list[Json], cursor: str) -> Json:
    full = call.flag("include_all_metadata")
    answer: Json = {
        "messages": [
            {**shown(each), **({"metadata": each["metadata"]} if full and "metadata" in each else {})}
            for each in page
        ],
        "has_more": bool(cursor),
    }
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def _within(call: Call, message: Json) -> bool:
    try:
        ts = Decimal(message["ts"])
        oldest = Decimal(call.text("oldest") or "0")
        latest = Decimal(call.text("latest") or "Infinity")
    except InvalidOperation as error:
        raise RefusedError("invalid_ts_oldest") from error
    if call.flag("inclusive"):
        return oldest <= ts <= latest
    return oldest < ts < latest


METHODS: Final[Mapping[str, Method]] = {
    "conversations.replies": Method(_replies, tier=3),
    "conversations.history": Method(_history, tier=3),
    "conversations.members": Method(_members),
    "conversations.open": Method(_open, ("im:write", "chat:write"), tier=3),
    "conversations.info": Method(_info, tier=3),
    "conversations.list": Method(_list, tier=2),
    "users.conversations": Method(_users_conversations, tier=3),
}
