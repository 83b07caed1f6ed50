"""Writes messages as Outlook saves them (MS-OXMSG), from properties by their number."""

import struct
from collections.abc import Mapping, Sequence

from tests.reading.compound_maker import Tree, compound

Value = str | bytes | int
Properties = Mapping[int, Value]

CLASS, SUBJECT, BODY, HEADERS = 0x001A, 0x0037, 0x1000, 0x007D
REPORT_TEXT, HTML, RTF = 0x1001, 0x1013, 0x1009
SENDER_NAME, SENDER_SMTP = 0x0C1A, 0x5D01
ORIGINAL_SUBJECT, ORIGINAL_TO, REPORTING_HOST = 0x0049, 0x0074, 0x6820
NAME, ADDRESS, SMTP_ADDRESS = 0x3001, 0x3003, 0x39FE
SUPPLEMENT, STATUS, DIAGNOSTIC, REMOTE_HOST = 0x0C1B, 0x0C20, 0x0C05, 0x0C21
FILE_NAME, MIME, METHOD, DATA = 0x3707, 0x370E, 0x3705, 0x3701
CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE


def message(
    properties: Properties,
    recipients: Sequence[Properties] = (),
    attachments: Sequence[Tree] = (),
    *,
    header: int = 32,
    narrow: str | None = None,
) -> Tree:
    """The folders and streams of a message; `narrow` is the codec of texts that are not written wide."""
    tree = _streams(properties, header, narrow)
    for number, recipient in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = _streams(recipient, 8, narrow)
    for number, attachment in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = attachment
    return tree


def attached_message(inner: Tree) -> Tree:
    """A message as an attachment, as Outlook keeps it: a folder in a folder. `inner` is made with header=24."""
    return {**_streams({METHOD: 5}, 8, None), "__substg1.0_3701000D": inner}


def attached_file(name: str, mime: str, data: bytes) -> Tree:
    return _streams({METHOD: 1, FILE_NAME: name, MIME: mime, DATA: data}, 8, None)


def msg(tree: Tree, sector: int = 512) -> bytes:
    return compound({**tree, "__nameid_version1.0": {"__substg1.0_00020102": b""}}, sector)


def ndr(recipients: Sequence[Properties], **more: Value) -> bytes:
    """A report of failure with these recipients; keyword arguments replace what it says of the message."""
    properties: dict[int, Value] = {
        CLASS: "REPORT.IPM.Note.NDR",
        SUBJECT: "Onbestelbaar: Offerte maart",
        SENDER_NAME: "Microsoft Outlook",
        ORIGINAL_SUBJECT: "Offerte maart",
        REPORTING_HOST: "mail01.voorbeeld.nl",
    }
    numbers = {"kind": CLASS, "body": BODY, "report_text": REPORT_TEXT, "html": HTML, "rtf": RTF}
    properties.update({numbers[name]: value for name, value in more.items()})
    return msg(message(properties, recipients))


def _streams(properties: Properties, header: int, narrow: str | None) -> Tree:
    tree: Tree = {}
    entries = b""
    for number, value in properties.items():
        if isinstance(value, int):
            entries += struct.pack("<HHIi4x", 0x0003, number, 6, value)
            continue
        kind = 0x0102 if isinstance(value, bytes) else 0x001E if narrow else 0x001F
        data = value if isinstance(value, bytes) else value.encode(narrow or "utf-16-le")
        entries += struct.pack("<HHIi4x", kind, number, 6, len(data))
        tree[f"__substg1.0_{number:04X}{kind:04X}"] = data
    tree["__properties_version1.0"] = bytes(header) + entries
    return tree
