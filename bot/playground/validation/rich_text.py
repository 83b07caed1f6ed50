"""Rich text: sections, lists, quotes, preformatted text, and the pieces that they are made of."""

from typing import Final

from bot.playground.validation.shapes import Check, boolean, integer, list_of, one_of, record, string, typed

_MOST: Final = 10_000
_STYLE: Final = record(
    optional=dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    )
)


def _piece(kind: str, required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return record({"type": one_of(kind), **required}, {"style": _STYLE, **(optional or {})})


_PIECE: Final = typed(
    {
        "text": _piece("text", {"text": string(_MOST)}),
        "link": _piece("link", {"url": string(3000)}, {"text": string(_MOST, shortest=0), "unsafe": boolean}),
        "emoji": _piece("emoji", {"name": string(255)}, {"unicode": string(255), "skin_tone": integer(1, 6)}),
        "user": _piece("user", {"user_id": string(255)}),
        "usergroup": _piece("usergroup", {"usergroup_id": string(255)}),
        "team": _piece("team", {"team_id": string(255)}),
        "channel": _piece("channel", {"channel_id": string(255)}),
        "broadcast": _piece("broadcast", {"range": one_of("here", "channel", "everyone")}),
        "color": _piece("color", {"value": string(7)}),
        "date": _piece(
            "date",
            {"timestamp": integer(0, 9_999_999_999), "format": string(255)},
            {"url": string(3000), "fallback": string(255)},
        ),
    }
)
_PIECES: Final = list_of(_PIECE, most=_MOST, least=0)
_BORDER: Final[dict[str, Check]] = {"border": integer(0, 1)}
_SECTION: Final = record({"type": one_of("rich_text_section"), "elements": _PIECES})

_PART: Final = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": record(
            {
                "type": one_of("rich_text_list"),
                "style": one_of("bullet", "ordered"),
                "elements": list_of(typed({"rich_text_section": _SECTION}), most=_MOST),
            },
            {"indent": integer(0, 8), "offset": integer(0, 10_000), **_BORDER},
        ),
        "rich_text_preformatted": record(
            {"type": one_of("rich_text_preformatted"), "elements": _PIECES}, {**_BORDER, "language": string(50)}
        ),
        "rich_text_quote": record({"type": one_of("rich_text_quote"), "elements": _PIECES}, _BORDER),
    }
)

RICH_TEXT: Final = record(
    {"type": one_of("rich_text"), "elements": list_of(_PART, most=_MOST)}, {"block_id": string(255)}
)
