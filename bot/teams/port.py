"""The desk's port to Teams.

What Teams has no notion of, and what is done instead:

- A message carries nothing that could be looked up: `find` finds nothing. A process that dies after Teams took a
  message and before it was noted says it once more when it is back.
- No message is seen by one person only among others: `whisper_in` says it in the person's direct conversation, and
  `whisper` always says that its route has expired, upon which the desk answers there too.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final, Protocol
from urllib.parse import quote, urlencode

from bot.desk.chat import ChatRefusedError, Drawing, Notice, RouteExpiredError
from bot.desk.references import Reference
from bot.desk.work import FileRef, Place
from bot.teams.calling import NotThereError
from bot.teams.cards.people import people_on
from bot.teams.connector import Connector
from bot.teams.downloading import Downloads
from bot.teams.ids import is_channel
from bot.teams.members import Members
from bot.teams.names import PLATFORM
from bot.teams.ways import Ways

_CARD: Final = "application/vnd.microsoft.card.adaptive"


class TeamsCard(Protocol):
    """A drawing as Teams shows it: the card, and the same story as text."""

    @property
    def content(self) -> dict[str, Any]:
        """The Adaptive Card."""
        ...

    @property
    def text(self) -> str:
        """What a notification says."""
        ...


Draw = Callable[[Drawing, Mapping[str, str]], TeamsCard]
"""With what people are called, by their ids."""


class TeamsPort:
    """A ChatPort over Teams' service. `web` is where links lead; None: nowhere."""

    def __init__(
        self,
        *,
        connector: Connector,
        downloads: Downloads,
        ways: Ways,
        draw: Draw,
        web: str | None = None,
    ) -> None:
        self._connector = connector
        self._downloads = downloads
        self._ways = ways
        self._draw = draw
        self._web = web
        self.members = Members(connector)

    @property
    def platform(self) -> str:
        """The platform's name as it stands in Place."""
        return PLATFORM

    async def introduce(self) -> None:
        """See that Microsoft knows us. Raises ChatError; ChatBarredError says that id or secret is no good."""
        await self._connector.sign_in()

    async def post(self, place: Place, drawing: Drawing, mark: str) -> Place:
        """Post into the thread of `place`, or its conversation where thread is None. Gives where it stands."""
        del mark
        along = await self._ways.to(place)
        message = await self._connector.post(along, place, await self._drawn(drawing, along, place))
        return place.model_copy(update={"message": message})

    async def find(self, place: Place, mark: str) -> Place | None:
        """None: Teams keeps nothing by which a message could be found."""
        del place, mark
        return None

    async def update(self, place: Place, drawing: Drawing) -> None:
        """Draw a posted message anew."""
        along = await self._ways.to(place)
        await self._connector.update(along, place, await self._drawn(drawing, along, place))

    async def delete(self, place: Place) -> None:
        """Take a posted message away; one that is gone already is no error."""
        along = await self._ways.to(place)
        with suppress(NotThereError):
            await self._connector.delete(along, place)

    async def whisper(self, route: str, drawing: Drawing, *, replace: bool) -> None:
        """Raises RouteExpiredError: there are no such routes in Teams."""
        del route, drawing, replace
        raise RouteExpiredError("no_routes")

    async def whisper_in(self, place: Place, person: str, notice: Notice) -> None:
        """Say something to one person: in their direct conversation."""
        await self.post(await self.direct(place.team, person), notice, "")

    async def direct(self, team: str, person: str) -> Place:
        """The direct conversation with a person."""
        along = await self._ways.towards(team, person)
        conversation = along.conversation
        if along.person != person:
            conversation = await self._connector.open_direct(along, person)
            await self._ways.note(
                Reference(
                    platform=PLATFORM,
                    team=team,
                    conversation=conversation,
                    service=along.service,
                    bot=along.bot,
                    person=person,
                )
            )
        return Place(platform=PLATFORM, team=team, conversation=conversation)

    async def link(self, place: Place) -> str | None:
        """A link that leads a person to a message; None where only one person can go."""
        if self._web is None or place.message is None:
            return None
        known = await self._ways.known(place.conversation)
        if known is None or known.person is not None:
            return None
        if is_channel(place.conversation):
            asked = {"tenantId": place.team, "parentMessageId": place.thread or place.message}
        else:
            asked = {"context": '{"contextType":"chat"}'}
        conversation, message = quote(place.conversation, safe=""), quote(place.message, safe="")
        return f"{self._web}/l/message/{conversation}/{message}?{urlencode(asked)}"

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        """The content of a file, `limit` bytes at most. Raises FileRefusedError beside the usual."""
        return await self._downloads.fetch(file, limit)

    async def is_member(self, place: Place, person: str) -> bool:
        """Whether a person is a member of a conversation."""
        return await self.members.has(await self._ways.to(place), place.conversation, person)

    async def name(self, place: Place, person: str) -> str | None:
        """What a person in a conversation is called, for mentions; None where Teams does not say so now."""
        return await self.members.name(await self._ways.to(place), place.conversation, person)

    async def _drawn(self, drawing: Drawing, along: Reference, place: Place) -> dict[str, Any]:
        asked = [(who, await self._called(who, along, place, drawing)) for who in people_on(drawing)]
        card = self._draw(drawing, {who: name for who, name in asked if name})
        return {
            "type": "message",
            "from": {"id": along.bot},
            "conversation": {"id": along.conversation},
            "summary": card.text,
            "attachments": [{"contentType": _CARD, "content": card.content}],
        }

    async def _called(self, person: str, along: Reference, place: Place, drawing: Drawing) -> str | None:
        """What a person is called, as Teams says here, else where they were met: it tells it of members only."""
        if name := await self.members.name(along, place.conversation, person):
            return name
        met = () if isinstance(drawing, Notice) else drawing.met
        for other in met:
            if other.platform == PLATFORM and other.conversation != place.conversation:
                with suppress(ChatRefusedError):
                    if name := await self.name(other, person):
                        return name
        return None
