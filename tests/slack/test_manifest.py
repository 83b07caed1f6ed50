"""The app manifest declares what the code uses: nothing less, and no scope more.

The tables say which scope a Web API method or an event needs; Slack's schema for manifests takes invented names.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
import yaml

from bot.slack import names

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "bot" / "slack"
SCHEMA: Final = ROOT.parent / "shared" / "slack-manifest" / "manifest.schema.2.0.0.json"

MESSAGES: Final = frozenset({"channels:history", "groups:history", "im:history"})
CHANNELS: Final = frozenset({"channels:read", "groups:read"})

METHODS: Final[dict[str, frozenset[str]]] = {
    "auth.test": frozenset(),
    "chat.delete": frozenset({"chat:write"}),
    "chat.getPermalink": frozenset(),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.history": MESSAGES,
    "conversations.members": CHANNELS,
    "conversations.open": frozenset({"im:write"}),
    "conversations.replies": MESSAGES,
    "files.info": frozenset({"files:read"}),
    "users.info": frozenset({"users:read"}),
    "views.open": frozenset(),
    "views.publish": frozenset(),
}
EVENTS: Final[dict[str, frozenset[str]]] = {
    "app_home_opened": frozenset(),
    "app_mention": frozenset({"app_mentions:read"}),
    "member_joined_channel": CHANNELS,
    "member_left_channel": CHANNELS,
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
}
FEATURES: Final = frozenset({"commands"})
"""Slash commands and shortcuts."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "app_manifest.yml").read_text("utf-8"))
    return loaded


def trees() -> Iterator[ast.Module]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def methods_called() -> set[str]:
    """Every method of the Web API that the code calls: `client.chat_postMessage(…)` is chat.postMessage."""
    return {
        node.func.attr.replace("_", ".", 1)
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and re.fullmatch(r"(?:auth|chat|conversations|files|users|reactions|views|apps|bots)_\w+", node.func.attr)
    }


def listened_to(kind: str) -> set[str]:
    """What `app.{kind}(…)` is called with: names of ours are looked up; a message event is `message`."""
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == kind
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "app"
            ):
                (argument,) = node.args
                if isinstance(argument, ast.Name):
                    found.add(str(getattr(names, argument.id)))
                elif isinstance(argument, ast.Dict):
                    found.add("message")
                else:
                    found.add(ast.literal_eval(argument))
    return found


def events_declared(manifest: dict[str, Any]) -> set[str]:
    return set(manifest["settings"]["event_subscriptions"]["bot_events"])


def test_the_tables_know_every_call() -> None:
    assert methods_called() == set(METHODS)


def test_the_events_are_those_that_are_listened_to(manifest: dict[str, Any]) -> None:
    declared = events_declared(manifest)
    assert declared == set(EVENTS)
    assert {event.partition(".")[0] for event in declared} == listened_to("event")


def test_the_scopes_are_those_that_are_needed(manifest: dict[str, Any]) -> None:
    needed = FEATURES.union(*METHODS.values(), *(EVENTS[event] for event in events_declared(manifest)))
    declared = manifest["oauth_config"]["scopes"]["bot"]
    assert sorted(needed) == declared


def test_the_command_and_the_shortcut(manifest: dict[str, Any]) -> None:
    features = manifest["features"]
    assert {each["command"] for each in features["slash_commands"]} == listened_to("command") == {"/bounce"}
    shortcuts = {(each["type"], each["callback_id"], each["name"]) for each in features["shortcuts"]}
    assert shortcuts == {("message", names.EXPLAIN, "Leg deze bounce uit")}
    assert listened_to("message_shortcut") == {names.EXPLAIN}


def test_what_else_the_code_needs_is_on(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_every_name_has_its_listener() -> None:
    buttons = {
        names.ANSWER_FOUND,
        names.NOT_FOUND,
        names.TO_HELPDESK,
        names.CLAIM,
        names.RESOLVE,
        names.TRY_EXAMPLE,
    }
    assert listened_to("action") == buttons
    assert listened_to("view") == {names.BOUNCE_FORM, names.HELPDESK_FORM, names.NOT_FOUND_FORM}


if SCHEMA.exists():

    def test_slacks_own_schema_takes_it(manifest: dict[str, Any]) -> None:
        schema = json.loads(SCHEMA.read_text("utf-8"))
        jsonschema.validators.validator_for(schema)(schema).validate(manifest)
