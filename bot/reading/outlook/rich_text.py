r"""The text of a body that Outlook kept as compressed RTF only.

First it is decompressed (MS-OXRTFCP), then reduced to what a person reads. RTF made from HTML holds its tags in
groups that no reader of RTF shows (MS-OXRTFEX), so dropping those gives the text in both cases.
"""

import re
import struct
from typing import Final

from bot.reading.errors import DamagedFileError

_COMPRESSED: Final = 0x75465A4C
_PLAIN: Final = 0x414C454D
_WINDOW: Final = 4096
_DICTIONARY: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_TOKEN: Final = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_CHARACTERS: Final = {
    **dict.fromkeys(("par", "line", "row", "sect", "page"), "\n"),
    **dict.fromkeys(("tab", "cell"), "\t"),
    **dict.fromkeys(("lquote", "rquote"), "'"),
    **dict.fromkeys(("ldblquote", "rdblquote"), '"'),
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
}
_SYMBOLS: Final = {"~": " ", "_": "-", "-": ""}
_UNSEEN: Final = frozenset(
    {
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore", "listtable"),
        *("listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "fldinst", "htmltag"),
        *("mhtmltag", "pntext", "header", "footer"),
    }
)


def decompressed(packed: bytes, most: int) -> bytes:
    """The RTF of a PidTagRtfCompressed, at most `most` bytes of it.

    Raises:
        DamagedFileError: it is none.
    """
    if len(packed) < 16:  # noqa: PLR2004 — its header
        raise DamagedFileError("rich text")
    _, size, sort = struct.unpack_from("<III", packed)
    if sort == _PLAIN:
        return packed[16 : 16 + min(size, most)]
    if sort != _COMPRESSED:
        raise DamagedFileError("rich text")
    out = bytearray(_DICTIONARY)
    end = len(out) + min(size, most)
    at = 16
    while at < len(packed) and len(out) < end:
        control, at = packed[at], at + 1
        for bit in range(8):
            if not control >> bit & 1:
                out += packed[at : at + 1]
                at += 1
                continue
            word = int.from_bytes(packed[at : at + 2], "big")
            at += 2
            back = (len(out) - (word >> 4)) % _WINDOW or _WINDOW
            if back == _WINDOW or at > len(packed):  # the mark of the end
                return bytes(out[len(_DICTIONARY) : end])
            if back > len(out):
                raise DamagedFileError("rich text")
            for _ in range((word & 15) + 2):
                out.append(out[-back])
    return bytes(out[len(_DICTIONARY) : end])


def shown(rtf: bytes, codec: str) -> str:
    """What a person reads of an RTF text."""
    reader = _Reader(codec)
    for token in _TOKEN.finditer(rtf.decode("latin-1")):
        reader.take(token)
    return reader.text()


class _Reader:
    """What was read so far, and whether the group that is being read is shown."""

    def __init__(self, codec: str) -> None:
        self._codec = codec
        self._out: list[str] = []
        self._bytes = bytearray()
        self._hidden = [False]
        self._skip = 0  # characters that stand in for the one before, where a reader knows no Unicode

    def take(self, token: re.Match[str]) -> None:
        control, number, hexa, symbol, brace, text = token.groups("")
        if not hexa:
            self._decode()
        if brace == "{":
            self._hidden.append(self._hidden[-1])
        elif brace:
            self._hidden[-2:] = self._hidden[-2:-1] or [False]
        elif control in _UNSEEN or symbol == "*":
            self._hidden[-1] = True
        elif not self._hidden[-1]:
            self._show(control, number, hexa, symbol or text)

    def text(self) -> str:
        self._decode()
        joined = "".join(self._out).replace("\0", "")
        return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _show(self, control: str, number: str, hexa: str, text: str) -> None:
        if control == "u" and number:
            self._out.append(chr(int(number) % 65536))
            self._skip = 1
        elif control:
            self._out.append(_CHARACTERS.get(control, ""))
        elif hexa:
            self._bytes += b"" if self._skip else bytes.fromhex(hexa)
            self._skip = 0
        else:
            self._out.append(_SYMBOLS.get(text, text)[self._skip :])
            self._skip = 0

    def _decode(self) -> None:
        if self._bytes:
            self._out.append(self._bytes.decode(self._codec, "replace"))
            self._bytes.clear()
