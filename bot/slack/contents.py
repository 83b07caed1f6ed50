"""What a message holds: its text, and its files."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.desk.work import FileRef
from bot.slack.emails import report_parts, source_of
from bot.slack.payloads import File, Message, Share
from bot.slack.rich_text import text_of

_GONE: Final = frozenset({"tombstone", "hidden_by_limit"})
_NOT_FOR_READING: Final = ("audio/", "image/", "video/")


def text_in(message: Message) -> str:
    """The text of a message with what it forwards, as Slack writes text (escaped, addresses linked)."""
    parts = [_longer(message.text, text_of(message.blocks)), *map(_shared_text, _shares(message))]
    return "\n\n".join(part for part in parts if part.strip())


def files_in(message: Message, *, asked: bool) -> tuple[FileRef, ...]:
    """The files of a message and of what it forwards.

    Pictures and the like only where someone `asked`: in a watched channel they are talk.
    """
    files = {file.id: file for file in _all_files(message) if file.mode not in _GONE}
    return tuple(
        file_ref(file)
        for file in files.values()
        if asked or not (file.mimetype or "").startswith(_NOT_FOR_READING)
    )


def file_ref(file: File) -> FileRef:
    """A file as the desk knows it.

    The text of an e-mail is only given where there is nothing better to fetch: an e-mail with a report among
    its parts is put together when it is fetched.
    """
    whole = file.is_email and file.plain_text is not None and not report_parts(file)
    return FileRef(
        id=file.id,
        name=file.name or file.title or "",
        url=url_of(file),
        size=file.size,
        text=source_of(file).decode("utf-8", "replace") if whole else None,
        is_email=file.is_email,
    )


def url_of(file: File) -> str | None:
    """Where the content can be fetched; None where Slack has to be asked first."""
    if file.file_access == "check_file_info":
        return None
    return file.url_private_download or file.url_private


def _shares(message: Message) -> Iterable[Share]:
    return (each for each in message.attachments or () if each.is_share)


def _shared_text(share: Share) -> str:
    inner = (each.get("message") for each in share.message_blocks or ())
    blocks = [block for each in inner if isinstance(each, dict) for block in _blocks(each)]
    return _longer(share.text, text_of(blocks)) or share.fallback or ""


def _blocks(message: dict[str, object]) -> list[dict[str, object]]:
    blocks = message.get("blocks")
    return [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []


def _all_files(message: Message) -> Iterator[File]:
    yield from message.files or ()
    for share in _shares(message):
        yield from share.files or ()


def _longer(text: str | None, rich: str) -> str:
    """The text, or the blocks where the text is cut or empty: what is in full is the longer one."""
    text = text or ""
    return text if len(text) >= len(rich) else rich
