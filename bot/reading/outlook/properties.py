"""The properties of a message, a recipient or an attachment, each under its number.

Numbers of fixed width stand in one stream of entries; texts and bytes each in a stream of their own, whose name
holds the property and its type. Damage costs the property, not the message.

Source: MS-OXMSG, 2.1 to 2.4; MS-OXPROPS for the numbers.
"""

import codecs
import struct
from typing import Final

from bot.reading.outlook.compound import Storage

ENTRIES: Final = "__properties_version1.0"
_TEXT, _TEXT_8, _BYTES, _INTEGER = 0x001F, 0x001E, 0x0102, 0x0003
_ENTRY: Final = struct.Struct("<HH4xi4x")
_MOST_BYTES: Final = 2**20
_MESSAGE_CODEPAGE: Final = 0x3FFD
_INTERNET_CODEPAGE: Final = 0x3FDE
_BY_CODEPAGE: Final = {
    1200: "utf-16-le",
    20127: "ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    50220: "iso-2022-jp",
    50221: "iso-2022-jp",
    50225: "iso-2022-kr",
    51932: "euc-jp",
    51936: "gb2312",
    51949: "euc-kr",
    54936: "gb18030",
    65000: "utf-7",
    65001: "utf-8",
}
_OF_SEVEN_BITS: Final = ("iso2022", "utf-7", "hz")
_WESTERN: Final = "cp1252"


class Properties:
    """The properties in a storage; `header` is how many bytes stand before the entries."""

    def __init__(self, storage: Storage, header: int, codec: str | None = None) -> None:
        self._storage = storage
        self._numbers = _numbers((storage.read(ENTRIES) or b"")[header : header + _MOST_BYTES])
        self.codec = _codec(self._numbers.get(_MESSAGE_CODEPAGE)) or codec or _WESTERN

    def integer(self, number: int) -> int | None:
        """A 32-bit number, None where there is none."""
        return self._numbers.get(number)

    def text(self, number: int, most: int) -> str:
        """A text, empty where there is none; of a long one the first `most` code points."""
        wide = self._storage.read(_stream(number, _TEXT))
        if wide is not None:
            return wide.decode("utf-16-le", "replace")[:most].replace("\0", "")
        return self._decoded(self._storage.read(_stream(number, _TEXT_8)) or b"")[:most]

    def data(self, number: int) -> bytes:
        """Bytes, empty where there are none."""
        return self._storage.read(_stream(number, _BYTES)) or b""

    def web_text(self, number: int, most: int) -> str:
        """HTML, which is kept as bytes in a code page of its own, or as a text."""
        found = self.data(number)
        codec = _codec(self._numbers.get(_INTERNET_CODEPAGE)) or self.codec
        return self._decoded(found, codec)[:most] if found else self.text(number, most)

    def _decoded(self, found: bytes, codec: str | None = None) -> str:
        codec = codec or self.codec
        if not codec.startswith(_OF_SEVEN_BITS):
            try:  # what was converted on the way is UTF-8 whatever the code page says
                return found.decode("utf-8").replace("\0", "")
            except UnicodeDecodeError:
                pass
        return found.decode(codec, "replace").replace("\0", "")


def _stream(number: int, kind: int) -> str:
    return f"__substg1.0_{number:04X}{kind:04X}"


def _numbers(block: bytes) -> dict[int, int]:
    whole = block[: len(block) - len(block) % _ENTRY.size]
    return {number: value for kind, number, value in _ENTRY.iter_unpack(whole) if kind == _INTEGER}


def _codec(codepage: int | None) -> str | None:
    """Python's name of a Windows code page, None for one that it does not know."""
    if codepage is None:
        return None
    name = _BY_CODEPAGE.get(codepage)
    if name is None:
        name = f"iso-8859-{codepage - 28590}" if 28590 < codepage < 28606 else f"cp{codepage}"  # noqa: PLR2004
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
