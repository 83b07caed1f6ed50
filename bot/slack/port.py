"""The desk's port to Slack."""

from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.models.metadata import Metadata
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.chat import ChatRefusedError, Drawing, Notice
from bot.desk.work import FileRef, Place
from bot.slack.calling import calling, told
from bot.slack.cards import draw
from bot.slack.downloading import Downloads
from bot.slack.files import Files
from bot.slack.members import Members
from bot.slack.names import MARK_EVENT, PLATFORM
from bot.slack.origins import Origins
from bot.slack.routes import answer_along
from bot.slack.workplace import Identity

_GONE: Final = frozenset({"message_not_found", "thread_not_found"})
_CANNOT_LOOK: Final = frozenset(
    {"missing_scope", "not_in_channel", "channel_not_found", "not_allowed_token_type", "method_not_supported"}
)
_PAGE: Final = 200
_MOST_PAGES: Final = 5

log = structlog.get_logger()


class SlackPort:
    """A ChatPort over Slack's Web API, and the two calls that forms and App Home need.

    `lookups_refused` counts how often Slack would not let us look for a posting of our own.
    """

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self.client = client
        self._session = session
        self._origins = Origins(client.base_url)
        self._files = Files(client, Downloads(session, self._origins, client.token or ""))
        self.members = Members(client)
        self.lookups_refused = 0

    @property
    def platform(self) -> str:
        """The platform's name as it stands in Place."""
        return PLATFORM

    async def introduce(self) -> Identity:
        """Who we are. Raises ChatError; ChatBarredError says that the token is no good."""
        with calling():
            answer = await self.client.auth_test()
            team, user, bot = told(answer, "team_id"), told(answer, "user_id"), answer.get("bot_id")
        return Identity(team=team, user=user, bot=str(bot or ""))

    async def post(self, place: Place, drawing: Drawing, mark: str) -> Place:
        """Post into the thread of `place`, or in its conversation where thread is None. Gives where it stands."""
        card = draw(drawing)
        with calling():
            answer = await self.client.chat_postMessage(
                channel=place.conversation,
                thread_ts=place.thread,
                text=card.text,
                blocks=card.blocks,
                metadata=Metadata(MARK_EVENT, {"mark": mark}),
                unfurl_links=False,
                unfurl_media=False,
                parse="none",
            )
            channel, ts = told(answer, "channel"), told(answer, "ts")
        return place.model_copy(update={"conversation": channel, "message": ts})

    async def find(self, place: Place, mark: str) -> Place | None:
        """Our own message with this mark in the thread (or recent conversation) of `place`, if it stands there.

        Where Slack does not let us look, there is nothing to find: that is logged and counted.
        """
        try:
            ts = await self._find(place, mark)
        except ChatRefusedError as error:
            if error.code in _CANNOT_LOOK:
                self.lookups_refused += 1
                log.warning("slack_lookup_refused", code=error.code)
                return None
            if error.code in _GONE:
                return None
            raise
        return place.model_copy(update={"message": ts}) if ts else None

    async def update(self, place: Place, drawing: Drawing) -> None:
        """Draw a posted message anew."""
        card = draw(drawing)
        with calling():
            await self.client.chat_update(
                channel=place.conversation,
                ts=place.message or "",
                text=card.text,
                blocks=card.blocks,
                parse="none",
            )

    async def delete(self, place: Place) -> None:
        """Take a posted message away; one that is gone already is no error."""
        try:
            with calling():
                await self.client.chat_delete(channel=place.conversation, ts=place.message or "")
        except ChatRefusedError as error:
            if error.code not in _GONE:
                raise

    async def whisper(self, route: str, drawing: Drawing, *, replace: bool) -> None:
        """Answer one person along a response_url. `replace` changes the message that they acted on."""
        await answer_along(self._session, self._origins, route, draw(drawing), replace=replace)

    async def whisper_in(self, place: Place, person: str, notice: Notice) -> None:
        """Say something to one person in a conversation, where no route came along."""
        card = draw(notice)
        with calling():
            await self.client.chat_postEphemeral(
                channel=place.conversation,
                user=person,
                thread_ts=place.thread,
                text=card.text,
                blocks=card.blocks,
                parse="none",
            )

    async def direct(self, team: str, person: str) -> Place:
        """The direct conversation with a person."""
        with calling():
            answer = await self.client.conversations_open(users=person)
            conversation = told(answer, "channel", "id")
        return Place(platform=PLATFORM, team=team, conversation=conversation)

    async def link(self, place: Place) -> str | None:
        """A link that leads a person to a message; None where Slack gives none."""
        if place.message is None:
            return None
        try:
            with calling():
                answer = await self.client.chat_getPermalink(channel=place.conversation, message_ts=place.message)
                link = answer.get("permalink")
        except ChatRefusedError:
            return None
        return str(link) if link else None

    async def fetch(self, file: FileRef, limit: int) -> bytes:
        """The content of a file, `limit` bytes at most. Raises FileRefusedError beside the usual."""
        return await self._files.fetch(file, limit)

    async def is_member(self, place: Place, person: str) -> bool:
        """Whether a person is a member of a conversation."""
        return await self.members.has(place.conversation, person)

    async def name(self, place: Place, person: str) -> str | None:
        """What a person is called; None where Slack does not say so."""
        del place
        try:
            with calling():
                answer = await self.client.users_info(user=person)
                user = answer.get("user") or {}
        except ChatRefusedError:
            return None
        profile = user.get("profile") or {}
        return str(profile.get("display_name") or profile.get("real_name") or user.get("real_name") or "") or None

    async def open_form(self, trigger: str, form: View) -> None:
        """Show a form to the person whose act gave the trigger, three seconds ago at most."""
        with calling():
            await self.client.views_open(trigger_id=trigger, view=form)

    async def publish_home(self, person: str, home: View) -> None:
        """Show someone's App Home anew."""
        with calling():
            await self.client.views_publish(user_id=person, view=home)

    async def _find(self, place: Place, mark: str) -> str | None:
        cursor = ""
        for _ in range(_MOST_PAGES):
            with calling():
                answer = await self._page(place, cursor)
                messages = answer.get("messages") or ()
                cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            for message in messages:
                metadata = message.get("metadata") or {}
                payload = metadata.get("event_payload") or {}
                if metadata.get("event_type") == MARK_EVENT and payload.get("mark") == mark:
                    return str(message["ts"])
            if not cursor:
                break
        return None

    async def _page(self, place: Place, cursor: str) -> Any:
        if place.thread is None:
            return await self.client.conversations_history(
                channel=place.conversation, limit=_PAGE, cursor=cursor or None, include_all_metadata=True
            )
        return await self.client.conversations_replies(
            channel=place.conversation,
            ts=place.thread,
            limit=_PAGE,
            cursor=cursor or None,
            include_all_metadata=True,
        )
