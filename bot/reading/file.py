"""A file of unknown sort: a mail, Outlook's own file of one, a picture of one, else a text."""

import codecs

from bot.reading import outlook, screenshot
from bot.reading.errors import EmptyError, MailTooLargeError, NotAMailError
from bot.reading.limits import Limits
from bot.reading.mail import read_mail
from bot.reading.notification import Notification
from bot.reading.parts import has_headers
from bot.reading.text import read_text

_SIGNATURES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x7fELF",
    b"MZ\x90",
    b"RIFF",
    b"\xfd7zXZ",
    b"{\\rtf",
)
_SAMPLE = 8192
_MOST_CONTROLS = 0.05
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def read_file(raw: bytes, limits: Limits = Limits()) -> Notification:  # noqa: B008 — frozen
    """Read a file that someone dropped.

    Raises:
        NotAMailError: none of these (an archive, a program).
        ReadingError: what `read_mail`, `read_text`, `outlook.as_mail` and `screenshot.read_screenshot` raise.
    """
    if len(raw) > limits.mail_bytes:
        raise MailTooLargeError(size=len(raw), limit=limits.mail_bytes)
    if not raw.strip():
        raise EmptyError
    if raw.startswith(outlook.SIGNATURE):
        return read_mail(outlook.as_mail(raw, limits), limits)
    if screenshot.is_picture(raw):
        return screenshot.read_screenshot(raw, limits)
    if raw.startswith(_SIGNATURES):
        raise NotAMailError
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16", "replace")
        bare = text.encode("utf-8", "replace")
        return read_mail(bare, limits) if has_headers(bare) else read_text(text, limits)
    bare = raw.removeprefix(codecs.BOM_UTF8)
    sample = bare[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample):
        raise NotAMailError
    if has_headers(bare):
        return read_mail(bare, limits)
    try:
        return read_text(bare.decode("utf-8"), limits)
    except UnicodeDecodeError:
        return read_text(bare.decode("latin-1"), limits)
