"""What a person sees of a text as chat delivers it: markup, quote marks and invisible characters gone."""

import re

from bot.reading.visible import visible

_MAILTO = re.compile(r"<mailto:([^|<>\s]{1,400})(?:\|([^<>\n]{0,400}))?>", re.IGNORECASE)
_LINK = re.compile(r"<((?:https?|ftp|tel)://?[^|<>\s]{1,3000})(?:\|([^<>\n]{0,3000}))?>", re.IGNORECASE)
_MENTION = re.compile(
    r"<(?:@[UW][A-Z0-9]{2,20}|#C[A-Z0-9]{2,20}|![a-z]{2,20}[^<>\n]{0,100})(?:\|([^<>\n]{0,100}))?>"
)
_QUOTE = re.compile(r"^(?:[ \t]{0,4}>[ \t]?)+", re.MULTILINE)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\r": None})


def clean(text: str) -> str:
    """The text without chat markup; a bounce's own <address> stays as it is."""
    shown = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").translate(_QUOTES)
    shown = _MAILTO.sub(lambda m: _address(m, shown), shown)
    shown = _LINK.sub(_link, shown)
    shown = _MENTION.sub(lambda m: m[1] or "", shown)
    shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    shown = shown.replace("```", "\n").replace("`", "")
    return visible(_QUOTE.sub(_unquoted, shown)).strip()


def _address(link: re.Match[str], text: str) -> str:
    """What is shown of a mail link. Outlook's own "Jan<mailto:jan@x.nl>" keeps its brackets."""
    glued = link.start() > 0 and not text[link.start() - 1].isspace() and link[2] is None
    return f" <{link[1]}>" if glued and text[link.start() - 1] not in "<(\"'[:;," else link[2] or link[1]


def _link(link: re.Match[str]) -> str:
    """What was typed where chat made a link of it (a host's name gets http:// from Slack), else both."""
    address, label = link[1], link[2]
    if label and label.rstrip("/") == address.rstrip("/").partition("//")[2]:
        return label
    return address if not label or label in address else f"{label} {address}"


def _unquoted(mark: re.Match[str]) -> str:
    return mark[0] if ">>>" in mark[0].replace("> ", ">") and mark[0].endswith(">>> ") else ""
