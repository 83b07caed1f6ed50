"""Elements: what a person can press, choose or fill in, and which block takes which."""

from collections.abc import Mapping
from typing import Any, Final

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
from bot.playground.validation.texts import CONFIRM, option, options, plain, text

_ID: Final = string(255)
_LABEL: Final = string(75)
_DISPATCH: Final = record(
    {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), most=2)}
)
_INTERACTIVE: Final[Mapping[str, Check]] = {"action_id": _ID, "confirm": CONFIRM}
_FILLED_IN: Final[Mapping[str, Check]] = {
    "action_id": _ID,
    "placeholder": plain(150),
    "focus_on_load": boolean,
}
_FILTER: Final = record(
    optional={
        "include": list_of(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)


def _element(
    kind: str,
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    *,
    common: Mapping[str, Check] = _FILLED_IN,
    any_of: tuple[str, ...] = (),
) -> Check:
    return record({"type": one_of(kind), **(required or {})}, {**common, **(optional or {})}, any_of=any_of)


def _starts_with_its_own(kind: Check) -> Check:
    """A menu may only start with what it offers."""

    def check(value: Any, pointer: str, findings: Findings) -> None:
        before = len(findings.messages)
        kind(value, pointer, findings)
        if len(findings.messages) > before:
            return
        offered = [*value.get("options", ()), *(o for g in value.get("option_groups", ()) for o in g["options"])]
        initial = [value["initial_option"]] if "initial_option" in value else value.get("initial_options", [])
        if any(choice not in offered for choice in initial):
            name = "initial_option" if "initial_option" in value else "initial_options"
            findings.add(f"{name} must match an option", f"{pointer}/{name}")

    return check


def _menu(kind: str, *, several: bool, confirmed: bool = True) -> Check:
    extra: dict[str, Check] = {**options(100)}
    if confirmed:
        extra["confirm"] = CONFIRM
    if several:
        extra |= {"initial_options": list_of(option(), most=100), "max_selected_items": integer(1, 100)}
    else:
        extra["initial_option"] = option()
    return _starts_with_its_own(_element(kind, optional=extra, any_of=("options", "option_groups")))


def _boxes(kind: str, *, several: bool) -> Check:
    marked = option(text(75))
    initial: dict[str, Check] = (
        {"initial_options": list_of(marked, most=10)} if several else {"initial_option": marked}
    )
    return _starts_with_its_own(
        _element(
            kind,
            {"options": list_of(marked, most=10)},
            {"focus_on_load": boolean, **initial},
            common=_INTERACTIVE,
        )
    )


def _chooser(kind: str, *, several: bool, initial: str, extra: Mapping[str, Check] | None = None) -> Check:
    first: dict[str, Check] = {initial: list_of(_ID, most=100) if several else _ID, "confirm": CONFIRM}
    if several:
        first["max_selected_items"] = integer(1, 100)
    else:
        first["response_url_enabled"] = boolean
    return _element(kind, optional={**first, **(extra or {})})


_CONVERSATIONS: Final[Mapping[str, Check]] = {"default_to_current_conversation": boolean, "filter": _FILTER}

IMAGE: Final = record(
    {"type": one_of("image"), "alt_text": string(2000)},
    {"image_url": string(3000), "slack_file": anything},
    any_of=("image_url", "slack_file"),
)

BUTTON: Final = _element(
    "button",
    {"text": plain(75)},
    {
        "url": string(3000),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": _LABEL,
    },
    common=_INTERACTIVE,
)

_PRESSED: Final[Mapping[str, Check]] = {
    "button": BUTTON,
    "checkboxes": _boxes("checkboxes", several=True),
    "radio_buttons": _boxes("radio_buttons", several=False),
    "overflow": _element("overflow", {"options": list_of(option(link=True), most=5)}, common=_INTERACTIVE),
    "workflow_button": _element(
        "workflow_button", {"text": plain(75), "workflow": anything}, {"style": anything}, common=_INTERACTIVE
    ),
}
_ONE: Final[Mapping[str, Check]] = {
    "static_select": _menu("static_select", several=False),
    "external_select": _element(
        "external_select",
        optional={"initial_option": option(), "min_query_length": integer(0, 100), "confirm": CONFIRM},
    ),
    "users_select": _chooser("users_select", several=False, initial="initial_user"),
    "conversations_select": _chooser(
        "conversations_select", several=False, initial="initial_conversation", extra=_CONVERSATIONS
    ),
    "channels_select": _chooser("channels_select", several=False, initial="initial_channel"),
}
_SEVERAL: Final[Mapping[str, Check]] = {
    "multi_static_select": _menu("multi_static_select", several=True),
    "multi_external_select": _element(
        "multi_external_select",
        optional={
            "initial_options": list_of(option(), most=100),
            "min_query_length": integer(0, 100),
            "max_selected_items": integer(1, 100),
            "confirm": CONFIRM,
        },
    ),
    "multi_users_select": _chooser("multi_users_select", several=True, initial="initial_users"),
    "multi_conversations_select": _chooser(
        "multi_conversations_select", several=True, initial="initial_conversations", extra=_CONVERSATIONS
    ),
    "multi_channels_select": _chooser("multi_channels_select", several=True, initial="initial_channels"),
}
_TIMES: Final[Mapping[str, Check]] = {
    "datepicker": _element("datepicker", optional={"initial_date": string(10), "confirm": CONFIRM}),
    "timepicker": _element(
        "timepicker", optional={"initial_time": string(5), "timezone": string(100), "confirm": CONFIRM}
    ),
    "datetimepicker": _element(
        "datetimepicker",
        optional={"initial_date_time": integer(0, 9_999_999_999), "focus_on_load": boolean},
        common=_INTERACTIVE,
    ),
}
_WRITTEN: Final[Mapping[str, Check]] = {
    "plain_text_input": _element(
        "plain_text_input",
        optional={
            "initial_value": string(3000, shortest=0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
            "dispatch_action_config": _DISPATCH,
        },
    ),
    "email_text_input": _element(
        "email_text_input", optional={"initial_value": string(3000), "dispatch_action_config": _DISPATCH}
    ),
    "url_text_input": _element(
        "url_text_input", optional={"initial_value": string(3000), "dispatch_action_config": _DISPATCH}
    ),
    "number_input": _element(
        "number_input",
        {"is_decimal_allowed": boolean},
        {
            "initial_value": string(100),
            "min_value": string(100),
            "max_value": string(100),
            "dispatch_action_config": _DISPATCH,
        },
    ),
    "rich_text_input": _element(
        "rich_text_input", optional={"initial_value": anything, "dispatch_action_config": _DISPATCH}
    ),
    "file_input": record(
        {"type": one_of("file_input")},
        {"action_id": _ID, "filetypes": list_of(string(50), most=100), "max_files": integer(1, 10)},
    ),
}

IN_ACTIONS: Final = typed(
    {**_PRESSED, **_ONE, **_SEVERAL, **_TIMES, "rich_text_input": _WRITTEN["rich_text_input"]}
)
IN_SECTION: Final = typed({"image": IMAGE, **_PRESSED, **_ONE, **_SEVERAL, **_TIMES})
IN_INPUT: Final = typed(
    {
        **_WRITTEN,
        **_ONE,
        **_SEVERAL,
        **_TIMES,
        "checkboxes": _PRESSED["checkboxes"],
        "radio_buttons": _PRESSED["radio_buttons"],
    }
)
IN_CONTEXT: Final = typed(
    {
        "image": IMAGE,
        "plain_text": plain(3000),
        "mrkdwn": text(3000),
    }
)
_FEEDBACK: Final = record({"text": plain(75), "value": string(2000)}, {"accessibility_label": _LABEL})
IN_CONTEXT_ACTIONS: Final = typed(
    {
        "feedback_buttons": record(
            {"type": one_of("feedback_buttons"), "positive_button": _FEEDBACK, "negative_button": _FEEDBACK},
            {"action_id": _ID},
        ),
        "icon_button": record(
            {"type": one_of("icon_button"), "icon": one_of("trash"), "text": plain(75)},
            {
                **_INTERACTIVE,
                "value": string(2000),
                "accessibility_label": _LABEL,
                "visible_to_user_ids": list_of(_ID, most=100),
            },
        ),
    }
)
