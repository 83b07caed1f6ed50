"""Blocks: which there are, on which surface they may stand, how many, how long, and that no id comes twice."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from bot.playground.validation.elements import (
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
)
from bot.playground.validation.rich_text import RICH_TEXT
from bot.playground.validation.shapes import (
    Check,
    Findings,
    anything,
    boolean,
    integer,
    list_of,
    one_of,
    record,
    string,
    typed,
)
from bot.playground.validation.texts import plain, text


class Surface(StrEnum):
    """Where blocks stand."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


MOST: Final = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}
TOTAL: Final = 13_200
"""Characters in all blocks of a message together. Slack documents no figure: it was measured by its users."""


def _block(
    kind: str,
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    *,
    any_of: tuple[str, ...] = (),
) -> Check:
    return record(
        {"type": one_of(kind), **(required or {})},
        {"block_id": string(255), **(optional or {})},
        any_of=any_of,
    )


_CELL: Final = typed(
    {
        "raw_text": record({"type": one_of("raw_text"), "text": string(3000, shortest=0)}),
        "raw_number": record({"type": one_of("raw_number"), "value": anything}, {"text": string(3000)}),
        "rich_text": RICH_TEXT,
    }
)
_CARD: Final = _block(
    "card",
    optional={
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": list_of(typed({"button": BUTTON}), most=5),
    },
    any_of=("hero_image", "title", "actions", "body"),
)
_TASK: Final = _block(
    "task_card",
    {"task_id": string(255), "title": string(255)},
    {
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": list_of(anything, most=50),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
)
_EVERYWHERE: Final[Mapping[str, Check]] = {
    "section": _block(
        "section",
        optional={
            "text": text(3000),
            "fields": list_of(text(2000), most=10),
            "accessory": IN_SECTION,
            "expand": boolean,
        },
        any_of=("text", "fields"),
    ),
    "header": _block("header", {"text": plain(150)}, {"level": integer(1, 4)}),
    "divider": _block("divider"),
    "image": _block(
        "image",
        {"alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": anything, "title": plain(2000)},
        any_of=("image_url", "slack_file"),
    ),
    "context": _block("context", {"elements": list_of(IN_CONTEXT, most=10)}),
    "actions": _block("actions", {"elements": list_of(IN_ACTIONS, most=25)}),
    "input": _block(
        "input",
        {"label": plain(2000), "element": IN_INPUT},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "video": _block(
        "video",
        {"alt_text": string(2000), "title": plain(199), "thumbnail_url": string(3000), "video_url": string(3000)},
        {
            "author_name": string(49),
            "description": plain(200),
            "provider_icon_url": string(3000),
            "provider_name": string(50),
            "title_url": string(3000),
        },
    ),
    "alert": _block(
        "alert",
        {"text": text(3000)},
        {"level": one_of("default", "info", "warning", "error", "success")},
    ),
}
_IN_CONTAINER: Final = typed(dict(_EVERYWHERE))
_MESSAGES_ONLY: Final[Mapping[str, Check]] = {
    "markdown": _block("markdown", {"text": string(12_000)}),
    "context_actions": _block("context_actions", {"elements": list_of(IN_CONTEXT_ACTIONS, most=5)}),
    "table": _block(
        "table",
        {"rows": list_of(list_of(_CELL, most=20), most=100)},
        {"column_settings": list_of(anything, most=20)},
    ),
    "card": _CARD,
    "carousel": _block("carousel", {"elements": list_of(typed({"card": _CARD}), most=10)}),
    "container": _block(
        "container",
        {"child_blocks": list_of(_IN_CONTAINER, most=10)},
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        any_of=("title", "rich_text_title"),
    ),
    "task_card": _TASK,
    "plan": _block("plan", {"title": string(255)}, {"tasks": list_of(typed({"task_card": _TASK}), most=50)}),
}
_SHAPES: Final = {
    Surface.MESSAGE: typed({**_EVERYWHERE, **_MESSAGES_ONLY}),
    Surface.MODAL: typed(dict(_EVERYWHERE)),
    Surface.HOME: typed(dict(_EVERYWHERE)),
}


def check_blocks(blocks: Any, surface: Surface, pointer: str, findings: Findings) -> None:
    """Hold a list of blocks against everything that Slack asks of one on this surface."""
    most = MOST[surface]
    list_of(_SHAPES[surface], most=most, least=0)(blocks, pointer, findings)
    if isinstance(blocks, list):
        _check_ids(blocks, pointer, findings)


def total_length(blocks: Any) -> int:
    """How many characters people would read in these blocks."""
    if isinstance(blocks, list):
        return sum(total_length(each) for each in blocks)
    if not isinstance(blocks, dict):
        return 0
    own = blocks.get("text")
    length = len(own) if isinstance(own, str) else 0
    return length + sum(total_length(each) for each in blocks.values())


def elements_of(block: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The elements of a block that can carry an action_id, each with its pointer within the block."""
    for name in ("elements", "actions"):
        for index, element in enumerate(block.get(name) or ()):
            if isinstance(element, dict):
                yield f"/{name}/{index}", element
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict):
            yield f"/{name}", block[name]


def _check_ids(blocks: list[Any], pointer: str, findings: Findings) -> None:
    seen: set[str] = set()
    for place, block in walk(blocks, pointer):
        block_id = block.get("block_id")
        if isinstance(block_id, str):
            if block_id in seen:
                findings.add(f'`block_id` "{block_id}" already exists', f"{place}/block_id")
            seen.add(block_id)
        actions: set[str] = set()
        for at, element in elements_of(block):
            action_id = element.get("action_id")
            if isinstance(action_id, str):
                if action_id in actions:
                    problem = f'`action_id` "{action_id}" already exists for `block_id` "{block_id or ""}"'
                    findings.add(problem, f"{place}{at}/action_id")
                actions.add(action_id)


def walk(blocks: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every block with its pointer, also those inside others."""
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(block, dict):
            yield f"{pointer}/{index}", block
            yield from walk(block.get("child_blocks"), f"{pointer}/{index}/child_blocks")
            if block.get("type") == "carousel":
                yield from walk(block.get("elements"), f"{pointer}/{index}/elements")
