"""Teams' side of a playground: all of its parts, put together once."""

import asyncio
import secrets
import uuid
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.playground.facts import HELLA
from bot.playground.keeping import Keeper
from bot.playground.pace import Pace
from bot.playground.teams import facts
from bot.playground.teams.activities import Activities
from bot.playground.teams.app import TeamsApp
from bot.playground.teams.delivery import PAUSES, Delivery
from bot.playground.teams.facts import ACCOUNTS, Json
from bot.playground.teams.issuer import Issuer
from bot.playground.teams.page_api import PageApi
from bot.playground.teams.people import People
from bot.playground.teams.renderer import NAMES, SCRIPTS, STYLE, found
from bot.playground.teams.service import Service
from bot.playground.teams.store import Store
from bot.playground.teams.world import TeamsWorld
from bot.playground.trouble import Troubles

_SANDBOX: Final = {"Content-Disposition": "attachment", "Content-Security-Policy": "sandbox; default-src 'none'"}
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}


class TeamsSide:
    """A local Teams for one app. It stands at the playground's own origin.

    Args:
        app: What is registered.
        data: The folder in which it is kept.
        rate_limits: Whether calls beyond Teams' pace are refused with 429.
        writes: Whether it is kept.
        redelivery_pauses: Seconds until an activity that was not taken comes again, time after time; None: ours.
        clock: Seconds that pass.

    Raises:
        ImportError: PyJWT or cryptography is not there, by which activities are signed.
    """

    def __init__(  # noqa: PLR0913 — what the whole playground was asked for
        self,
        app: TeamsApp,
        data: Path,
        *,
        rate_limits: bool,
        writes: bool,
        clock: Callable[[], float],
        redelivery_pauses: Sequence[float] | None,
    ) -> None:
        store = Store()
        issuer = Issuer(lambda: store.origin, clock)
        self._world = TeamsWorld(
            app=app,
            store=store,
            keeper=Keeper(store, data, "playground-teams", writes=writes),
            issuer=issuer,
            activities=Activities(store, app),
            delivery=Delivery(store, issuer, lambda: app.address(store.origin), redelivery_pauses or PAUSES),
            pace=Pace(clock, on=rate_limits),
            troubles=Troubles(),
        )
        self._page_api = PageApi(self._world, People(self._world))

    @property
    def home(self) -> str:
        """The origin at which it all stands: the issuer, the sign-in and the service."""
        return self._world.store.origin

    @property
    def app_id(self) -> str:
        """The app's id, as whom it signs in and for whom tokens are."""
        return facts.APP_ID

    @property
    def secret(self) -> str:
        """The app's secret."""
        return facts.SECRET

    @property
    def tenant(self) -> str:
        """Whose Teams it is."""
        return facts.TENANT

    @property
    def service_url(self) -> str:
        """The service URL that activities name."""
        return self._world.activities.service

    @property
    def support_channel(self) -> str:
        """The channel in which colleagues ask."""
        return facts.SUPPORT

    @property
    def helpdesk_channel(self) -> str:
        """The channel of the helpdesk."""
        return facts.HELPDESK

    async def take_up(self, origin: str) -> None:
        """Read what was kept; then it can be served at an origin.

        Raises:
            OSError, UnreadableWorkspaceError: as the Keeper says.
        """
        self._world.store.origin = origin
        await self._world.keeper.start()

    def start(self) -> None:
        """Begin to tell the app what happens: first that it is installed."""
        self._world.delivery.start()
        action = "add-upgrade" if self._world.store.installed else "add"
        self._world.store.installed = True
        for place in self._world.store.conversations.values():
            if place.has_app and not _waits(self._world.store, place.id):
                who = place.members[0] if place.is_personal else ACCOUNTS[HELLA]
                self._world.delivery.deliver(self._world.activities.installed(place, who, action))

    async def hang_up(self) -> None:
        """Tell nobody anything any more."""
        await self._page_api.stop()
        await self._world.delivery.stop()

    async def stop(self) -> None:
        """Write what is unwritten."""
        await self._world.keeper.stop()

    def routes(self, taken: AbstractSet[str] = frozenset()) -> list[web.RouteDef]:
        """What it answers to. `taken` are paths that the app answers to itself, at the same address."""
        endpoint = self._world.app.endpoint
        at_home = endpoint.startswith("/") and endpoint not in taken
        return [
            *([web.post(endpoint, _nobody_there)] if at_home else ()),
            web.get("/v1/.well-known/openidconfiguration", self._world.issuer.metadata),
            web.get("/v1/keys", self._world.issuer.keys),
            web.post("/{tenant}/oauth2/v2.0/token", self._world.issuer.sign_in),
            *Service(self._world).routes(),
            *self._page_api.routes(),
            web.get("/teams/files/{id}", self._file),
            web.get("/teams/v3/attachments/{id}/views/original", self._picture),
        ]

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file by its signed address. A token has no business here: it would be a stranger's."""
        file = self._world.store.files.get(request.match_info["id"])
        given = request.query.get("tempauth", "").encode()
        if file is None or not secrets.compare_digest(given, file["pass"].encode()):
            return web.Response(status=403, text="Access denied")
        if "Authorization" in request.headers:
            return web.Response(status=401, text="Access denied")
        return await self._content("files", file)

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        """A pasted picture, for the app by its token."""
        if not self._world.issuer.let_in(request):
            return web.Response(status=401)
        file = self._world.store.files.get(request.match_info["id"])
        if file is None or not file["picture"]:
            return web.Response(status=404)
        return await self._content("files", file)

    async def _content(self, name: str, file: Json) -> web.StreamResponse:
        failure = self._world.troubles.take(name)
        if failure is not None:
            await asyncio.sleep(failure.hang)
            if failure.refuses:
                return web.Response(status=failure.status if failure.status >= 400 else 500)  # noqa: PLR2004 — HTTP's failures begin there
        path = self._world.keeper.file(str(uuid.UUID(file["id"])))
        content = await asyncio.to_thread(path.read_bytes)
        return web.Response(body=content, content_type=file["mimetype"], headers=_SANDBOX)


async def renderer_parts(_request: web.Request) -> web.StreamResponse:
    """Which parts of Microsoft's renderer of cards the page may load; none where it was not fetched."""
    there = found() is not None
    return web.json_response({"scripts": list(SCRIPTS) if there else [], "style": STYLE if there else None})


async def renderer_file(request: web.Request) -> web.StreamResponse:
    """A part of Microsoft's renderer of cards, for the page."""
    name, folder = request.match_info["name"], found()
    if folder is None or name not in NAMES:
        return web.Response(status=404, text="not found")
    content = await asyncio.to_thread((folder / name).read_text, "utf-8")
    return web.Response(text=content, content_type=_TYPES[Path(name).suffix])


async def _nobody_there(_request: web.Request) -> web.StreamResponse:
    """Where the app would take activities: they come again."""
    return web.Response(status=503)


def _waits(store: Store, conversation: str) -> bool:
    """Whether the app was not yet told of the last time."""
    waiting = (each for each in store.undelivered if each["type"] == "installationUpdate")
    return any(each["conversation"]["id"] == conversation for each in waiting)
