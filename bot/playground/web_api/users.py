"""The people of the workspace."""

from collections.abc import Mapping
from typing import Final

from bot.playground.facts import APP, BOT, BOT_USER, PEOPLE, TEAM, Json
from bot.playground.validation import RefusedError
from bot.playground.web_api.call import Call, Method, page_of


async def _info(call: Call) -> Json:
    user = call.needed("user")
    described = _described(call, user)
    if described is None:
        raise RefusedError("user_not_found")
    return {"user": described}


async def _list(call: Call) -> Json:
    everyone = [described for user in [*PEOPLE, BOT_USER] if (described := _described(call, user)) is not None]
    page, cursor = page_of(everyone, call, default=100, most=1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _described(call: Call, user: str) -> Json | None:
    is_bot = user == BOT_USER
    name = call.world.manifest.name if is_bot else call.world.workspace.person_name(user)
    if name is None:
        return None
    profile: Json = {"real_name": name, "display_name": name, "real_name_normalized": name, "team": TEAM}
    if is_bot:
        profile |= {"bot_id": BOT, "api_app_id": APP, "always_active": True}
    described: Json = {
        "id": user,
        "team_id": TEAM,
        "name": name.lower(),
        "real_name": name,
        "deleted": False,
        "tz": "Europe/Amsterdam",
        "tz_label": "Central European Time",
        "tz_offset": 3600,
        "profile": profile,
        "is_admin": False,
        "is_bot": is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if call.flag("include_locale"):
        described["locale"] = "nl-NL"
    return described


METHODS: Final[Mapping[str, Method]] = {
    "users.info": Method(_info, ("users:read",)),
    "users.list": Method(_list, ("users:read",), tier=2),
}
