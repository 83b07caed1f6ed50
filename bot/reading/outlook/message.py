"""A message in a compound file: its texts, its recipients and what is attached to it.

Source: MS-OXMSG, 2.2; MS-OXOMSG for the properties of reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.reading.outlook import rich_text
from bot.reading.outlook.compound import Storage
from bot.reading.outlook.properties import Properties

HEADER: Final = 32
HEADER_INSIDE: Final = 24
_HEADER_OF_OTHERS: Final = 8

CLASS: Final = 0x001A
SUBJECT: Final = 0x0037
TRANSPORT_HEADERS: Final = 0x007D
BODY, REPORT_TEXT, HTML, RTF = 0x1000, 0x1001, 0x1013, 0x1009
SENDER_NAME, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
SENT_BY_NAME, SENT_BY_ADDRESS, SENT_BY_SMTP = 0x0042, 0x0065, 0x5D02
DISPLAY_TO, RECEIVED_BY_SMTP = 0x0E04, 0x5D07
ORIGINAL_SUBJECT, ORIGINAL_DISPLAY_TO = 0x0049, 0x0074
REPORTING_HOST: Final = 0x6820

REASON, DIAGNOSTIC, STATUS = 0x0C04, 0x0C05, 0x0C20
SUPPLEMENT, REMOTE_HOST = 0x0C1B, 0x0C21
NAME, ADDRESS, SMTP_ADDRESS, ORIGINAL_ADDRESS = 0x3001, 0x3003, 0x39FE, 0x3A13

_DATA, _DATA_STORAGE = 0x3701, "__substg1.0_3701000D"
_MIME, _LONG_NAME, _SHORT_NAME, _METHOD = 0x370E, 0x3707, 0x3704, 0x3705
_SHORT: Final = 4000
"""Code points of a name, an address or a subject that are read."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is attached: another message, or bytes with a name and perhaps a MIME type in lower case."""

    name: str
    mime: str
    message: "Message | None"
    _properties: Properties

    def data(self) -> bytes:
        """Its bytes."""
        return self._properties.data(_DATA)


class Message:
    """A message at the root of a file or inside another message."""

    def __init__(self, storage: Storage, header: int = HEADER, codec: str | None = None) -> None:
        self._storage = storage
        self._properties = Properties(storage, header, codec)

    @property
    def kind(self) -> str:
        """The message class in lower case: "ipm.note", "report.ipm.note.ndr"."""
        return self.short(CLASS).lower()

    def short(self, number: int) -> str:
        """A text on one line."""
        return " ".join(self._properties.text(number, _SHORT).split())

    def transport_headers(self, most: int) -> str:
        """The headers that it came with, empty where it came another way than by mail."""
        return self._properties.text(TRANSPORT_HEADERS, most)

    def text(self, most: int) -> tuple[str, str]:
        """What a person reads, and its MIME type: plain text first, then HTML, then RTF."""
        for number in (BODY, REPORT_TEXT):
            if (plain := self._properties.text(number, most)).strip():
                return plain, "text/plain"
        if (web := self._properties.web_text(HTML, most)).strip():
            return web, "text/html"
        packed = self._properties.data(RTF)
        rich = rich_text.shown(rich_text.decompressed(packed, most), self._properties.codec) if packed else ""
        return rich, "text/plain"

    def sender(self) -> str:
        """Who sent it: a name and an address, as far as they are known."""
        for name, *addresses in (
            (SENDER_NAME, SENDER_SMTP, SENDER_ADDRESS),
            (SENT_BY_NAME, SENT_BY_SMTP, SENT_BY_ADDRESS),
        ):
            address = next((found for number in addresses if "@" in (found := self.short(number))), "")
            if address or self.short(name):
                return f"{self.short(name)} <{address}>" if address else self.short(name)
        return ""

    def recipients(self) -> Iterator[Properties]:
        """The properties of each recipient, in their order."""
        for storage in self._inside("__recip_version1.0_#"):
            yield Properties(storage, _HEADER_OF_OTHERS, self._properties.codec)

    def attachments(self) -> Iterator[Attachment]:
        """What is attached, in its order."""
        for storage in self._inside("__attach_version1.0_#"):
            own = Properties(storage, _HEADER_OF_OTHERS, self._properties.codec)
            inner = storage.storages.get(_DATA_STORAGE.lower())
            name = own.text(_LONG_NAME, _SHORT) or own.text(_SHORT_NAME, _SHORT)
            message = Message(inner, HEADER_INSIDE, self._properties.codec) if inner else None
            yield Attachment(name, own.text(_MIME, _SHORT).strip().lower(), message, own)

    def _inside(self, opening: str) -> Iterator[Storage]:
        for name in sorted(self._storage.storages):
            if name.startswith(opening):
                yield self._storage.storages[name]


def address_of(recipient: Properties) -> str:
    """A recipient's mail address; an Exchange address where there is no other, empty where there is none."""
    found = [" ".join(recipient.text(number, _SHORT).split()) for number in (SMTP_ADDRESS, ADDRESS, NAME)]
    return next((text.strip("'<>") for text in found if "@" in text), found[1])
