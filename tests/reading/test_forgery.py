"""A bounce of a mail that somebody else sent: what the returned headers say of its sender."""

import pytest

from bot.reading import read_mail

BOUNCE = """\
From: MAILER-DAEMON@mx.klant.example
To: anna@bureau.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<jan@klant.example>: 550 5.1.1 User unknown

--b
Content-Type: {kind}

{headers}
From: anna@bureau.example
To: jan@klant.example
Subject: Your parcel

--b--
"""
INLINE = """\
From: MAILER-DAEMON@mx.klant.example
To: anna@bureau.example
Subject: failure notice

<jan@klant.example>: 550 5.1.1 User unknown

--- Below this line is a copy of the message.

{headers}
From: anna@bureau.example
Subject: Your parcel
"""
DMARC = "Authentication-Results: mx.klant.example;\n spf=pass smtp.mailfrom=other.example;\n dmarc=fail (p=NONE)"
SPF = "Authentication-Results: mx.klant.example; spf=softfail smtp.mailfrom=bureau.example; dkim=none"
RECEIVED_SPF = "Received-SPF: Fail (mx.klant.example: 192.0.2.9 may not send for bureau.example)"
SIGNED = "Authentication-Results: mx.klant.example; spf=fail smtp.mailfrom=bureau.example; dkim=pass"
WELL = "Authentication-Results: mx.klant.example; spf=pass; dkim=pass; dmarc=pass"


@pytest.mark.parametrize(
    "mail",
    [
        pytest.param(BOUNCE.replace("{kind}", "message/rfc822"), id="whole"),
        pytest.param(BOUNCE.replace("{kind}", "text/rfc822-headers"), id="headers"),
        pytest.param(INLINE, id="inline"),
    ],
)
@pytest.mark.parametrize(
    ("headers", "forged"),
    [
        pytest.param(DMARC, {True}, id="dmarc"),
        pytest.param(SPF, {True}, id="spf"),
        pytest.param(RECEIVED_SPF, {True}, id="received-spf"),
        pytest.param(SIGNED, {False}, id="signed-all-the-same"),
        pytest.param(WELL, {False}, id="well"),
        pytest.param("X-Spam-Status: No", {False}, id="nothing-said"),
    ],
)
def test_what_the_returned_headers_say(mail: str, headers: str, forged: set[bool]) -> None:
    read = read_mail(mail.replace("{headers}", headers).encode())
    assert {read.looks_forged} == forged
    assert read.failures[0].recipient == "jan@klant.example"


def test_what_was_found_about_the_bounce_itself_says_nothing() -> None:
    mail = BOUNCE.replace("{kind}", "message/rfc822").replace("{headers}", WELL)
    assert not read_mail(f"{SPF}\n{mail}".encode()).looks_forged
