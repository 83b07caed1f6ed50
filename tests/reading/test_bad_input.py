"""What a stranger may send: an error of ours or a result, always in time, never another exception.

No clock is looked at: what takes quadratic time here does not end within the patience of a test run.
"""

import base64
import io
import zipfile
from collections.abc import Callable

import pytest

from bot.reading import Limits, read_file, read_mail, read_text
from bot.reading.errors import (
    DamagedFileError,
    EmptyError,
    MailTooLargeError,
    NotAMailError,
    ReadingError,
    TooDeepError,
    TooManyPartsError,
    TooManyRecipientsError,
)
from bot.reading.notification import Kind, Notification

HEAD = b"From: MAILER-DAEMON@x.nl\r\nTo: anna@y.nl\r\nSubject: Undelivered Mail Returned to Sender\r\n"
BODY = b"<jan@x.nl>: host mx.x.nl said: 550 5.1.1 User unknown\r\n"
MEGABYTE = 2**20


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * (20 * MEGABYTE))
    return packed.getvalue()


def nested(depth: int) -> bytes:
    raw = b"\r\n" + BODY
    for number in range(depth):
        mark = b"b%d" % number
        head = b'Content-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n'
        raw = head + b"--" + mark + b"\r\n" + raw + b"\r\n--" + mark + b"--\r\n"
    return HEAD + raw


def forwarded(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + BODY


def parts(count: int) -> bytes:
    return (
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * count + b"--b--\r\n"
    )


def report_of(count: int) -> bytes:
    blocks = b"".join(b"Final-Recipient: rfc822; r%d@x.nl\r\nAction: failed\r\n\r\n" % n for n in range(count))
    head = b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    return HEAD + head + b"--b\r\nContent-Type: message/delivery-status\r\n\r\n" + blocks + b"--b--\r\n"


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        pytest.param(b"", EmptyError, id="empty"),
        pytest.param(b" \r\n\t", EmptyError, id="white"),
        pytest.param(b"\xff\xfe", EmptyError, id="only-a-byte-order-mark"),
        pytest.param(b"x" * (30 * MEGABYTE), MailTooLargeError, id="30-MB"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, DamagedFileError, id="picture-of-nothing"),
        pytest.param(b"GIF89a" + b"\0" * 100, NotAMailError, id="picture-of-another-sort"),
        pytest.param(b"%PDF-1.7\n", NotAMailError, id="pdf"),
        pytest.param(zip_bomb(), NotAMailError, id="zip"),
        pytest.param(b"\x7fELF\x02\x01\x01" + b"\0" * 64, NotAMailError, id="program"),
        pytest.param(bytes(range(32)) * 64, NotAMailError, id="noise"),
        pytest.param(parts(10_000), TooManyPartsError, id="10,000-parts"),
        pytest.param(nested(500), TooDeepError, id="nested-500"),
        pytest.param(forwarded(500), TooDeepError, id="forwarded-500"),
        pytest.param(report_of(201), TooManyRecipientsError, id="201-recipients"),
    ],
)
def test_a_file_that_is_refused(raw: bytes, error: type[ReadingError]) -> None:
    with pytest.raises(error):
        read_file(raw)


def test_a_refusal_tells_the_facts() -> None:
    with pytest.raises(MailTooLargeError) as caught:
        read_mail(b"x" * 11, Limits(mail_bytes=10))
    assert (caught.value.size, caught.value.limit) == (11, 10)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + BODY, id="base64-that-is-none"),
        pytest.param(
            HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(BODY)[:-3] + b"!*\r\n",
            id="base64-cut-off",
        ),
        pytest.param(HEAD + b"Content-Type: text/plain; charset=x-unknown\r\n\r\n" + BODY, id="unknown-charset"),
        pytest.param(HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n" + BODY, id="utf-7"),
        pytest.param(
            HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2w4- " + BODY, id="utf-7-half-a-pair"
        ),
        pytest.param(
            HEAD
            + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
            + BODY
            + b"\r\n--b\r\n\r\n"
            + BODY
            + b"\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: \xff\r\n\r\n"
            + b"To: a@x.nl\r\n\r\nHi\r\n",
            id="bytes-in-an-encoding",
        ),
        pytest.param(
            HEAD + b"Content-Type: text/plain; charset=idna\r\n\r\n" + BODY, id="codec-that-is-no-charset"
        ),
        pytest.param(HEAD + b"Content-Type: text/plain; charset=hex\r\n\r\n" + BODY, id="codec-of-bytes"),
        pytest.param(HEAD + b'Content-Type: text/plain; charset="\0"\r\n\r\n' + BODY, id="nul-in-charset"),
        pytest.param(HEAD + b"Content-Type: text/plain; charset*=utf-9''%ff\r\n\r\n" + BODY, id="broken-2231"),
        pytest.param(HEAD + b"Content-Type: multipart/report\r\n\r\n" + BODY, id="no-boundary"),
        pytest.param(HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n' + BODY, id="empty-boundary"),
        pytest.param(
            HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\n' + BODY, id="open-end"
        ),
        pytest.param(HEAD + b"Content-Type: " + b"a" * 10_000 + b"\r\n\r\n" + BODY, id="long-type"),
        pytest.param(HEAD + b"Subject: =?x-none?q?=ff?=\r\n\r\n" + BODY, id="broken-encoded-word"),
        pytest.param(HEAD + b"X: \xff\xfe\xfd\r\n\r\n" + BODY, id="bytes-in-a-header"),
        pytest.param(HEAD + b"\r\n" + BODY.replace(b" ", b"\0 "), id="nul-bytes"),
        pytest.param(HEAD.replace(b"\r\n", b"\n") + b"\n" + BODY, id="unix-line-ends"),
        pytest.param(
            HEAD + b"Content-Type: text/html\r\n\r\n<p>&lt;jan@x.nl&gt;: said: 550 5.1.1 no<p", id="cut-html"
        ),
        pytest.param(HEAD + b"Content-Type: text/html\r\n\r\n<script>" + BODY, id="script-without-an-end"),
        pytest.param(HEAD + b"Content-Type: text/html\r\n\r\n&#" + b"9" * 5000 + b"; jan@x.nl", id="huge-entity"),
        pytest.param(
            HEAD
            + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\n'
            + BODY
            + b"\r\n--b\r\nContent-Type: application/zip\r\nContent-Disposition: attachment\r\n"
            + b"Content-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(zip_bomb())
            + b"\r\n--b--\r\n",
            id="zip-bomb-attached",
        ),
    ],
)
def test_damage_is_read_past(raw: bytes) -> None:
    notification = read_file(raw)
    assert notification.kind is Kind.BOUNCE
    assert len(notification.failures) == 1
    notification.text.encode()


@pytest.mark.parametrize("limit", [19, 20])
def test_the_deepest_that_is_read(limit: int) -> None:
    assert read_mail(nested(limit), Limits(depth=20)).failures[0].recipient == "jan@x.nl"


def test_damage_is_noted() -> None:
    notification = read_mail(HEAD + b"Content-Type: text/plain; charset=x-unknown\r\n\r\n" + BODY)
    assert [(defect.place, defect.problem) for defect in notification.defects] == [
        ("text/plain", "unknown or wrong charset")
    ]


UNITS = {
    "less": "<",
    "greater": ">",
    "at": "@",
    "quote": '"',
    "apostrophe": "'",
    "x": "x",
    "nul": "\x00",
    "blank": " ",
    "line-end": "\n",
    "dot": "a.",
    "equals": "=",
    "bracket": "(",
    "brace": "{",
    "backtick": "```",
    "escape": "&amp;",
    "address": "a@b.nl ",
    "half-address": "a@",
    "brackets": "<a@b.nl>",
    "line": "<a@b.nl>: 550 no\n",
    "code": "550 ",
    "status": "5.1.1 ",
    "reply": "550-5.1.1 x\n",
    "mailto": "<mailto:a@b|",
    "twice": "a@b.nl<mailto:a@b.nl>",
    "marks": "> \n",
    "deep-marks": ">>> ",
    "heading": "Van: a\nAan: b\nOnderwerp: c\n\n",
    "returned": "--- Original message ---\n",
    "fields": "Final-Recipient: rfc822; a@b.nl\nAction: failed\n\n",
    "source": "Received: x\nMessage-ID: y\n",
    "words": "delivery to a ",
    "sentence": "user unknown ",
    "tag": "<p>",
    "comment": "<!--",
    "link": "http://a@b.nl ",
    "surrogate": "\ud800",
    "emoji": "😀",
    "name": "Jan (jan@b.nl)\n",
    "json": '{"a":',
    "list": "[",
}


def as_text(text: str) -> Notification:
    return read_text(text)


def below_a_bounce(text: str) -> Notification:
    return read_text(f"550 5.1.1 <jan@x.nl> User unknown\n{text}"[:MEGABYTE])


def as_mail(text: str) -> Notification:
    return read_mail(HEAD + b"\r\n" + text.encode("utf-8", "replace"))


def as_html(text: str) -> Notification:
    return read_mail(HEAD + b"Content-Type: text/html\r\n\r\n" + text.encode("utf-8", "replace"))


def as_headers(text: str) -> Notification:
    return read_mail(HEAD + b"X: " + text.encode("utf-8", "replace") + b"\r\n\r\n" + BODY)


def as_subject(text: str) -> Notification:
    return read_file(b"Subject: " + text.replace("\n", "").encode("utf-8", "replace") + b"\r\n\r\n" + BODY)


@pytest.mark.parametrize("form", [as_text, below_a_bounce, as_mail, as_html, as_headers, as_subject])
@pytest.mark.parametrize("unit", UNITS)
def test_a_megabyte_of_anything_is_read_or_refused(unit: str, form: Callable[[str], Notification]) -> None:
    text = UNITS[unit] * (MEGABYTE // len(UNITS[unit]))
    try:
        notification = form(text)
    except ReadingError:
        return
    assert len(notification.failures) <= Limits().recipients
    assert "\0" not in notification.text
    notification.text.encode()


ENDLESS = [
    pytest.param("é", "", id="one-line-of-letters-of-two-bytes"),
    pytest.param("€", "", id="of-three-bytes"),
    pytest.param("xé", "", id="whose-middle-is-cut-elsewhere"),
    pytest.param("é", "Beste Anna\n", id="below-a-short-line"),
    pytest.param("één regel\n", "", id="lines"),
]


@pytest.mark.parametrize(("unit", "opening"), ENDLESS)
def test_of_a_text_without_an_end_the_beginning_is_read_as_it_is(unit: str, opening: str) -> None:
    head = "Content-Type: text/plain; charset=utf-8\n\n"
    text = read_mail((head + opening + unit * (9 * 2**20 // len(unit.encode()))).encode()).text
    assert len(text) == Limits().text_chars
    assert text == (opening + unit * len(text))[: len(text)]


def test_a_text_without_an_end_may_be_no_text_at_all() -> None:
    assert read_mail(b"Subject: x\n\n" + b"\x80" * (5 * 2**20)).text == "\x80" * Limits().text_chars
