"""What a message holds: its text, and its files.

The id of a file says how it is to be had: `download:` is an address that is signed and takes no token, `picture:`
one that takes ours. What begins with `withheld:` Teams shows to people and gives to no bot.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import ValidationError

from bot.desk.work import FileRef
from bot.teams.html import attachments_in, html_to_text
from bot.teams.payloads import Attachment, FileDownload, Message, ShownMessage

DOWNLOAD: Final = "download:"
PICTURE: Final = "picture:"
WITHHELD: Final = "withheld:"

_HTML: Final = "text/html"
_FILE: Final = "application/vnd.microsoft.teams.file.download.info"
_REFERENCE: Final = "reference"
_PICTURES: Final = "image/"
_AT: Final = re.compile(r"<at(?: [^<>]{0,200})?>[^<>]{0,200}</at>", re.IGNORECASE)
_MESSAGE_ID: Final = re.compile(r"[0-9]{1,20}\Z")


def text_in(message: Message, *, quotes: bool = True) -> str:
    """The text of a message without the names that it mentions, with or without what it quotes of others."""
    told = (html_to_text(source, quotes=quotes) for source in _html(message.attachments))
    return "\n".join(filter(None, told)) or plain(message.text or "")


def text_shown(message: ShownMessage) -> str:
    """The text of a message on which the message extension was used."""
    content = message.body.content or ""
    return html_to_text(content) if message.body.content_type.lower() == "html" else plain(content)


def plain(text: str) -> str:
    """A text that is no HTML, without the names that it mentions."""
    return _AT.sub("", text).replace("&nbsp;", " ").replace("\xa0", " ").strip()


def files_in(message: Message) -> tuple[FileRef, ...]:
    """The files of a message, each once."""
    return _once(_files(message.attachments or (), _html(message.attachments)))


def files_shown(message: ShownMessage) -> tuple[FileRef, ...]:
    """The files of a message on which the message extension was used: Teams tells of them at most."""
    return _once(_files(message.attachments or (), (message.body.content or "",)))


def _files(attachments: Iterable[Attachment], sources: Iterable[str]) -> Iterator[FileRef]:
    told: set[str] = set()
    for attachment in attachments:
        kind = (attachment.content_type or "").lower()
        told.add(attachment.id or "")
        if kind == _FILE:
            yield from _downloads(attachment)
        elif kind.startswith(_PICTURES) and attachment.content_url:
            yield _picture(attachment.content_url, kind, attachment.name)
        elif kind == _REFERENCE:
            yield _withheld(attachment.id or attachment.name or "", attachment.name or "")
    for source in sources:
        yield from (_withheld(each) for each in attachments_in(source) if _may_be_file(each) and each not in told)


def _downloads(attachment: Attachment) -> Iterator[FileRef]:
    try:
        download = FileDownload.model_validate(attachment.content)
    except ValidationError:
        yield _withheld(attachment.id or attachment.name or "", attachment.name or "")
        return
    ending = f".{download.file_type}" if download.file_type else ""
    name = attachment.name or (f"bestand{ending}" if ending else "")
    yield FileRef(
        id=f"{DOWNLOAD}{download.unique_id or _digest(download.download_url)}",
        name=name,
        url=download.download_url,
    )


def _picture(url: str, kind: str, name: str | None) -> FileRef:
    """A pasted picture. Teams often tells no name, and its type as image/*."""
    sort = kind.removeprefix(_PICTURES)
    ending = sort if sort.isalnum() else "png"
    return FileRef(id=f"{PICTURE}{_digest(url)}", name=name or f"afbeelding.{ending}", url=url)


def _withheld(told: str, name: str = "") -> FileRef:
    return FileRef(id=f"{WITHHELD}{told}", name=name, withheld=True)


def _html(attachments: Iterable[Attachment] | None) -> tuple[str, ...]:
    return tuple(
        each.content
        for each in attachments or ()
        if (each.content_type or "").lower() == _HTML and isinstance(each.content, str)
    )


def _may_be_file(attachment_id: str) -> bool:
    """What is a number is another message that this one quotes."""
    return _MESSAGE_ID.match(attachment_id) is None


def _once(files: Iterable[FileRef]) -> tuple[FileRef, ...]:
    return tuple({file.id: file for file in files}.values())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
