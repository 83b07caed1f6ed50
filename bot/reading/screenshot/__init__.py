"""A picture of a bounce: its words are read in a process of their own and become a text."""

from dataclasses import replace
from typing import Final

from bot.reading.errors import EmptyError, PictureTooLargeError
from bot.reading.limits import Limits
from bot.reading.notification import Notification
from bot.reading.screenshot.header import is_picture, size_of
from bot.reading.screenshot.layout import text_of
from bot.reading.screenshot.process import PictureProcess, is_installed
from bot.reading.screenshot.repair import repaired
from bot.reading.text import read_text

__all__ = ["is_installed", "is_picture", "read_screenshot"]

_PROCESS: Final = PictureProcess()
"""The one process of this program; none runs before the first picture comes."""


_LOWEST: Final = 8
"""Pixels of the shorter side below which there is nothing to read."""


def read_screenshot(raw: bytes, limits: Limits = Limits(), process: PictureProcess = _PROCESS) -> Notification:  # noqa: B008 — frozen
    """Read a PNG, a JPEG or a WebP. Takes seconds, and waits while another picture is read.

    Raises:
        PictureTooLargeError: its header claims more than `limits.pixels`.
        PicturesNotReadError: the extra `ocr` is not installed.
        PictureTooSlowError: it took too long.
        DamagedFileError: it cannot be decoded.
        EmptyError: there is nothing to read in it.
        ReadingError: what `read_text` raises.
    """
    width, height = size_of(raw)
    if width * height > limits.pixels:
        raise PictureTooLargeError(width=width, height=height, limit=limits.pixels)
    if min(width, height) < _LOWEST:
        raise EmptyError
    text = repaired(text_of(process.words(raw, limits.pixels)))
    if not text.strip():
        raise EmptyError
    return replace(read_text(text, limits), is_mail=False, is_picture=True)
