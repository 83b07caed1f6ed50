"""Lines that an administrator copies from a mail server's log."""

import textwrap

import pytest

from bot.reading import Limits, read_text
from bot.reading.errors import TooManyRecipientsError
from bot.reading.notification import Kind

POSTFIX = (
    "Mar 10 10:15:01 mail postfix/smtp[1234]: 4F2A11: to=<piet@example.org>,"
    " relay=mx.example.org[192.0.2.10]:25, delay=1.2,"
    " delays=0.1/0/0.5/0.6, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.10] said: 550 5.1.1"
    " <piet@example.org>:"
    " Recipient address rejected: User unknown (in reply to RCPT TO command))"
)
DEFERRED = (
    "2024-03-10T10:15:01+01:00 mail postfix/smtp[12]: AA: to=<piet@example.org>, orig_to=<info@y.nl>,"
    " relay=none, delay=30,"
    " delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.10]:25: Connection timed out)"
)
SENT = (
    "Mar 10 10:15:01 mail postfix/smtp[1]: A: to=<piet@example.org>, relay=mx.example.org[192.0.2.10]:25,"
    " delay=1, dsn=2.0.0,"
    " status=sent (250 2.0.0 Ok: queued as 1)"
)
EXIM = (
    "2024-03-10 10:15:01 1abcd-000001-AB ** piet@example.org R=dnslookup T=remote_smtp H=mx.example.org"
    " [192.0.2.10]: SMTP error"
    " from remote mail server after RCPT TO:<piet@example.org>: 550 5.1.1 No such user"
)
EXIM_LATER = (
    "2024-03-10 10:15:01 1abcd-000001-AB == piet@example.org R=dnslookup T=remote_smtp defer (-53): retry time"
    " not reached"
)
SENDMAIL = (
    "Mar 10 10:15:01 relay sendmail[123]: x1A: to=<piet@example.org>, ctladdr=<anna@y.nl> (500/500),"
    " delay=00:00:01,"
    " mailer=esmtp, relay=mx.example.org. [192.0.2.10], dsn=5.1.1, stat=User unknown"
)
QMAIL = (
    "starting delivery 12: msg 34 to remote piet@example.org\n"
    "delivery 12: failure: 192.0.2.10_does_not_like_recipient./Remote_host_said:_550_5.1.1_unknown_user/"
)
EXCHANGE = (
    "2024-03-10T10:15:01.123Z,,,,EX01,No suitable shadow servers,,AGENT,FAIL,64424509450,<a1@y.nl>,"
    "d3b0c442-98fc-1c14-9afb-08dc40e5e5d1,piet@example.org,[{LRT=};{LED=550 5.7.1 RESOLVER.RST.AuthRequired;"
    " authentication required};{FQDN=};{IP=}],4512,1,,,The planning,anna@y.nl,"
)
EXCHANGE_LATER = EXCHANGE.replace("FAIL", "DEFER").replace(",d3b0c442-98fc-1c14-9afb-08dc40e5e5d1", "")


@pytest.mark.parametrize(
    ("line", "kind", "status", "said"),
    [
        pytest.param(POSTFIX, Kind.BOUNCE, "5.1.1", "Recipient address rejected: User unknown", id="postfix"),
        pytest.param(DEFERRED, Kind.DELAY, "4.4.1", "Connection timed out", id="postfix-deferred"),
        pytest.param(SENT, Kind.DELIVERED, "2.0.0", "250 2.0.0 Ok", id="postfix-sent"),
        pytest.param(EXIM, Kind.BOUNCE, "5.1.1", "550 5.1.1 No such user", id="exim"),
        pytest.param(EXIM_LATER, Kind.DELAY, None, "retry time not reached", id="exim-later"),
        pytest.param(SENDMAIL, Kind.BOUNCE, "5.1.1", "User unknown", id="sendmail"),
        pytest.param(EXCHANGE, Kind.BOUNCE, "5.7.1", "authentication required", id="exchange"),
        pytest.param(EXCHANGE_LATER, Kind.DELAY, "5.7.1", "AuthRequired", id="exchange-later"),
        pytest.param(QMAIL, Kind.BOUNCE, "5.1.1", "550 5.1.1 unknown user", id="qmail"),
    ],
)
@pytest.mark.parametrize("width", [10_000, 60])
def test_a_line(line: str, kind: Kind, status: str | None, said: str, width: int) -> None:
    pasted = "\n".join(textwrap.fill(part, width, break_long_words=False) for part in line.split("\n"))
    notification = read_text(f"```{pasted}```")
    (failure,) = notification.failures
    assert notification.kind is kind
    assert (failure.recipient, failure.status) == ("piet@example.org", status)
    assert said in failure.diagnostic


def test_what_was_said_last_counts() -> None:
    notification = read_text(f"{DEFERRED}\n{POSTFIX}")
    assert (notification.kind, len(notification.failures)) == (Kind.BOUNCE, 1)
    assert "User unknown" in notification.failures[0].diagnostic
    assert read_text(f"{DEFERRED}\n{SENT}").kind is Kind.DELIVERED


def test_an_entry_ends_where_the_next_begins() -> None:
    other = POSTFIX.replace("piet@", "kees@").replace("User unknown", "Mailbox full")
    piet, kees = read_text(f"{POSTFIX}\n{other}\nMar 10 10:15:02 mail postfix/qmgr[9]: 4F2A11: removed").failures
    assert ("full" in piet.diagnostic, "full" in kees.diagnostic) == (False, True)
    assert "removed" not in kees.diagnostic


def test_where_some_arrived_only_the_others_are_told() -> None:
    assert [f.recipient for f in read_text(f"{SENT}\n{POSTFIX.replace('piet@', 'kees@')}").failures] == [
        "kees@example.org"
    ]


def test_the_host_that_said_it() -> None:
    assert read_text(POSTFIX).failures[0].host == "mx.example.org"
    assert read_text(DEFERRED).failures[0].host is None


def test_more_recipients_than_the_limit() -> None:
    lines = "\n".join(POSTFIX.replace("piet@", f"r{n}@") for n in range(4))
    assert len(read_text(lines, Limits(recipients=4)).failures) == 4
    with pytest.raises(TooManyRecipientsError):
        read_text(lines, Limits(recipients=3))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("$mail->addAddress('to' => 'jan@x.nl');", id="php"),
        pytest.param("zet status=sent (klaar) in het bord", id="a-board"),
        pytest.param("git log: a => b, c -> d", id="arrows"),
        pytest.param("delivery 12: morgen bij de receptie", id="a-parcel"),
    ],
)
def test_no_log(text: str) -> None:
    assert read_text(text).kind is Kind.TEXT


def test_exchange_names_several_at_once() -> None:
    read = read_text(EXCHANGE.replace("piet@example.org", "piet@example.org;els@example.org"))
    assert [failure.recipient for failure in read.failures] == ["piet@example.org", "els@example.org"]
