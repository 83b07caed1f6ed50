"""Text objects, and what is built of them alone: options and confirmations."""

from collections.abc import Mapping

from bot.playground.validation.shapes import Check, boolean, list_of, one_of, record, string, typed


def _plain(longest: int) -> Check:
    return record({"type": one_of("plain_text"), "text": string(longest)}, {"emoji": boolean})


def _mrkdwn(longest: int) -> Check:
    return record({"type": one_of("mrkdwn"), "text": string(longest)}, {"verbatim": boolean})


def plain(longest: int) -> Check:
    """A plain_text object."""
    return typed({"plain_text": _plain(longest)})


def text(longest: int) -> Check:
    """A plain_text or mrkdwn object."""
    return typed({"plain_text": _plain(longest), "mrkdwn": _mrkdwn(longest)})


def option(label: Check | None = None, *, link: bool = False) -> Check:
    """One choice. Checkboxes and radio buttons may have marked up labels, an overflow menu links."""
    optional: dict[str, Check] = {"description": text(75)}
    if link:
        optional["url"] = string(3000)
    return record({"text": label or plain(75), "value": string(150)}, optional)


def options(longest: int, label: Check | None = None) -> Mapping[str, Check]:
    """The fields of a menu: its options, or groups of them."""
    one = option(label)
    group = record({"label": plain(75), "options": list_of(one, most=longest)})
    return {"options": list_of(one, most=longest), "option_groups": list_of(group, most=100)}


CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
