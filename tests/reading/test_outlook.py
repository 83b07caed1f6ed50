"""Outlook's own files: reports kept in properties, texts in every form, mails attached to them."""

import struct

import pytest

from bot.reading import read_file
from bot.reading.errors import NotAMailError
from bot.reading.notification import Action, Kind, Notification
from tests.reading import outlook_maker as o
from tests.reading.compound_maker import Tree, compound

JAN, PIET = "jan@voorbeeld.nl", "piet@elders.example"
REFUSED = "<mx.voorbeeld.nl #5.1.1 smtp;550 5.1.1 <jan@voorbeeld.nl>: Recipient address rejected: User unknown>"
POSTFIX = (
    "This is the mail system at host mail01.voorbeeld.nl.\n\nI'm sorry to have to inform you that your message "
    "could not be delivered to one or more recipients.\n\n<jan@voorbeeld.nl>: host mx.voorbeeld.nl said: "
    "552 5.2.2 Mailbox full (in reply to RCPT TO command)\n"
)
SOURCE = (
    "From: MAILER-DAEMON@mail01.voorbeeld.nl\nTo: eva@bedrijf.nl\nSubject: Undelivered Mail Returned to Sender\n"
    "Content-Type: text/plain; charset=utf-8\n\n" + POSTFIX
)
STATUS_PART = (
    "Reporting-MTA: dns; mail01.voorbeeld.nl\n\nFinal-Recipient: rfc822; jan@voorbeeld.nl\nAction: failed\n"
    "Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n"
)


def note(body: str, **more: o.Value) -> bytes:
    numbers = {"subject": o.SUBJECT, "sender": o.SENDER_SMTP, "headers": o.HEADERS, "html": o.HTML, "rtf": o.RTF}
    properties = {o.CLASS: "IPM.Note", o.BODY: body, **{numbers[name]: value for name, value in more.items()}}
    return o.msg(o.message(properties))


def only(read: Notification) -> tuple[str | None, str | None, str]:
    (failure,) = read.failures
    return failure.recipient, failure.status, failure.diagnostic


def test_a_report_in_properties_is_read_as_the_report_that_it_was() -> None:
    read = read_file(o.ndr([{o.SMTP_ADDRESS: JAN, o.SUPPLEMENT: REFUSED}], body="Uw bericht is niet bezorgd."))
    (failure,) = read.failures
    assert read.kind is Kind.BOUNCE
    assert read.is_mail
    assert read.subject == "Onbestelbaar: Offerte maart"
    assert read.original_subject == "Offerte maart"
    assert read.reporting_host == "mail01.voorbeeld.nl"
    assert (failure.recipient, failure.action, failure.host) == (JAN, Action.FAILED, "mx.voorbeeld.nl")
    assert (failure.status, failure.reply) == ("5.1.1", "550")
    assert "User unknown" in failure.diagnostic


@pytest.mark.parametrize(
    ("properties", "recipient", "status", "said"),
    [
        pytest.param({o.SUPPLEMENT: "<#5.7.1 smtp;550 5.7.1 Spam>"}, JAN, "5.7.1", "Spam", id="no-remote-host"),
        pytest.param({o.SUPPLEMENT: "<mx.a.example #4.4.7>"}, JAN, "4.4.7", "", id="no-text"),
        pytest.param({o.SUPPLEMENT: "550 5.1.1 unknown user"}, JAN, "5.1.1", "unknown user", id="a-bare-reply"),
        pytest.param(
            {o.REPORT_TEXT: "552 Mailbox full", o.STATUS: 522}, JAN, "5.2.2", "Mailbox full", id="its-text"
        ),
        pytest.param({o.STATUS: 511}, JAN, "5.1.1", "", id="status-as-a-number"),
        pytest.param({o.STATUS: 99, o.DIAGNOSTIC: 35}, JAN, "5.1.1", "", id="diagnostic-code-alone"),
        pytest.param({o.STATUS: -1, o.DIAGNOSTIC: -1}, JAN, None, "", id="nonsense-numbers"),
        pytest.param({o.SMTP_ADDRESS: "", o.ADDRESS: PIET}, PIET, None, "", id="other-address"),
        pytest.param({o.SMTP_ADDRESS: "", o.NAME: f"'{PIET}'"}, PIET, None, "", id="address-as-a-name"),
    ],
)
def test_what_is_known_of_a_recipient(
    properties: o.Properties, recipient: str, status: str | None, said: str
) -> None:
    found = only(read_file(o.ndr([{o.SMTP_ADDRESS: JAN, **properties}], body="Niet bezorgd.")))
    assert found[:2] == (recipient, status)
    assert said in found[2]


@pytest.mark.parametrize(
    ("kind", "read_as", "action"),
    [
        ("REPORT.IPM.Note.NDR", Kind.BOUNCE, Action.FAILED),
        ("Report.IPM.Note.SMIME.NDR", Kind.BOUNCE, Action.FAILED),
        ("REPORT.IPM.Note.Delayed.DR", Kind.DELAY, Action.DELAYED),
        ("REPORT.IPM.Note.DR", Kind.DELIVERED, Action.DELIVERED),
        ("REPORT.IPM.Note.Relayed.DR", Kind.DELIVERED, Action.RELAYED),
        ("REPORT.IPM.Note.Expanded.DR", Kind.DELIVERED, Action.EXPANDED),
    ],
)
def test_the_message_class_says_what_is_reported(kind: str, read_as: Kind, action: Action) -> None:
    read = read_file(o.ndr([{o.SMTP_ADDRESS: JAN, o.SUPPLEMENT: "<mx #2.0.0 smtp;250 OK>"}], kind=kind))
    assert read.kind is read_as
    assert [failure.action for failure in read.failures] == [action]


@pytest.mark.parametrize("kind", ["REPORT.IPM.Note.IPNRN", "REPORT.IPM.Note.IPNNRN"])
def test_receipts_are_no_bounces(kind: str) -> None:
    assert read_file(o.ndr([], kind=kind, body="Uw bericht is gelezen op maandag.")).kind is Kind.DELIVERED


def test_each_recipient_of_a_report_has_its_own_failure() -> None:
    read = read_file(
        o.ndr(
            [
                {o.SMTP_ADDRESS: JAN, o.SUPPLEMENT: REFUSED},
                {o.SMTP_ADDRESS: PIET, o.SUPPLEMENT: "<#5.2.2 smtp;552 5.2.2 Quota exceeded>"},
            ],
        )
    )
    assert [(one.recipient, one.status) for one in read.failures] == [(JAN, "5.1.1"), (PIET, "5.2.2")]
    assert "Quota" not in read.failures[0].diagnostic


def packed(rtf: bytes) -> bytes:
    """RTF as Outlook keeps it where compressing does not pay."""
    return struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf


COMPRESSED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
"""The first example of MS-OXRTFCP, 4.1: "hello world"."""


@pytest.mark.parametrize(
    ("form", "value"),
    [
        pytest.param("body", POSTFIX, id="plain"),
        pytest.param("report_text", POSTFIX, id="report-text"),
        pytest.param(
            "html",
            POSTFIX.replace("<", "&lt;").replace("\n", "<br>").encode("utf-16-le").decode("utf-16-le"),
            id="html-text",
        ),
        pytest.param("html", POSTFIX.replace("<", "&lt;").replace("\n", "<br>").encode("cp1252"), id="html-bytes"),
        pytest.param(
            "rtf",
            packed(rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}" + POSTFIX.replace("\n", "\\par\r\n").encode() + b"}"),
            id="rich-text",
        ),
        pytest.param(
            "rtf",
            packed(
                rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
                + POSTFIX.replace("\n", r"{\*\htmltag84 <br>}\htmlrtf \line\htmlrtf0" + "\n").encode()
                + b"}"
            ),
            id="html-in-rich-text",
        ),
    ],
)
def test_the_text_is_read_in_whatever_form_it_is_kept(form: str, value: str | bytes) -> None:
    read = read_file(o.ndr([{o.SMTP_ADDRESS: JAN}], **{form: value}))
    recipient, status, diagnostic = only(read)
    assert (recipient, status) == (JAN, "5.2.2")
    assert "said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)" in " ".join(diagnostic.split())
    assert "Arial" not in read.text


def test_rich_text_is_decompressed() -> None:
    assert read_file(note("", rtf=COMPRESSED, subject="Groet")).text.strip() == "hello world"


@pytest.mark.parametrize(
    ("codec", "codepage", "text"),
    [
        ("cp1252", 1252, "Café: niet bezorgd"),
        ("koi8-r", 20866, "Не удалось доставить"),
        ("cp932", 932, "配信できませんでした"),
        ("iso-2022-jp", 50220, "配信できませんでした"),
        ("utf-8", 65001, "Niet bezorgd: Zoë"),
        ("utf-8", 1252, "Niet bezorgd: Zoë"),
        ("cp1252", 99999, "Café: niet bezorgd"),
        ("iso-8859-2", 28592, "nie można dostarczyć"),
    ],
)
def test_texts_that_are_not_wide_are_in_the_code_page_named(codec: str, codepage: int, text: str) -> None:
    properties: o.Properties = {o.CLASS: "IPM.Note", o.BODY: text, o.SUBJECT: text, o.CODEPAGE: codepage}
    read = read_file(o.msg(o.message(properties, narrow=codec)))
    assert (read.text.strip(), read.subject) == (text, text)


def test_a_bounce_that_came_as_a_mail_is_known_by_its_headers() -> None:
    headers = (
        "Received: from mail01.voorbeeld.nl by mail02\r\nFrom: MAILER-DAEMON@mail01.voorbeeld.nl\r\n"
        "Subject: =?utf-8?q?Niet_bezorgd?=\r\nX-Failed-Recipients: piet@elders.example\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="abc"\r\n'
    )
    read = read_file(note("De bezorging is mislukt.\n550 No such user", headers=headers, subject="iets anders"))
    assert (read.kind, read.subject) == (Kind.BOUNCE, "Niet bezorgd")
    assert [failure.recipient for failure in read.failures] == [PIET]


def test_an_ordinary_message_is_no_bounce() -> None:
    read = read_file(note("Hallo Eva, zullen we morgen bellen?", subject="Morgen", sender="eva@bedrijf.nl"))
    assert read.kind is Kind.TEXT


@pytest.mark.parametrize(
    "attachment",
    [
        pytest.param(
            o.attached_message(
                o.message(
                    {o.CLASS: "REPORT.IPM.Note.NDR", o.SUBJECT: "Undeliverable: x"},
                    [{o.SMTP_ADDRESS: JAN, o.SUPPLEMENT: "<#5.2.2 smtp;552 5.2.2 Mailbox full>"}],
                    header=24,
                )
            ),
            id="a-message-inside",
        ),
        pytest.param(o.attached_file("bounce.eml", "", SOURCE.encode()), id="an-eml-file"),
        pytest.param(o.attached_file("bounce", "message/rfc822", SOURCE.encode()), id="a-mail-by-its-type"),
        pytest.param(
            o.attached_file("bounce.msg", "", o.ndr([{o.SMTP_ADDRESS: JAN, o.STATUS: 522}], body=POSTFIX)),
            id="a-msg-file",
        ),
        pytest.param(
            o.attached_file("details.txt", "message/delivery-status", STATUS_PART.encode()),
            id="the-part-for-machines",
        ),
        pytest.param(o.attached_file("ATT001.txt", "text/plain", STATUS_PART.encode()), id="that-part-as-a-text"),
    ],
)
@pytest.mark.parametrize("sector", [512, 4096])
def test_a_bounce_attached_to_a_message_is_read(attachment: Tree, sector: int) -> None:
    picture = o.attached_file("logo.png", "image/png", b"\x89PNG" * 5000)
    tree = o.message(
        {o.CLASS: "IPM.Note", o.BODY: "Zie bijlage.", o.SUBJECT: "FW: bounce"}, [], [picture, attachment]
    )
    read = read_file(o.msg(tree, sector))
    assert read.kind is Kind.BOUNCE
    assert only(read)[:2] == (JAN, "5.2.2")


def test_the_original_tells_to_whom_it_was_written_and_about_what() -> None:
    original = o.message({o.CLASS: "IPM.Note", o.SUBJECT: "Offerte"}, [{o.SMTP_ADDRESS: PIET}], header=24)
    properties = {o.CLASS: "IPM.Note", o.SUBJECT: "Undeliverable: Offerte", o.SENDER_NAME: "Mail Delivery System"}
    body = {o.BODY: "Delivery has failed. 550 5.1.1 No such user here"}
    read = read_file(o.msg(o.message({**properties, **body}, [], [o.attached_message(original)])))
    assert (read.original_subject, only(read)[0]) == ("Offerte", PIET)


def test_a_document_of_the_same_container_is_no_mail() -> None:
    with pytest.raises(NotAMailError):
        read_file(compound({"WordDocument": b"x" * 5000, "1Table": b"y" * 100}))
