"""Files that people put into conversations."""

from collections.abc import Mapping
from typing import Final

from bot.playground.facts import Json
from bot.playground.validation import RefusedError
from bot.playground.web_api.call import Call, Method


async def _info(call: Call) -> Json:
    file = call.world.workspace.files.get(call.needed("file"))
    if file is None:
        raise RefusedError("file_not_found")
    return {"file": file, "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS: Final[Mapping[str, Method]] = {"files.info": Method(_info, ("files:read",))}
