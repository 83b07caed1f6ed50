"""Teams' service: the calls that we make there.

Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from bot.desk.chat import ChatBarredError, ChatRefusedError
from bot.desk.references import Reference
from bot.desk.work import Place
from bot.teams.calling import called, named, told
from bot.teams.ids import as_teams_writes, conversation_of, in_address
from bot.teams.origins import Origins
from bot.teams.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in a conversation, and what the others see of them as a name ("" where Teams gives none)."""

    person: str
    name: str


class Connector:
    """The calls, each along a reference. All raise ChatError; a service that is not Microsoft's is never called.

    `tokens` is None where we have no registration: then only a service on this machine is called.
    """

    def __init__(self, session: aiohttp.ClientSession, tokens: Tokens | None, origins: Origins) -> None:
        self._session = session
        self._tokens = tokens
        self._origins = origins

    async def sign_in(self) -> None:
        """Have a token, where we have a registration."""
        if self._tokens is not None:
            await self._tokens.token()

    async def post(self, along: Reference, place: Place, activity: Mapping[str, Any]) -> str:
        """Say something in the conversation of a place, in its thread if it has one. Gives the message's id."""
        said = {**activity, "replyToId": place.thread} if place.thread else dict(activity)
        async with self._call("POST", along, _to(place), json=said) as answer:
            return named(await told(answer), "id")

    async def update(self, along: Reference, place: Place, activity: Mapping[str, Any]) -> None:
        """Say something else in a message of ours."""
        message = in_address(place.message or "")
        said = {**activity, "id": place.message}
        async with self._call("PUT", along, f"{_to(place)}/{message}", json=said):
            pass

    async def delete(self, along: Reference, place: Place) -> None:
        """Take a message of ours away."""
        async with self._call("DELETE", along, f"{_to(place)}/{in_address(place.message or '')}"):
            pass

    async def open_direct(self, along: Reference, person: str) -> str:
        """The direct conversation with someone of the reference's team, made where needed. Gives its id."""
        asked = {
            "isGroup": False,
            "bot": {"id": along.bot},
            "members": [{"id": person}],
            "tenantId": along.team,
            "channelData": {"tenant": {"id": along.team}},
        }
        async with self._call("POST", along, "v3/conversations", json=asked) as answer:
            return conversation_of(named(await told(answer), "id"))

    async def member(self, along: Reference, conversation: str, person: str) -> Member:
        """Someone in a conversation. Raises NotThereError where they are not in it."""
        path = f"v3/conversations/{in_address(conversation_of(conversation))}/members/{in_address(person)}"
        async with self._call("GET", along, path) as answer:
            said = await told(answer)
            name = said.get("name") if isinstance(said, Mapping) else None
            return Member(named(said, "id"), name if isinstance(name, str) else "")

    @asynccontextmanager
    async def _call(
        self, method: str, along: Reference, path: str, **what: Any
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        if not self._origins.may_be_called(along.service):
            raise ChatRefusedError("foreign_service")
        token = await self._token(along.service)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        address = URL(f"{along.service.rstrip('/')}/{path}", encoded=True)
        try:
            async with called(self._session, method, address, headers=headers, **what) as answer:
                yield answer
        except ChatBarredError:
            if self._tokens is not None and token:
                self._tokens.spent(token)
            raise

    async def _token(self, service: str) -> str | None:
        if self._tokens is None or not self._origins.may_have_token(service):
            return None
        return await self._tokens.token()


def _to(place: Place) -> str:
    return f"v3/conversations/{in_address(as_teams_writes(place))}/activities"
