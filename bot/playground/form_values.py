"""What is filled in: from what the page sends to what Slack calls a state, and what a form would not let pass."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.playground.facts import Json
from bot.playground.typed_text import typed
from bot.playground.validation.blocks import elements_of, walk

_SINGLE: Final = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_MULTI: Final = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_OPTION: Final = {"static_select", "external_select", "radio_buttons"}
_OPTIONS: Final = {"multi_static_select", "multi_external_select", "checkboxes"}
_WRITTEN: Final = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_WRITTEN_AS: Final = {
    "email_text_input": (re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+"), "Vul hier een e-mailadres in."),
    "url_text_input": (re.compile(r"https?://\S+"), "Vul hier een webadres in."),
    "number_input": (re.compile(r"-?\d+([.,]\d+)?"), "Vul hier een getal in."),
}
LONGEST_INPUT: Final = 3000
"""Characters that a field takes where its app says nothing."""


def state(blocks: Any, filled: Mapping[str, Any]) -> Json:
    """Slack's `state.values` of these blocks. What the page says nothing about keeps its first value."""
    values: Json = {}
    for block, element in _fields(blocks):
        given = filled.get(block["block_id"]) or {}
        if isinstance(given, Mapping) and element["action_id"] in given:
            value = chosen(element, given[element["action_id"]])
        else:
            value = chosen(element, _first(element))
        values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def chosen(element: Json, raw: Any) -> Json:
    """What one element holds, as Slack writes it in a state and in an action."""
    return {"type": element["type"], **_held(element, raw)}


def _held(element: Json, raw: Any) -> Json:
    kind = element["type"]
    if kind in _OPTION or kind == "overflow":
        held: Json = {"selected_option": _find(element, raw)}
    elif kind in _OPTIONS:
        found = [_find(element, each) for each in _listed(raw)]
        held = {"selected_options": [each for each in found if each is not None]}
    elif kind in _SINGLE:
        held = {_SINGLE[kind]: int(raw) if raw and kind == "datetimepicker" else raw or None}
    elif kind in _MULTI:
        held = {_MULTI[kind]: _listed(raw)}
    elif kind == "rich_text_input":
        held = {"rich_text_value": typed(raw, {}).blocks[0] if isinstance(raw, str) and raw else raw or None}
    elif kind == "file_input":
        held = {"files": []}
    else:
        held = {"value": str(raw) if raw is not None and raw != "" else None}
    return held


def mistakes(blocks: Any, values: Json) -> dict[str, str]:
    """What Slack's own form would not send, by block: in Dutch, as its reader sees it."""
    found: dict[str, str] = {}
    for _, block in walk(blocks):
        if block.get("type") != "input":
            continue
        value = values[block["block_id"]][block["element"]["action_id"]]
        mistake = _mistake(block, value)
        if mistake is not None:
            found[block["block_id"]] = mistake
    return found


def _mistake(block: Json, value: Json) -> str | None:
    element = block["element"]
    held = next(inner for name, inner in value.items() if name != "type")
    if not held:
        return None if block.get("optional") else "Vul dit veld in."
    if element["type"] == "plain_text_input":
        return _wrong_length(len(held), element.get("min_length", 0), element.get("max_length", LONGEST_INPUT))
    pattern, sentence = _WRITTEN_AS.get(element["type"], (None, ""))
    return sentence if pattern is not None and not pattern.fullmatch(held) else None


def _wrong_length(length: int, least: int, most: int) -> str | None:
    if length < least:
        return f"Gebruik hier ten minste {least} tekens."
    return f"Gebruik hier ten hoogste {most} tekens." if length > most else None


def _fields(blocks: Any) -> Iterator[tuple[Json, Json]]:
    known = {*_SINGLE, *_MULTI, *_OPTION, *_OPTIONS, *_WRITTEN, "rich_text_input", "file_input"}
    for _, block in walk(blocks):
        for _, element in elements_of(block):
            if element.get("type") in known and "action_id" in element:
                yield block, element


def _first(element: Json) -> Any:
    for name, value in element.items():
        if name.startswith("initial_"):
            if isinstance(value, dict) and "value" in value:
                return value["value"]
            if isinstance(value, list) and value and isinstance(value[0], dict):
                return [each["value"] for each in value]
            return value
    return None


def _find(element: Json, value: Any) -> Json | None:
    groups = element.get("option_groups", ())
    offered = [*element.get("options", ()), *(each for group in groups for each in group["options"])]
    wanted = value.get("value") if isinstance(value, dict) else value
    return next((each for each in offered if each["value"] == wanted), None)


def _listed(raw: Any) -> list[Any]:
    if raw is None or raw == "":
        return []
    return list(raw) if isinstance(raw, list) else [raw]
