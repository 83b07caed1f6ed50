"""Events of sending services, as their pages document them."""

import json
from typing import Any

import pytest

from bot.reading import Limits, read_file, read_text
from bot.reading.errors import TooManyRecipientsError
from bot.reading.notification import Action, Kind

PIET = "piet@example.org"
SES: dict[str, Any] = {
    "notificationType": "Bounce",
    "bounce": {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [
            {
                "emailAddress": PIET,
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 unknown",
            }
        ],
    },
    "mail": {"destination": [PIET], "commonHeaders": {"subject": "Offerte"}},
}
MAILGUN: dict[str, Any] = {
    "signature": {"token": "x"},
    "event-data": {
        "event": "failed",
        "severity": "permanent",
        "recipient": PIET,
        "reason": "bounce",
        "delivery-status": {"code": 550, "message": "5.1.1 unknown", "description": "", "enhanced-code": "5.1.1"},
        "message": {"headers": {"subject": "Offerte"}},
    },
}
SENDGRID = {"email": PIET, "event": "bounce", "reason": "550 5.1.1 unknown", "status": "5.1.1", "type": "bounce"}
POSTMARK = {
    "RecordType": "Bounce",
    "Type": "HardBounce",
    "TypeCode": 1,
    "Email": PIET,
    "Details": "smtp;550 5.1.1 unknown",
    "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
    "Subject": "Offerte",
}
SPARKPOST = {
    "msys": {
        "message_event": {
            "type": "bounce",
            "rcpt_to": PIET,
            "raw_reason": "550 5.1.1 unknown",
            "bounce_class": "10",
            "subject": "Offerte",
        }
    }
}
MANDRILL = {"event": "hard_bounce", "msg": {"email": PIET, "diag": "smtp;550 5.1.1 unknown", "subject": "Offerte"}}
BREVO = {"event": "hard_bounce", "email": PIET, "reason": "550 5.1.1 unknown", "subject": "Offerte"}
MAILJET = {"event": "bounce", "email": PIET, "hard_bounce": True, "error": "550 5.1.1 unknown", "comment": ""}


def with_(original: dict[str, Any], **changes: object) -> dict[str, Any]:
    return {**original, **changes}


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(SES, id="ses"),
        pytest.param({"Type": "Notification", "Message": json.dumps(SES)}, id="ses-in-sns"),
        pytest.param(MAILGUN, id="mailgun"),
        pytest.param(MAILGUN["event-data"], id="mailgun-from-the-log"),
        pytest.param([SENDGRID], id="sendgrid"),
        pytest.param(POSTMARK, id="postmark"),
        pytest.param([SPARKPOST], id="sparkpost"),
        pytest.param([MANDRILL], id="mandrill"),
        pytest.param(BREVO, id="brevo"),
        pytest.param(MAILJET, id="mailjet"),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_bounce(event: object, indent: int | None) -> None:
    notification = read_text(f"```\n{json.dumps(event, indent=indent)}\n```")
    (failure,) = notification.failures
    assert notification.kind is Kind.BOUNCE
    assert (failure.recipient, failure.status, failure.action) == (PIET, "5.1.1", Action.FAILED)
    assert "5.1.1 unknown" in failure.diagnostic


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        pytest.param(
            {"eventType": "Complaint", "complaint": {"complainedRecipients": [{"emailAddress": PIET}]}},
            Kind.FEEDBACK_REPORT,
            id="ses-complaint",
        ),
        pytest.param(
            {"eventType": "Delivery", "delivery": {"recipients": [PIET], "smtpResponse": "250 ok"}},
            Kind.DELIVERED,
            id="ses-delivery",
        ),
        pytest.param(
            {"eventType": "DeliveryDelay", "deliveryDelay": {"delayedRecipients": [{"emailAddress": PIET}]}},
            Kind.DELAY,
            id="ses-delay",
        ),
        pytest.param(
            {"eventType": "Reject", "mail": {"destination": [PIET]}, "reject": {"reason": "Bad content"}},
            Kind.BOUNCE,
            id="ses-reject",
        ),
        pytest.param(with_(SENDGRID, event="deferred"), Kind.DELAY, id="sendgrid-deferred"),
        pytest.param(with_(SENDGRID, event="delivered"), Kind.DELIVERED, id="sendgrid-delivered"),
        pytest.param(with_(SENDGRID, event="spamreport"), Kind.FEEDBACK_REPORT, id="sendgrid-complaint"),
        pytest.param(
            {"event-data": with_(MAILGUN["event-data"], severity="temporary")}, Kind.DELAY, id="mailgun-later"
        ),
        pytest.param(with_(POSTMARK, RecordType="SpamComplaint"), Kind.FEEDBACK_REPORT, id="postmark-complaint"),
        pytest.param(with_(POSTMARK, Type="Transient"), Kind.DELAY, id="postmark-transient"),
        pytest.param({"email": PIET, "event": "open"}, Kind.TEXT, id="opened"),
        pytest.param({"event": "bounce", "page": "/landing"}, Kind.TEXT, id="somebody-else-s-bounce"),
        pytest.param({"name": "Jan", "email": "jan@x.nl"}, Kind.TEXT, id="no-event"),
        pytest.param(
            {"eventType": "Bounce", "bounce": {"bouncedRecipients": "no list"}}, Kind.TEXT, id="wrong-shape"
        ),
        pytest.param([1, None, "x", [], {}], Kind.TEXT, id="no-objects"),
    ],
)
def test_kind(event: object, kind: Kind) -> None:
    assert read_text(json.dumps(event)).kind is kind


@pytest.mark.parametrize(
    ("kind", "status"), [("Permanent", "5.0.0"), ("Transient", "4.0.0"), ("Undetermined", None)]
)
def test_what_amazon_says_of_lasting_where_no_server_says_it(kind: str, status: str | None) -> None:
    bounce = {"bounceType": kind, "bounceSubType": "MailboxFull", "bouncedRecipients": [{"emailAddress": PIET}]}
    (failure,) = read_text(json.dumps({"eventType": "Bounce", "bounce": bounce})).failures
    assert failure.status == status
    assert "bounceSubType: MailboxFull" in failure.diagnostic


def test_the_words_for_everybody_are_no_diagnosis() -> None:
    assert "mailbox not found" not in read_text(json.dumps(POSTMARK)).failures[0].diagnostic


def test_the_subject_of_the_mail() -> None:
    assert read_text(json.dumps(SES)).original_subject == "Offerte"


def test_several_events_one_below_the_other_and_what_was_said_last_counts() -> None:
    events = [with_(SENDGRID, event="deferred"), SENDGRID, with_(SENDGRID, email="kees@example.org")]
    notification = read_text("\n".join(json.dumps(event) for event in events))
    assert [(f.recipient, f.action) for f in notification.failures] == [
        (PIET, Action.FAILED),
        ("kees@example.org", Action.FAILED),
    ]


def test_a_dropped_file() -> None:
    assert read_file(json.dumps(SES).encode()).failures[0].recipient == PIET


def test_more_recipients_than_the_limit() -> None:
    events = json.dumps([with_(SENDGRID, email=f"r{n}@x.nl") for n in range(4)])
    assert len(read_text(events, Limits(recipients=4)).failures) == 4
    with pytest.raises(TooManyRecipientsError):
        read_text(events, Limits(recipients=3))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"a":' * 100_000, id="nested-objects"),
        pytest.param("[" * 100_000 + '"', id="nested-lists"),
        pytest.param('{"event": "bounce", "email": "jan@x.nl"', id="cut-off"),
        pytest.param('{"event": "bounce" "email": "jan@x.nl"}', id="no-comma"),
        pytest.param('{"n": ' + "9" * 100_000 + "}", id="a-number-of-100,000-digits"),
    ],
)
def test_broken_json_is_text(text: str) -> None:
    assert read_text(text).kind is Kind.TEXT
