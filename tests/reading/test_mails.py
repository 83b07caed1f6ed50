"""Whole mails of many systems: what kind each is, and who did not get it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.reading import read_file, read_mail
from bot.reading.notification import Kind

MAILS = Path(__file__).parents[1] / "data" / "mails"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((MAILS / "expected.yml").read_text())


def test_every_mail_is_expected_and_every_expected_mail_is_there() -> None:
    assert {path.stem for path in MAILS.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_kind(name: str) -> None:
    assert read_mail((MAILS / f"{name}.eml").read_bytes()).kind == EXPECTED[name]["kind"]


@pytest.mark.parametrize("name", [name for name, mail in EXPECTED.items() if mail["kind"] in {"bounce", "delay"}])
def test_the_recipients_in_their_order(name: str) -> None:
    notification = read_mail((MAILS / f"{name}.eml").read_bytes())
    wanted = [failure["recipient"] for failure in EXPECTED[name]["failures"]]
    assert [failure.recipient for failure in notification.failures] == wanted
    assert all(failure.diagnostic for failure in notification.failures)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_dropped_file_is_read_as_the_mail_it_is(name: str) -> None:
    raw = (MAILS / f"{name}.eml").read_bytes()
    assert read_file(raw) == read_mail(raw)


@pytest.mark.parametrize("name", EXPECTED)
def test_line_ends_make_no_difference(name: str) -> None:
    raw = (MAILS / f"{name}.eml").read_bytes()
    assert read_mail(raw.replace(b"\r\n", b"\n")) == read_mail(raw)


def test_the_report_tells_codes_host_and_action() -> None:
    notification = read_mail((MAILS / "postfix-two-recipients.eml").read_bytes())
    piet, kees = notification.failures
    assert (piet.status, piet.reply, piet.host, piet.action) == ("5.1.1", "550", "mx.example.org", "failed")
    assert (kees.status, kees.reply, kees.host) == ("5.2.2", "552", "mx.example.com")
    assert notification.reporting_host == "mail.voorbeeld.nl"
    assert notification.original_subject == "Offerte"
    assert notification.subject == "Undelivered Mail Returned to Sender"


def test_nobody_else_s_words_stand_in_a_recipient_s_text() -> None:
    piet, kees = read_mail((MAILS / "postfix-two-recipients.eml").read_bytes()).failures
    assert "quota" not in piet.diagnostic
    assert "unknown" not in kees.diagnostic


@pytest.mark.parametrize(
    ("name", "kind"),
    [("away-nl", Kind.AUTO_REPLY), ("feedback-report", Kind.FEEDBACK_REPORT), ("ordinary", Kind.TEXT)],
)
def test_a_mail_says_that_it_came_as_a_mail(name: str, kind: Kind) -> None:
    notification = read_mail((MAILS / f"{name}.eml").read_bytes())
    assert (notification.kind, notification.is_mail) == (kind, True)


HEADINGS = [
    ("Nedoručitelná zpráva".encode(), "Nedoručitelná zpráva"),  # bare UTF-8 (RFC 6532)
    ("Mail niet bezorgd: één".encode("latin-1"), "Mail niet bezorgd: één"),
    (b"=?utf-8?q?Mail_niet_bezorgd=3A_=C3=A9=C3=A9n?=", "Mail niet bezorgd: één"),
    ("=?utf-8?q?Niet_bezorgd=3A?= één".encode(), "Niet bezorgd: één"),
    (b"Mail\r\n\t=?us-ascii?q?niet?=\r\n bezorgd", "Mail niet bezorgd"),
]


@pytest.mark.parametrize(("written", "read"), HEADINGS)
def test_a_subject_is_read_however_it_was_encoded(written: bytes, read: str) -> None:
    assert read_mail(b"From: a@example.nl\r\nSubject: " + written + b"\r\n\r\nHallo\r\n").subject == read


def test_of_two_headers_of_one_name_the_first_counts() -> None:
    raw = b"Subject: eerste\r\nsubject: tweede\r\n\r\nHallo\r\n"
    assert read_mail(raw).subject == "eerste"
