"""The characters and links that programs put between people and a text, undone.

Word processors set quotes and ligatures, web pages blanks that do not break, chat and mail filters wrap links.
"""

import re
from urllib.parse import unquote

_INVISIBLE: dict[int, str | None] = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\0")
)
_BLANKS: dict[int, str | None] = {ord(c): " " for c in "\u00a0\u2007\u2009\u200a\u202f\u3000"}
_LIGATURES: dict[int, str | None] = {
    ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl", ord("ﬆ"): "st",
    ord("＠"): "@", ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\u0085"): "\n",
}  # fmt: skip
_SHOWN = _INVISIBLE | _BLANKS | _LIGATURES
_HIDDEN = re.compile(f"[{''.join(map(chr, _SHOWN))}]")
_SAFE_LINK = re.compile(
    r"https://[a-z0-9.-]{1,80}\.safelinks\.protection\.outlook\.com/[^\s?<>]{0,60}\?url=([^\s&<>]{1,2000}+)"
    r"(?:&[^\s<>|\])]{0,2000}+)?",
    re.IGNORECASE,
)
_DEFENSE = re.compile(
    r"https://urldefense\.(?:com|us|proofpoint\.com)/v3/__([^\s<>]{1,2000}?)__;[^\s<>|\])]{0,2000}+"
)
_OLD_DEFENSE = re.compile(
    r"https://urldefense\.proofpoint\.com/v[12]/url\?u=([^\s&<>]{1,2000}+)(?:&[^\s<>|\])]{0,2000}+)?"
)


def visible(text: str) -> str:
    """The text as it is seen, with plain blanks and letters, and links to where they lead."""
    plain = text.isascii() and "\0" not in text  # seen at once, and usual
    shown = text if plain or not _HIDDEN.search(text) else text.translate(_SHOWN)
    if "://" not in shown:
        return shown
    shown = _SAFE_LINK.sub(lambda link: unquote(link[1]), shown)
    shown = _DEFENSE.sub(lambda link: link[1], shown)
    return _OLD_DEFENSE.sub(lambda link: unquote(link[1].replace("-", "%").replace("_", "/")), shown)
