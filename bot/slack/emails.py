"""E-mails that Slack took apart itself: what it tells of them, put together as a mail again."""

from collections.abc import Sequence
from typing import Final

from bot.slack.payloads import Address, File, MailPart

REPORT_TYPES: Final = ("message/delivery-status", "message/rfc822", "text/rfc822-headers")
"""Parts in which a mail system tells precisely what it could not deliver."""
_BOUNDARY: Final = "=-bouncewijzer-part"


def report_parts(file: File) -> tuple[MailPart, ...]:
    """The parts of an e-mail that are worth fetching: they say more than its text."""
    return tuple(part for part in file.attachments or () if part.mimetype in REPORT_TYPES and part.url)


def source_of(file: File, parts: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A mail's source as far as Slack gives it: headers, text, and the parts that were fetched (type, content)."""
    headers = [
        *_field("From", _addresses(file.sender)),
        *_field("To", _addresses(file.to)),
        *_field("Subject", file.subject or file.title),
        *_field("Date", file.headers.date if file.headers else None),
        *_field("Message-ID", file.headers.message_id if file.headers else None),
        "MIME-Version: 1.0",
    ]
    text = (file.plain_text or "").encode("utf-8", "replace")
    if not parts:
        head = "\n".join([*headers, "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"])
        return head.encode("utf-8", "replace") + b"\n\n" + text
    boundary = _BOUNDARY
    while any(boundary.encode() in content for content in (text, *(content for _, content in parts))):
        boundary += "-"
    kind = f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"'
    pieces = [("text/plain; charset=utf-8", text), *parts]
    body = b"".join(
        f"--{boundary}\nContent-Type: {mimetype}\n\n".encode() + content + b"\n" for mimetype, content in pieces
    )
    return "\n".join([*headers, kind]).encode("utf-8", "replace") + b"\n\n" + body + f"--{boundary}--\n".encode()


def _field(name: str, value: str | None) -> list[str]:
    return [f"{name}: {' '.join(value.split())}"] if value and value.strip() else []


def _addresses(addresses: Sequence[Address] | None) -> str:
    return ", ".join(each.original or each.address for each in addresses or ())
