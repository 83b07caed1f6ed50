"""A message of Outlook written again as a mail: its headers, its text, its report, and the mails attached to it.

What a mail lost on its way into Outlook (its MIME structure, the part for machines) stands in properties. Written
back, it is read by the one reader of mails there is. Files that are no mail are left out.
"""

import base64
import re
from collections.abc import Iterator
from email.header import Header
from itertools import islice
from typing import Final

from bot.reading.errors import NotAMailError, TooDeepError, TooManyPartsError
from bot.reading.limits import Limits
from bot.reading.outlook import message as number
from bot.reading.outlook.compound import SIGNATURE, Compound
from bot.reading.outlook.message import Message, address_of
from bot.reading.outlook.properties import ENTRIES
from bot.reading.outlook.report import action_of, delivery_status
from bot.reading.parts import has_headers

Fields = list[tuple[str, str]]
_HEADERS: Final = 200_000
"""Code points of headers that are read."""
_MIME: Final = ("content-", "mime-version")
_RECEIPTS: Final = (".ipnrn", ".ipnnrn")
_MAIL: Final = "message/rfc822"
_BY_ENDING: Final = {".eml": _MAIL, ".msg": _MAIL}
_TOLD: Final = ("final-recipient:", "reporting-mta:")
_TYPE: Final = re.compile(r"[a-z]{1,40}/[a-z0-9.+-]{1,80}")
_NAME: Final = re.compile(r"[!-9;-~]{1,100}")
_REPORT: Final = re.compile(
    r"report-type=\"?(delivery-status|disposition-notification|feedback-report)\b", re.IGNORECASE
)
_OPENING: Final = 10_000
_MOST_NAMED: Final = 200
_SYSTEM: Final = "Mail Delivery System <mailer-daemon>"
"""Who sends a report; what it is called differs with the language of Outlook."""


def as_mail(raw: bytes, limits: Limits) -> bytes:
    """The mail in a .msg file.

    Raises:
        DamagedFileError: a compound file that is damaged.
        NotAMailError: a sound one that holds no message (a document, an installer).
        TooDeepError, TooManyPartsError, TooManyRecipientsError: past the limits.
    """
    return _Writer(limits).file(raw, 0)


class _Writer:
    def __init__(self, limits: Limits) -> None:
        self._limits, self._count = limits, 0

    def file(self, raw: bytes, depth: int) -> bytes:
        root = Compound(raw).root
        if root.read(ENTRIES) is None:
            raise NotAMailError
        return self._message(Message(root), depth)

    def _message(self, message: Message, depth: int) -> bytes:
        self._one_more(depth)
        came_with = _fields(message.transport_headers(_HEADERS))
        parts = [*self._own(message), *self._attached(message, depth)]
        boundary = f"=_part_{depth}_{self._count}"  # a mail attached as it was may hold it all the same
        while any(b"--" + boundary.encode() in part for part in parts):
            boundary += "_"
        head = list(_headers(message, came_with))
        head += [f'Content-Type: {self._type(message, came_with)}; boundary="{boundary}"']
        body = b"".join(b"--" + boundary.encode() + b"\n" + part + b"\n" for part in parts)
        return _as_bytes("\n".join(head)) + b"\n\n" + body + b"--" + boundary.encode() + b"--\n"

    @staticmethod
    def _type(message: Message, came_with: Fields) -> str:
        if action_of(message.kind):
            return "multipart/report; report-type=delivery-status"
        if message.kind.startswith("report.") and message.kind.endswith(_RECEIPTS):
            return "multipart/report; report-type=disposition-notification"
        told = next((value for name, value in came_with if name.lower() == "content-type"), "")
        report = _REPORT.search(told)
        return f"multipart/report; report-type={report[1].lower()}" if report else "multipart/mixed"

    def _own(self, message: Message) -> Iterator[bytes]:
        text, mime = message.text(self._limits.text_chars)
        yield _part(f"{mime}; charset=utf-8", _as_bytes(text))
        action = action_of(message.kind)
        if action is None:
            return
        yield _part("message/delivery-status", _as_bytes(delivery_status(message, action, self._limits)))
        subject, to = message.short(number.ORIGINAL_SUBJECT), message.short(number.ORIGINAL_DISPLAY_TO)
        if subject or to:
            yield _part("text/rfc822-headers", _as_bytes(f"Subject: {subject}\nTo: {to}\n"))

    def _attached(self, message: Message, depth: int) -> Iterator[bytes]:
        for attachment in message.attachments():
            self._one_more(depth)
            if attachment.message is not None:
                yield _nested(self._message(attachment.message, depth + 1))
                continue
            mime = _BY_ENDING.get(attachment.name.strip("\0 ")[-4:].lower(), attachment.mime)
            if not mime.startswith(("message/", "text/")):
                continue
            data = attachment.data()
            if data.startswith(SIGNATURE):
                yield _nested(self.file(data, depth + 1))
            elif mime == _MAIL:
                yield _nested(data)
            elif mime.startswith("message/") or mime == "text/rfc822-headers":
                yield _part(_bare(mime), data)
            elif _is_report(data):
                yield _part("message/delivery-status", data)
            elif has_headers(data):
                yield _part("text/rfc822-headers", data)

    def _one_more(self, depth: int) -> None:
        self._count += 1
        if self._count > self._limits.parts:
            raise TooManyPartsError(limit=self._limits.parts)
        if depth > self._limits.depth:
            raise TooDeepError(limit=self._limits.depth)


def _fields(headers: str) -> Fields:
    """The headers of a mail, folded lines put together."""
    found: Fields = []
    for line in headers.splitlines():
        name, colon, value = line.partition(":")
        if line[:1] in " \t" and found:
            name, value = found.pop()
            found.append((name, f"{value} {line.strip()}"))
        elif colon and _NAME.fullmatch(name):
            found.append((name, value.strip()))
    return found


def _headers(message: Message, came_with: Fields) -> Iterator[str]:
    """The headers that it came with but for those of its MIME structure, and what properties add to them."""
    kept = [(name, value) for name, value in came_with if not name.lower().startswith(_MIME)]
    known = {name.lower() for name, _ in kept}
    sender = _SYSTEM if message.kind.startswith("report.") else message.sender()
    added = {"Subject": message.short(number.SUBJECT), "From": sender, "To": _to(message)}
    for name, value in (*kept, *((name, value) for name, value in added.items() if name.lower() not in known)):
        if value:
            yield f"{name}: {value if value.isascii() else Header(value, 'utf-8').encode()}"


def _to(message: Message) -> str:
    """Who got it. The recipients of a report are those that it is about."""
    if message.kind.startswith("report."):
        return message.short(number.RECEIVED_BY_SMTP)
    found = [address_of(recipient) for recipient in islice(message.recipients(), _MOST_NAMED)]
    return ", ".join(address for address in found if address) or message.short(number.DISPLAY_TO)


def _part(content_type: str, body: bytes) -> bytes:
    head = f"Content-Type: {content_type}\nContent-Transfer-Encoding: base64\n\n"
    return head.encode() + base64.encodebytes(body)


def _nested(mail: bytes) -> bytes:
    return f"Content-Type: {_MAIL}\n\n".encode() + mail


def _bare(mime: str) -> str:
    """A MIME type without anything that a header could mistake for more."""
    found = _TYPE.match(mime)
    return found[0] if found else "text/plain"


def _is_report(data: bytes) -> bool:
    opening = data[:_OPENING].decode("latin-1").lower()
    return all(field in opening for field in _TOLD)


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
