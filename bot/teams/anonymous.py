"""Whether a request without a token may be let in: someone at this machine tries us, with an emulator say.

A page of a stranger in a browser here, or a proxy here that lets others through, is not that.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.teams.guard import TokenRefusedError
from bot.teams.loopback import is_local, is_loopback

_FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def check_caller(request: web.BaseRequest) -> None:
    """Raises TokenRefusedError where a request does not come straight from this machine."""
    if not is_loopback(request.remote or ""):
        raise TokenRefusedError("not_local")
    if any(name in request.headers for name in _FORWARDED):
        raise TokenRefusedError("forwarded")
    origin = request.headers.get("Origin")
    if not is_local(f"//{request.host}") or (origin is not None and not _is_own(origin)):
        raise TokenRefusedError("foreign_page")


def check_service(activity: Mapping[str, Any]) -> None:
    """Raises TokenRefusedError where an activity wants its answers elsewhere than on this machine."""
    service = activity.get("serviceUrl")
    if not isinstance(service, str) or not is_local(service):
        raise TokenRefusedError("foreign_service")


def _is_own(origin: str) -> bool:
    try:
        return urlsplit(origin).scheme in {"http", "https", "file"} and is_local(origin)
    except ValueError:
        return False
