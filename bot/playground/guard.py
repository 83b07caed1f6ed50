"""Who may come in: this machine's own programs and our own page, and no other page in its browser."""

from collections.abc import Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def guard(allowed: Callable[[], frozenset[str]]) -> Middleware:
    """A middleware. `allowed` gives the values of Host that are ours.

    A foreign name in Host is a foreign page whose name was bound to this machine; a foreign Origin, or a
    request that the browser itself calls cross-site, is one that tries to act in our person's name.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.host.lower() not in allowed():
            return web.Response(status=403, text="unknown host")
        origin = request.headers.get("Origin")
        if origin is not None and origin.lower() != f"http://{request.host.lower()}":
            return web.Response(status=403, text="foreign origin")
        site = request.headers.get("Sec-Fetch-Site", "none")
        navigates = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.path == "/"
        if site not in {"none", "same-origin"} and not navigates:
            return web.Response(status=403, text="foreign page")
        return await handler(request)

    return check


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer the headers that keep strangers' content harmless."""
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
