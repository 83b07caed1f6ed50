"""The playground's server: one aiohttp application on this machine's own address."""

import asyncio
import re
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.playground import facts
from bot.playground.envelopes import PATIENCE, PAUSES, Postbox
from bot.playground.events import Events
from bot.playground.guard import guard, protect
from bot.playground.interactions import Interactions
from bot.playground.interactivity import Routes, Screens, Triggers
from bot.playground.keeping import Keeper
from bot.playground.loopback import is_loopback
from bot.playground.manifest import Manifest
from bot.playground.pace import Pace
from bot.playground.page_api import PageApi
from bot.playground.people import People
from bot.playground.response_url import ResponseUrls
from bot.playground.socket_mode import SocketMode
from bot.playground.teams import TeamsApp, TeamsSide
from bot.playground.teams.side import renderer_file, renderer_parts
from bot.playground.trouble import Troubles
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace
from bot.playground.world import World

_PAGE: Final = Path(__file__).parent / "page"
_PAGE_FILES: Final = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FILE_ID: Final = re.compile(r"F[A-Z0-9]+(-\d{1,3})?")
_LARGEST_REQUEST: Final = 64 * 2**20
_SIGN_IN: Final = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>"


class Playground:
    """A local workspace for one app, and the page that shows it.

    Args:
        data: The folder in which the workspace is kept; made where it is missing.
        host: A loopback address, or localhost: it listens nowhere else.
        port: 0 takes a free one.
        manifest: The app's manifest, YAML or JSON: what it offers, hears and may do. Without one it may do
            everything, hears everything and offers nothing.
        channels: Names of further channels, with everyone and the app in them: `C0` and the name in capitals
            is the id of each.
        rate_limits: Whether calls beyond Slack's pace are refused with 429.
        writes: Whether the workspace is kept; False for a long run that nobody comes back to.
        redelivery_pauses: Seconds until an unacknowledged event is sent again, after the first time, the
            second, and so on; the last one counts from then on. None: each platform's own.
        patience: Seconds in which the app has to acknowledge what a person did.
        clock: Seconds that pass, for what expires: trigger ids, response URLs, the app's pace.
        beside: What else is answered at its address: the app's own pages.
        teams: The app as Teams has it registered; None: it is no app of Teams.

    Raises:
        ValueError: the host is not this machine's own.
        ImportError: what signs Teams' activities is not installed (PyJWT, cryptography).
        UnreadableManifestError: the manifest is none.
    """

    def __init__(  # noqa: PLR0913 — each has a default that is Slack's
        self,
        data: Path,
        host: str = "127.0.0.1",
        port: int = 8080,
        manifest: Path | None = None,
        *,
        channels: Sequence[str] = (),
        rate_limits: bool = True,
        writes: bool = True,
        redelivery_pauses: Sequence[float] | None = None,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        beside: Sequence[web.RouteDef] = (),
        teams: TeamsApp | None = None,
    ) -> None:
        if not is_loopback(host):
            raise ValueError(f"the playground listens on this machine only, not on {host}")
        self._host = host
        self._port = port
        self._beside = beside
        workspace = Workspace(channels)
        postbox = Postbox(workspace, redelivery_pauses or PAUSES, patience)
        described = Manifest.read(manifest) if manifest is not None else Manifest()
        self._world = World(
            workspace=workspace,
            keeper=Keeper(workspace, data, writes=writes),
            manifest=described,
            postbox=postbox,
            socket_mode=SocketMode(postbox),
            events=Events(workspace, postbox, described),
            triggers=Triggers(clock),
            routes=Routes(clock),
            screens=Screens(),
            pace=Pace(clock, on=rate_limits),
            troubles=Troubles(),
            pass_key=secrets.token_urlsafe(16),
        )
        self._response_urls = ResponseUrls(self._world)
        interactions = Interactions(self._world, self._response_urls)
        self._page_api = PageApi(self._world, People(self._world), interactions)
        self.teams: TeamsSide | None = None
        """Teams' side, where the app is one of Teams."""
        if teams is not None:
            self.teams = TeamsSide(
                teams,
                data,
                rate_limits=rate_limits,
                writes=writes,
                redelivery_pauses=redelivery_pauses,
                clock=clock,
            )
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The page's address."""
        return f"{self._world.origin}/"

    @property
    def api_url(self) -> str:
        """The Web API's address, as an SDK takes it."""
        return f"{self._world.origin}/api/"

    @property
    def bot_token(self) -> str:
        """The app's bot token."""
        return facts.BOT_TOKEN

    @property
    def app_token(self) -> str:
        """The app's own token, for Socket Mode."""
        return facts.APP_TOKEN

    @property
    def support_channel(self) -> str:
        """The channel in which colleagues ask."""
        return facts.SUPPORT

    @property
    def helpdesk_channel(self) -> str:
        """The channel of the helpdesk."""
        return facts.HELPDESK

    async def start(self) -> None:
        """Take up the workspace, and listen.

        Raises:
            OSError: the port is taken, or the data folder cannot be used.
            UnreadableWorkspaceError: what is kept in the data folder is no workspace.
        """
        # The port is taken first, so that what is kept can be told the present address; then it is served.
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        listening = socket.create_server((self._host, self._port), family=family)
        try:
            self._port = listening.getsockname()[1]
            name = f"[{self._host}]" if ":" in self._host else self._host
            self._world.workspace.origin = f"http://{name}:{self._port}"
            await self._world.keeper.start()
            if self.teams is not None:
                await self.teams.take_up(self._world.workspace.origin)
        except BaseException:
            listening.close()
            raise
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()
        self._world.postbox.start()
        if self.teams is not None:
            self.teams.start()

    async def stop(self) -> None:
        """End all connections, and write what is unwritten."""
        if self._runner is None:
            return
        await self._page_api.stop()
        await self._world.socket_mode.stop()
        if self.teams is not None:
            await self.teams.hang_up()
        await self._runner.cleanup()
        await self._world.postbox.stop()
        await self._world.keeper.stop()
        if self.teams is not None:
            await self.teams.stop()
        self._runner = None

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[guard(self._hosts)], client_max_size=_LARGEST_REQUEST)
        application.on_response_prepare.append(protect)
        web_api = WebApi(self._world)
        router = application.router
        router.add_route("GET", "/api/{method}", web_api.handle)
        router.add_route("POST", "/api/{method}", web_api.handle)
        router.add_get("/link", self._world.socket_mode.handle)
        router.add_post("/response/{token}", self._response_urls.handle)
        router.add_get("/files/{id}/{name}", self._file)
        router.add_get("/page/state", self._page_api.state)
        router.add_get("/page/changes", self._page_api.changes)
        router.add_post("/page/{doing}", self._page_api.do)
        router.add_get("/", self._index)
        router.add_get("/teams", self._teams_index)
        router.add_get("/static/{name}", self._static)
        router.add_get("/renderer", renderer_parts)
        router.add_get("/renderer/{name}", renderer_file)
        router.add_get("/archives/{conversation}/{message}", self._permalink)
        router.add_routes(self._beside)
        if self.teams is not None:
            router.add_routes(self.teams.routes({route.path for route in self._beside}))
        else:
            router.add_get("/teams/page/state", _no_teams)
        return application

    def _hosts(self) -> frozenset[str]:
        names = {"127.0.0.1", "localhost", "[::1]", self._host}
        return frozenset(f"{name}:{self._port}" for name in names)

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return await _page_file("index.html")

    async def _teams_index(self, _request: web.Request) -> web.StreamResponse:
        return await _page_file("teams.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return await _page_file(request.match_info["name"])

    async def _permalink(self, request: web.Request) -> web.StreamResponse:
        conversation, message = request.match_info["conversation"], request.match_info["message"]
        raise web.HTTPFound(f"/#{conversation}/{message}")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A file's content: for the page by its key, for the app by its token, else a page to sign in."""
        token = request.headers.get("Authorization", "")
        scopes = self._world.manifest.scopes
        for_page = secrets.compare_digest(request.query.get("key", ""), self._world.pass_key)
        for_app = token == f"Bearer {facts.BOT_TOKEN}" and (scopes is None or "files:read" in scopes)
        if not for_page and not for_app:
            return web.Response(text=_SIGN_IN, content_type="text/html")
        failure = self._world.troubles.take("files")
        if failure is not None:
            await asyncio.sleep(failure.hang)
            if failure.refuses:
                return web.Response(status=failure.status if failure.status >= 400 else 500)  # noqa: PLR2004 — HTTP's failures begin there
        file_id = request.match_info["id"]
        if not _FILE_ID.fullmatch(file_id):
            return web.Response(status=404, text="file not found")
        described = self._world.workspace.files.get(file_id.partition("-")[0])
        path = self._world.keeper.file(file_id)
        if described is None or not await asyncio.to_thread(path.is_file):
            return web.Response(status=404, text="file not found")
        mimetype = described["mimetype"] if described["id"] == file_id else "application/octet-stream"
        headers = {"Content-Disposition": "attachment", "Content-Security-Policy": "sandbox; default-src 'none'"}
        return web.Response(body=await asyncio.to_thread(path.read_bytes), content_type=mimetype, headers=headers)


async def _page_file(name: str) -> web.StreamResponse:
    path = _PAGE / name
    mimetype = _PAGE_FILES.get(path.suffix)
    if mimetype is None or path.parent != _PAGE or not await asyncio.to_thread(path.is_file):
        return web.Response(status=404, text="not found")
    return web.Response(text=await asyncio.to_thread(path.read_text, "utf-8"), content_type=mimetype)


async def _no_teams(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"ok": False, "error": "no_teams"})
