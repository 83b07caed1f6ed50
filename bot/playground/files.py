"""Files, as Slack describes them: uploads, snippets, and mails that came in by e-mail."""

import email
import html
import time
from collections.abc import Mapping
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from bot.playground.facts import EMAIL_BOT, SLACKBOT, TEAM, Json
from bot.playground.identity import new_id

_TYPES: Final[Mapping[str, tuple[str, str, str]]] = {
    ".txt": ("text/plain", "text", "Plain Text"),
    ".log": ("text/plain", "text", "Plain Text"),
    ".eml": ("message/rfc822", "eml", "EML"),
    ".msg": ("application/vnd.ms-outlook", "msg", "Outlook Message"),
    ".html": ("text/html", "html", "HTML"),
    ".pdf": ("application/pdf", "pdf", "PDF"),
    ".png": ("image/png", "png", "PNG"),
    ".jpg": ("image/jpeg", "jpg", "JPEG"),
    ".zip": ("application/zip", "zip", "Zip"),
}
_BINARY: Final = ("application/octet-stream", "binary", "Binary")
_PREVIEW: Final = 400
_MOST_PARTS: Final = 100
_LONGEST_HEADER: Final = 2_000


def upload(origin: str, user: str, name: str, content: bytes) -> Json:
    """A file that a person put in; a text shows as a snippet."""
    mimetype, filetype, pretty = _TYPES.get(PurePath(name).suffix.lower(), _BINARY)
    file = _file(origin, user, name, content, mimetype)
    file.update(filetype=filetype, pretty_type=pretty, mode="hosted", editable=False)
    if filetype == "text":
        file.update(_as_snippet(content.decode("utf-8", "replace")))
    return file


def snippet(origin: str, user: str, text: str) -> Json:
    """What a text that is too long for a message becomes."""
    file = _file(origin, user, "Untitled", text.encode("utf-8", "replace"), "text/plain")
    file.update(filetype="text", pretty_type="Plain Text", **_as_snippet(text))
    return file


def forwarded_mail(origin: str, raw: bytes, subject: str | None) -> tuple[Json, dict[str, bytes]]:
    """A mail that was forwarded into a channel, and its contents by the last part of their addresses.

    Slack shows the mail as HTML; its parts have addresses of their own.
    """
    mail, text, attachments = _read(raw)
    title = subject or _header(mail, "Subject") or "(no subject)"
    shown = f"<div>{html.escape(text)}</div>"
    content = shown.encode("utf-8", "replace")
    file = _file(origin, SLACKBOT, title, content, "text/html")
    parts = {file["id"]: content}
    described = []
    for index, (name, mimetype, part) in enumerate(attachments):
        part_id = f"{file['id']}-{index}"
        parts[part_id] = part
        described.append(
            {
                "filename": name,
                "size": len(part),
                "mimetype": mimetype,
                "url": f"{origin}/files/{part_id}/{quote(name, safe='')}",
                "metadata": None,
            }
        )
    file.update(
        filetype="email",
        pretty_type="Email",
        mode="email",
        editable=True,
        display_as_bot=True,
        username="Email",
        bot_id=EMAIL_BOT,
        subject=title,
        to=_addresses(mail, "To"),
        cc=_addresses(mail, "Cc"),
        attachments=described,
        original_attachment_count=len(described),
        inline_attachment_count=0,
        plain_text=text,
        preview=shown[:_PREVIEW],
        preview_plain_text=text[:_PREVIEW],
        headers={
            "date": _header(mail, "Date"),
            "in_reply_to": _header(mail, "In-Reply-To"),
            "reply_to": _header(mail, "Reply-To"),
            "message_id": _header(mail, "Message-ID"),
        },
        has_more=len(text) > _PREVIEW,
        sent_to_self=False,
    )
    file["from"] = _addresses(mail, "From")
    return file, parts


def _file(origin: str, user: str, name: str, content: bytes, mimetype: str) -> Json:
    file_id, now = new_id("F"), int(time.time())
    address = f"{origin}/files/{file_id}/{quote(name, safe='')}"
    return {
        "id": file_id,
        "created": now,
        "timestamp": now,
        "name": name,
        "title": name,
        "mimetype": mimetype,
        "user": user,
        "user_team": TEAM,
        "size": len(content),
        "is_external": False,
        "external_type": "",
        "is_public": True,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": address,
        "url_private_download": f"{address}?download=1",
        "permalink": address,
        "has_rich_preview": False,
        "file_access": "visible",
    }


def _as_snippet(text: str) -> Json:
    lines = text.count("\n") + 1
    return {
        "mode": "snippet",
        "editable": True,
        "preview": text[:_PREVIEW],
        "preview_highlight": f"<div>{html.escape(text[:_PREVIEW])}</div>",
        "lines": lines,
        "lines_more": max(0, lines - 5),
        "preview_is_truncated": len(text) > _PREVIEW,
    }


def _read(raw: bytes) -> tuple["Message[str, str]", str, list[tuple[str, str, bytes]]]:
    """A mail, its text and its other parts. One that is nested too deep to be read is all text."""
    try:
        mail = email.message_from_bytes(raw)
        return mail, *_read_parts(mail)
    except RecursionError:
        return email.message_from_bytes(b""), raw.decode("utf-8", "replace"), []


def _read_parts(mail: "Message[str, str]") -> tuple[str, list[tuple[str, str, bytes]]]:
    """The text that stands on top, and every other part as name, type and content."""
    text: str | None = None
    rest: list[tuple[str, str, bytes]] = []
    waiting = [mail]
    while waiting:
        part = waiting.pop(0)
        mimetype = part.get_content_type()
        inner = part.get_payload()
        if isinstance(inner, list) and mimetype.startswith("multipart/"):
            waiting = [each for each in inner if isinstance(each, Message)] + waiting
        elif text is None and mimetype == "text/plain" and not part.get_filename():
            text = _decoded(part)
        elif len(rest) < _MOST_PARTS:
            name = part.get_filename() or f"attachment-{len(rest) + 1}"
            rest.append((name, mimetype, _content(part)))
    return text or "", rest


def _content(part: "Message[str, str]") -> bytes:
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"\n".join(each.as_bytes() for each in inner if isinstance(each, Message))
    decoded: Any = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _decoded(part: "Message[str, str]") -> str:
    try:
        return _content(part).decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return _content(part).decode("utf-8", "replace")


def _header(mail: "Message[str, str]", name: str) -> str | None:
    value = mail.get(name)
    if value is None:
        return None
    value = str(value)[:_LONGEST_HEADER]
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError):
        return value


def _addresses(mail: "Message[str, str]", name: str) -> list[Json]:
    written = _header(mail, name) or ""
    try:
        read = getaddresses([written])
    except RecursionError:  # comments within comments
        return [{"address": "", "name": "", "original": written}]
    return [
        {"address": address, "name": shown, "original": f"{shown} <{address}>" if shown else address}
        for shown, address in read
        if address or shown
    ]
