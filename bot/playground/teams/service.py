"""Teams' service, as the app calls it: messages, conversations, members. As strict as Teams.

Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from bot.playground.teams.card_check import CARD, check_card
from bot.playground.teams.facts import BOT, NAMES, TENANT, Json, personal
from bot.playground.teams.refusal import TeamsRefusedError
from bot.playground.teams.store import Conversation, bare
from bot.playground.teams.world import TeamsWorld

LARGEST: Final = 28 * 1024
"""Bytes of a message with its cards, in UTF-16."""
_MOST_TEXT: Final = 80_000
_THREAD: Final = ";messageid="

_Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Service:
    """Answers `/teams/v3/…`: tokens first, bad days next, then what was asked for."""

    def __init__(self, world: TeamsWorld) -> None:
        self._world = world
        self._store = world.store

    def routes(self) -> list[web.RouteDef]:
        """What it answers to."""
        one = "/teams/v3/conversations/{conversation}"
        return [
            web.post("/teams/v3/conversations", self._named("open", self._open)),
            web.post(f"{one}/activities", self._named("post", self._post)),
            web.post(f"{one}/activities/{{id}}", self._named("post", self._post)),
            web.put(f"{one}/activities/{{id}}", self._named("update", self._update)),
            web.delete(f"{one}/activities/{{id}}", self._named("delete", self._delete)),
            web.get(f"{one}/members", self._named("members", self._members)),
            web.get(f"{one}/pagedmembers", self._named("members", self._paged_members)),
            web.get(f"{one}/members/{{person}}", self._named("members", self._member)),
        ]

    def _named(self, name: str, answer: _Answer) -> _Answer:
        """The same, for who may come in, and as badly as was asked for."""

        async def handle(request: web.Request) -> web.StreamResponse:
            if not self._world.issuer.let_in(request):
                return TeamsRefusedError(401, "Unauthorized", "no token, or one that is no good").answer()
            failure = self._world.troubles.take(name)
            if failure is None:
                return await self._answered(answer, request)
            done = await self._answered(answer, request) if failure.after else None
            if done is not None:
                self._world.troubles.settle(failure, done=done.status < 400)  # noqa: PLR2004 — HTTP's failures begin there
            await asyncio.sleep(failure.hang)
            if failure.cut and request.transport is not None:
                request.transport.abort()
            if not failure.refuses:
                return done or await self._answered(answer, request)
            status = failure.status if failure.status >= 400 else 500  # noqa: PLR2004 — the same
            return TeamsRefusedError(
                status, failure.error or "ServiceError", retry_after=failure.retry_after
            ).answer()

        return handle

    async def _answered(self, answer: _Answer, request: web.Request) -> web.StreamResponse:
        try:
            response = await answer(request)
        except TeamsRefusedError as error:
            return error.answer()
        await self._world.keeper.settled()
        return response

    async def _post(self, request: web.Request) -> web.StreamResponse:
        conversation, root = self._place(request)
        activity = await _activity(request)
        if (replied := request.match_info.get("id")) and conversation.is_channel:
            root = self._found(conversation, replied)["root"] or replied
        return web.json_response({"id": self._say(conversation, root, activity)}, status=201)

    async def _update(self, request: web.Request) -> web.StreamResponse:
        conversation, _ = self._place(request)
        message = self._own(conversation, request.match_info["id"])
        activity = await _activity(request)
        self._count(conversation)
        message.update(_said(activity), revision=message.get("revision", 0) + 1)
        self._store.forget_own_cards(conversation, message["id"])
        self._store.touch()
        return web.json_response({"id": message["id"]})

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        conversation, _ = self._place(request)
        message = self._own(conversation, request.match_info["id"])
        message.update(deleted=True)
        self._store.touch()
        return web.Response()

    async def _open(self, request: web.Request) -> web.StreamResponse:
        """A person's chat with the app, or a new thread in a channel."""
        asked = await _json(request)
        if (asked.get("tenantId") or _at(asked, "channelData", "tenant", "id")) != TENANT:
            raise TeamsRefusedError(403, "Forbidden", "the app is not installed in that tenant")
        if asked.get("isGroup"):
            channel = self._conversation(str(_at(asked, "channelData", "channel", "id")))
            message = self._say(channel, None, _checked(asked.get("activity")))
            return web.json_response({"id": f"{channel.id}{_THREAD}{message}", "activityId": message}, status=201)
        members = asked.get("members")
        if not isinstance(members, list) or len(members) != 1 or not isinstance(members[0], dict):
            raise TeamsRefusedError(400, "BadSyntax", "a chat with the app has one other member")
        chat = self._store.conversations.get(personal(str(members[0].get("id"))))
        if chat is None:
            raise TeamsRefusedError(403, "Forbidden", "nobody of this tenant")
        return web.json_response({"id": chat.id}, status=201)

    async def _members(self, request: web.Request) -> web.StreamResponse:
        conversation, _ = self._place(request)
        return web.json_response([_person(each) for each in conversation.members if each != BOT])

    async def _paged_members(self, request: web.Request) -> web.StreamResponse:
        conversation, _ = self._place(request)
        return web.json_response({"members": [_person(each) for each in conversation.members if each != BOT]})

    async def _member(self, request: web.Request) -> web.StreamResponse:
        conversation, _ = self._place(request)
        person = request.match_info["person"]
        if person == BOT or person not in conversation.members:
            raise TeamsRefusedError(404, "MemberNotFoundInConversation")
        return web.json_response(_person(person))

    def _place(self, request: web.Request) -> tuple[Conversation, str | None]:
        """The conversation of a call, and the thread that stands behind it."""
        written = request.match_info["conversation"]
        conversation = self._conversation(bare(written))
        root = written.partition(_THREAD)[2] or None
        if root is None:
            return conversation, None
        found = conversation.find(root) if conversation.is_channel else None
        if found is None or found["root"]:
            raise TeamsRefusedError(404, "ConversationNotFound", "there is no such thread")
        return conversation, root

    def _conversation(self, conversation_id: str) -> Conversation:
        conversation = self._store.conversations.get(conversation_id)
        if conversation is None:
            raise TeamsRefusedError(404, "ConversationNotFound")
        if not conversation.has_app:
            raise TeamsRefusedError(403, "BotNotInConversationRoster", "the app is not part of this conversation")
        return conversation

    def _found(self, conversation: Conversation, message_id: str) -> Json:
        message = conversation.find(message_id)
        if message is None or message.get("deleted"):
            raise TeamsRefusedError(404, "ActivityNotFoundInConversation")
        return message

    def _own(self, conversation: Conversation, message_id: str) -> Json:
        message = self._found(conversation, message_id)
        if message["from"] != BOT:
            raise TeamsRefusedError(403, "Forbidden", "that is another's message")
        return message

    def _say(self, conversation: Conversation, root: str | None, activity: Json) -> str:
        """Gives the id of the message. Who only types leaves none behind."""
        self._count(conversation)
        if activity["type"] == "typing":
            return self._store.next_id()
        message = self._store.add(conversation, {"from": BOT, "root": root, **_said(activity)})
        return str(message["id"])

    def _count(self, conversation: Conversation) -> None:
        wait = self._world.pace.message(conversation.id)
        if wait is not None:
            raise TeamsRefusedError(429, "TooManyRequests", retry_after=wait)


async def _json(request: web.Request) -> Json:
    try:
        body = await request.json()
    except (ValueError, RecursionError) as error:
        raise TeamsRefusedError(400, "BadSyntax", "no JSON") from error
    if not isinstance(body, dict):
        raise TeamsRefusedError(400, "BadSyntax", "no JSON object")
    return body


async def _activity(request: web.Request) -> Json:
    return _checked(await _json(request))


def _checked(activity: Any) -> Json:
    """An activity that Teams would take."""
    if not isinstance(activity, dict) or activity.get("type") not in {"message", "typing"}:
        raise TeamsRefusedError(400, "BadSyntax", "only messages can be sent")
    written = json.dumps(activity, ensure_ascii=False, separators=(",", ":"))
    if len(written.encode("utf-16-le", "surrogatepass")) > LARGEST:
        raise TeamsRefusedError(413, "MessageSizeTooBig")
    attachments, text = activity.get("attachments") or [], activity.get("text") or ""
    if not isinstance(attachments, list) or not isinstance(text, str) or len(text) > _MOST_TEXT:
        raise TeamsRefusedError(400, "BadSyntax", "attachments or text have another shape")
    if activity["type"] == "message" and not attachments and not text:
        raise TeamsRefusedError(400, "BadSyntax", "the message is empty")
    for attachment in attachments:
        if not isinstance(attachment, dict) or attachment.get("contentType") != CARD:
            raise TeamsRefusedError(400, "BadSyntax", "an attachment that is not shown here")
        check_card(attachment.get("content"))
    return activity


def _said(activity: Json) -> Json:
    return {
        "text": activity.get("text") or "",
        "summary": str(activity.get("summary") or ""),
        "cards": [attachment["content"] for attachment in activity.get("attachments") or ()],
    }


def _person(account: str) -> Json:
    name = NAMES[account]
    return {"id": account, "name": name, "givenName": name, "userRole": "user", "tenantId": TENANT}


def _at(said: Any, *names: str) -> Any:
    for name in names:
        said = said.get(name) if isinstance(said, dict) else None
    return said
