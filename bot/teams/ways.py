"""Along which way a conversation is reached: as it was last heard from, else as its team, else the front door."""

from dataclasses import replace

from bot.desk.chat import ChatRefusedError
from bot.desk.references import Reference
from bot.desk.work import Place
from bot.teams.cloud import Cloud
from bot.teams.credentials import Credentials
from bot.teams.names import PLATFORM
from bot.teams.references import References


class Ways:
    """The ways that are known. Without `credentials` nobody opens the front door to us."""

    def __init__(self, references: References, cloud: Cloud, credentials: Credentials | None) -> None:
        self._references = references
        self._cloud = cloud
        self._credentials = credentials

    async def known(self, conversation: str) -> Reference | None:
        """The way to a conversation that was heard from."""
        return await self._references.reference(conversation)

    async def to(self, place: Place) -> Reference:
        """The way to a conversation, heard from or not: a helpdesk's channel may never have said anything.

        Raises ChatRefusedError where there is none.
        """
        known = await self._references.reference(place.conversation)
        if known is not None:
            return known
        return replace(await self.towards(place.team, ""), conversation=place.conversation, person=None)

    async def towards(self, team: str, person: str) -> Reference:
        """The direct conversation with a person; else a way along which one can be opened.

        Raises ChatRefusedError where there is none.
        """
        nearest = await self._references.nearest(team, person)
        if nearest is not None:
            return nearest
        if self._credentials is None or self._cloud.service is None:
            raise ChatRefusedError("unknown_conversation")
        return Reference(
            platform=PLATFORM,
            team=team,
            conversation="",
            service=self._cloud.service,
            bot=f"28:{self._credentials.app_id}",
        )

    async def note(self, reference: Reference) -> None:
        """Keep a way that was found."""
        await self._references.note(reference)
