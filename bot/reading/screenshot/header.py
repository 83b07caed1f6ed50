"""The size that a picture claims in its header, told without decoding a pixel.

Sources: PNG (ISO/IEC 15948), 11.2.2; JPEG (ITU T.81), B.2.2; WebP container, RFC 9649.
"""

import struct
from typing import Final

from bot.reading.errors import DamagedFileError

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_MOST_SEGMENTS: Final = 1000
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def is_picture(raw: bytes) -> bool:
    """Whether bytes begin as a PNG, a JPEG or a WebP does."""
    return raw.startswith((_PNG, _JPEG)) or (raw.startswith(b"RIFF") and raw[8:12] == b"WEBP")


def size_of(raw: bytes) -> tuple[int, int]:
    """Width and height in pixels.

    Raises:
        DamagedFileError: the header tells none.
    """
    try:
        if raw.startswith(_PNG):
            width, height = struct.unpack_from(">II", raw, 16)
        elif raw.startswith(_JPEG):
            width, height = _jpeg(raw)
        else:
            width, height = _webp(raw)
    except (struct.error, IndexError, ValueError):
        raise DamagedFileError("picture header") from None
    if not width or not height:
        raise DamagedFileError("picture header")
    return width, height


def _jpeg(raw: bytes) -> tuple[int, int]:
    """From the first frame header; before it stand segments that say how long they are."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        at = raw.index(b"\xff", at)
        while raw[at] == 0xFF:  # noqa: PLR2004 — a marker may begin with several
            at += 1
        marker = raw[at]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", raw, at + 4)
            return width, height
        at += 1 if marker in _BARE else 1 + struct.unpack_from(">H", raw, at + 1)[0]
    return 0, 0


def _webp(raw: bytes) -> tuple[int, int]:
    kind = raw[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(raw[24:27], "little"), 1 + int.from_bytes(raw[27:30], "little")
    if kind == b"VP8L":
        packed = struct.unpack_from("<I", raw, 21)[0]
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", raw, 26)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
