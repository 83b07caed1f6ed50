"""Views: modals that open, change and stand on each other, and the Home tab."""

import copy
import secrets
from collections.abc import Mapping
from typing import Any, Final

from bot.playground.facts import APP, BOT, TEAM, Json
from bot.playground.identity import new_id
from bot.playground.interactivity import STACK, OpenView
from bot.playground.validation import RefusedError, check_view
from bot.playground.validation.blocks import Surface
from bot.playground.web_api.bot_message import name_blocks
from bot.playground.web_api.call import Call, Method
from bot.playground.world import World

_EMPTY: Final = {"type": "plain_text", "text": "", "emoji": True}


async def _open(call: Call) -> Json:
    trigger = call.needed("trigger_id")
    view = _asked(call, Surface.MODAL)
    person = call.world.triggers.check(trigger)
    _check_external(call.world, view)
    call.world.triggers.use(trigger)
    stack = call.world.screens.stack(person)
    stack[:] = [OpenView(made(view), person)]
    call.world.workspace.touch()
    return {"view": stack[-1].view}


async def _push(call: Call) -> Json:
    trigger = call.needed("trigger_id")
    view = _asked(call, Surface.MODAL)
    person = call.world.triggers.check(trigger)
    _check_external(call.world, view)
    if not call.world.screens.stack(person):
        raise RefusedError("invalid_trigger_id")
    call.world.triggers.use(trigger)
    return {"view": push(call.world, person, view).view}


async def _update(call: Call) -> Json:
    view = _asked(call, Surface.MODAL)
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise RefusedError("invalid_arguments", ["[ERROR] missing required field: view_id"])
    found = call.world.screens.find(view_id, external_id)
    if found is None:
        raise RefusedError("not_found")
    _check_hash(call, found.view)
    replace(call.world, found, view)
    return {"view": found.view}


async def _publish(call: Call) -> Json:
    person = call.needed("user_id")
    view = _asked(call, Surface.HOME)
    if not call.world.manifest.has_home:
        raise RefusedError("not_enabled")
    if person not in call.world.workspace.conversations and call.world.workspace.person_name(person) is None:
        raise RefusedError("user_not_found")
    before = call.world.workspace.homes.get(person)
    if before is not None:
        _check_hash(call, before)
    home = made(view, before)
    call.world.workspace.homes[person] = home
    call.world.workspace.touch()
    return {"view": home}


def made(view: Json, before: Json | None = None) -> Json:
    """A view as Slack keeps it. With `before` it takes that view's place, and its ids."""
    view = copy.deepcopy(view)
    name_blocks(view["blocks"])
    view_id = before["id"] if before else new_id("V")
    kept: Json = {
        "id": view_id,
        "team_id": TEAM,
        "type": view.get("type", "modal"),
        "blocks": view["blocks"],
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "state": {"values": {}},
        "hash": f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}",
        "title": view.get("title", _EMPTY),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "close": view.get("close"),
        "submit": view.get("submit"),
        "previous_view_id": before["previous_view_id"] if before else None,
        "root_view_id": before["root_view_id"] if before else view_id,
        "app_id": APP,
        "external_id": view.get("external_id", ""),
        "app_installed_team_id": TEAM,
        "bot_id": BOT,
    }
    return kept


def push(world: World, person: str, view: Json) -> OpenView:
    """Put a view on top of a person's modals.

    Raises:
        RefusedError: push_limit_reached.
    """
    stack = world.screens.stack(person)
    if len(stack) >= STACK:
        raise RefusedError("push_limit_reached")
    pushed = OpenView(made(view), person)
    if stack:
        pushed.view["previous_view_id"] = stack[-1].view["id"]
        pushed.view["root_view_id"] = stack[0].view["id"]
    stack.append(pushed)
    world.workspace.touch()
    return pushed


def replace(world: World, found: OpenView, view: Json) -> None:
    """Let an open modal show another view. What is filled in stays where block_id and action_id stay."""
    found.view = made(view, found.view)
    found.errors = {}
    world.workspace.touch()


def _asked(call: Call, surface: Surface) -> Json:
    view: Any = call.json("view", "invalid_arguments")
    if view is None:
        raise RefusedError("invalid_arguments", ["[ERROR] missing required field: view"])
    check_view(view, surface)
    asked: Json = view
    return asked


def _check_external(world: World, view: Json) -> None:
    external_id = view.get("external_id")
    if external_id and world.screens.find(external_id=external_id) is not None:
        raise RefusedError("duplicate_external_id")


def _check_hash(call: Call, present: Json) -> None:
    given = call.text("hash")
    if given and given != present["hash"]:
        raise RefusedError("hash_conflict")


METHODS: Final[Mapping[str, Method]] = {
    "views.open": Method(_open),
    "views.push": Method(_push),
    "views.update": Method(_update),
    "views.publish": Method(_publish, writes=True),
}
