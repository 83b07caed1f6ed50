"""From what was shown, text and files together, to one answer, an apology, or silence."""

import asyncio
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import structlog

from bot.answers import (
    Answer,
    Explanation,
    Known,
    answer_for,
    apology,
    compose,
    explain_file,
    explain_text,
    findings,
)
from bot.answers.words import notices
from bot.desk.chat import ChatPort, ChatRefusedError, FileRefusedError
from bot.desk.means import Means
from bot.desk.patience import LIMIT, patiently, within
from bot.desk.work import FileRef, Manner
from bot.reading import Limits
from bot.reading.errors import MailTooLargeError, ReadingError
from bot.reading.screenshot import is_installed

_log = structlog.get_logger(__name__)

_MAIL: Final = frozenset({".eml", ".msg"})
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".svg", ".bmp", ".tiff"})
_READ: Final = frozenset({".png", ".jpg", ".jpeg", ".webp"})
"""Pictures that are read where the extra for them is installed."""

_RECORDINGS: Final = frozenset({".mp3", ".m4a", ".wav", ".mp4", ".mov", ".webm"})
_ARCHIVES: Final = frozenset({".zip", ".7z", ".gz", ".rar"})
_OFFICE: Final = frozenset({".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp"})
_NO_MAIL: Final = _PICTURES | _RECORDINGS | _ARCHIVES | _OFFICE
"""Files that are not even fetched where nobody asked."""

_LIMITS: Final = Limits()
_CHAT: Final = 60
"""A text of at most so many characters that is no bounce is a greeting or thanks: it gets help.

Not by the shortcut: there it is asked about someone else's message.
"""


@dataclass(frozen=True, slots=True)
class Thought:
    """What to say. Neither an answer nor an apology: silence."""

    answer: Answer | None = None
    apology: str | None = None


@dataclass(frozen=True, slots=True)
class _Unread:
    sentence: str


async def think(means: Means, port: ChatPort, *, text: str, files: Sequence[FileRef], manner: Manner) -> Thought:
    """What to say to a text and files.

    Several of them that are bounces make one answer with a section for each cause. Asked (any manner but WATCHED)
    there is always something to say; a file that cannot be read is spoken of then, or when it is an e-mail.

    Raises:
        ChatUnavailableError: a file could not be had for as long as the answer was worth giving.
    """
    known = means.knowledge.current()
    asked = manner is not Manner.WATCHED
    explained: list[Explanation] = []
    unread: list[str] = []
    if text.strip():
        outcome = await _read_text(text, known, asked=asked)
        _sort(outcome, explained, unread, spoken_of=asked)
    for file in files:
        if not asked and not _may_be_mail(file):
            continue
        outcome = await _explain(means, port, file, known)
        _sort(outcome, explained, unread, spoken_of=asked or _is_mail(file))
    answer = _together(explained, known)
    if answer is not None:
        return Thought(answer=answer)
    if unread:
        return Thought(apology=unread[0])
    if asked:
        greeted = not files and len(text) <= _CHAT and manner is not Manner.SHORTCUT
        return Thought(answer=answer_for("help" if greeted else "not-a-bounce", known))
    return Thought()


def mac(secret: bytes, text: str, files: Sequence[FileRef]) -> str:
    """A keyed hash of what was shown: tells the same from other, tells nothing of what it was."""
    shown = "\0".join([text, *(f"{file.id}" for file in files)])
    return hmac.new(secret, shown.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _sort(
    outcome: Explanation | _Unread, explained: list[Explanation], unread: list[str], *, spoken_of: bool
) -> None:
    if isinstance(outcome, Explanation):
        explained.append(outcome)
    elif spoken_of:
        unread.append(outcome.sentence)


def _together(explained: Sequence[Explanation], known: Known) -> Answer | None:
    """One answer out of several: bounces go before questions and auto-replies."""
    answers = [part for part in explained if part.answer is not None]
    bounces = [part for part in answers if part.answer is not None and part.answer.is_bounce]
    chosen = bounces or answers[:1]
    if len(chosen) < 2:  # noqa: PLR2004 — nothing to put together
        return chosen[0].answer if chosen else None
    together = findings([diagnosis for part in chosen for diagnosis in part.diagnoses])
    return compose(together, known.intents, known.helpdesk)


async def _explain(means: Means, port: ChatPort, file: FileRef, known: Known) -> Explanation | _Unread:
    """Explain a file's content; what the platform itself told of it where that is not to be had or read."""
    told = file.text is not None and file.url is None
    outcome = _Unread(notices.FILE_REFUSED) if told else await _explain_content(means, port, file, known)
    if isinstance(outcome, _Unread) and file.text is not None:
        return await _read_text(file.text, known)
    return outcome


async def _explain_content(means: Means, port: ChatPort, file: FileRef, known: Known) -> Explanation | _Unread:
    if file.withheld:
        return _Unread(notices.FILE_WITHHELD)
    if file.size is not None and file.size > _LIMITS.mail_bytes:
        return _Unread(apology(MailTooLargeError(size=file.size, limit=_LIMITS.mail_bytes)))

    async def had_and_read() -> Explanation | _Unread:
        async with means.files:
            return await _read_file(await within(LIMIT, port.fetch(file, _LIMITS.mail_bytes)), known)

    try:
        return await patiently(means.clock, had_and_read)
    except (FileRefusedError, ChatRefusedError) as error:
        _log.info("a file was not to be had", code=error.code)
        return _Unread(notices.FILE_REFUSED)


async def _read_text(text: str, known: Known, *, asked: bool = False) -> Explanation | _Unread:
    try:
        return await asyncio.to_thread(explain_text, text, known, _LIMITS, asked=asked)
    except ReadingError as error:
        return _Unread(apology(error))


async def _read_file(raw: bytes, known: Known) -> Explanation | _Unread:
    try:
        return await asyncio.to_thread(explain_file, raw, known, _LIMITS)
    except ReadingError as error:
        return _Unread(apology(error))


def _is_mail(file: FileRef) -> bool:
    return file.is_email or PurePath(file.name).suffix.lower() in _MAIL


def _may_be_mail(file: FileRef) -> bool:
    ending = PurePath(file.name).suffix.lower()
    return file.is_email or ending not in _NO_MAIL or (ending in _READ and is_installed())
