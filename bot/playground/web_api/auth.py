"""Who the app is, and where it connects."""

from collections.abc import Mapping
from typing import Final

from bot.playground.facts import BOT, BOT_USER, DOMAIN, TEAM, Json
from bot.playground.pace import SPECIAL
from bot.playground.web_api.call import Call, Method


async def _test(call: Call) -> Json:
    return {
        "url": f"{call.world.origin}/",
        "team": "Playground",
        "user": call.world.manifest.name.lower(),
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


async def _api_test(call: Call) -> Json:
    return {"args": {name: value for name, value in call.arguments.items() if name != "token"}}


async def _team_info(_call: Call) -> Json:
    return {"team": {"id": TEAM, "name": "Playground", "domain": DOMAIN, "email_domain": ""}}


async def _connections_open(call: Call) -> Json:
    address = call.world.origin.replace("http://", "ws://", 1)
    return {"url": f"{address}/link?ticket={call.world.socket_mode.ticket()}"}


METHODS: Final[Mapping[str, Method]] = {
    "auth.test": Method(_test, tier=SPECIAL),
    "api.test": Method(_api_test),
    "team.info": Method(_team_info, ("team:read",), tier=3),
    "apps.connections.open": Method(_connections_open, tier=3, app_token=True),
}
