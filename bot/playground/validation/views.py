"""Views: modals and the Home tab."""

import json
from typing import Any, Final

from bot.playground.validation.blocks import Surface, check_blocks, elements_of, walk
from bot.playground.validation.refusal import RefusedError
from bot.playground.validation.shapes import Check, Findings, anything, boolean, one_of, record, string
from bot.playground.validation.texts import plain

LARGEST: Final = 250_000
"""In bytes of JSON."""

_COMMON: Final[dict[str, Check]] = {
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}
_SHAPES: Final = {
    "modal": record(
        {"type": one_of("modal"), "title": plain(24), "blocks": anything},
        {
            **_COMMON,
            "close": plain(24),
            "submit": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": record({"type": one_of("home"), "blocks": anything}, _COMMON),
}


def check_view(view: Any, surface: Surface) -> None:
    """Raise what Slack would refuse a view with.

    Raises:
        RefusedError: invalid_arguments with every finding; view_too_large.
    """
    findings = Findings()
    _check(view, surface, findings)
    if findings.messages:
        raise RefusedError("invalid_arguments", findings.messages)
    if len(json.dumps(view).encode()) > LARGEST:
        raise RefusedError("view_too_large")


def _check(view: Any, surface: Surface, findings: Findings) -> None:
    if not isinstance(view, dict):
        findings.add("must provide an object", "/view")
        return
    if view.get("type", surface) != surface:
        findings.add(f"unsupported type: {view['type']}", "/view/type")
        return
    _SHAPES[surface.value](view, "/view", findings)
    if "blocks" not in view:
        return
    check_blocks(view["blocks"], surface, "/view/blocks", findings)
    inputs = [block for _, block in walk(view["blocks"]) if block.get("type") == "input"]
    if surface is Surface.MODAL and inputs and "submit" not in view:
        findings.add("missing required field: submit", "/view")
    _check_focus(view["blocks"], findings)


def _check_focus(blocks: Any, findings: Findings) -> None:
    focused = [
        f"{place}{at}/focus_on_load"
        for place, block in walk(blocks, "/view/blocks")
        for at, element in elements_of(block)
        if element.get("focus_on_load") is True
    ]
    for place in focused[1:]:
        findings.add("only one element can have focus_on_load", place)
