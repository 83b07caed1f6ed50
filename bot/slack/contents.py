"""What a message holds: its text, and its files."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.desk.work import FileRef
from bot.slack.emails import source_of
from bot.slack.payloads import File, Message, Share
from bot.slack.rich_text import text_of

_GONE: Final = frozenset({"tombstone", "hidden_by_limit"})


def text_in(message: Message) -> str:
    """The text of a message with what it forwards, as Slack writes text (escaped, addresses linked)."""
    parts = [_longer(message.text, text_of(message.blocks)), *map(_shared_text, _shares(message))]
    return "\n\n".join(part for part in parts if part.strip())


def files_in(message: Message) -> tuple[FileRef, ...]:
    """The files of a message and of what it forwards, each once."""
    files = {file.id: file for file in _all_files(message) if file.mode not in _GONE}
    return tuple(map(file_ref, files.values()))


def file_ref(file: File) -> FileRef:
    """A file as the desk knows it. Of an e-mail, what Slack told of it already is its text."""
    told = file.is_email and file.plain_text is not None
    return FileRef(
        id=file.id,
        name=file.name or file.title or "",
        url=url_of(file),
        size=file.size,
        text=source_of(file).decode("utf-8", "replace") if told else None,
        is_email=file.is_email,
    )


def url_of(file: File) -> str | None:
    """Where the content can be fetched; None where Slack has to be asked first."""
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
