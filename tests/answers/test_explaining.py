"""From what came in to its answer, with the project's own rules and intents."""

import pytest

from bot.answers import Known, answer_for, explain_file, explain_text
from bot.answers.words import home
from bot.diagnosis.taxonomy import TAXONOMY
from bot.reading import Limits
from bot.reading.errors import EmptyError, NotAMailError, TextTooLongError

REPORT = b"""\
From: Mail Delivery System <MAILER-DAEMON@mail.voorbeeld.example>
To: anna@voorbeeld.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

<jan@klant.example>: 550 5.1.1 User unknown
<piet@klant.example>: 550 5.1.1 User unknown
<els@ander.example>: 552 5.2.2 Mailbox is full

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.voorbeeld.example

Final-Recipient: rfc822; jan@klant.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.klant.example
Diagnostic-Code: smtp; 550 5.1.1 User unknown

Final-Recipient: rfc822; piet@klant.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.klant.example
Diagnostic-Code: smtp; 550 5.1.1 User unknown

Final-Recipient: rfc822; els@ander.example
Action: failed
Status: 5.2.2
Remote-MTA: dns; mx.ander.example
Diagnostic-Code: smtp; 552 5.2.2 Mailbox is full

--b--
"""


def test_a_report_of_three_is_answered_in_two_sections(known: Known) -> None:
    explanation = explain_file(REPORT, known)
    assert explanation.answer is not None
    assert len(explanation.diagnoses) == 3
    first, second = explanation.answer.sections
    assert (first.cause, second.cause) == ("mailbox-unavailable", "mailbox-full")
    shown = {line.label: line.value for line in first.evidence}
    assert shown["2 ontvangers"] == "jan@klant.example, piet@klant.example"
    assert shown["Server"] == "mx.klant.example"
    assert shown["Melding"] == "550 5.1.1 User unknown"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        pytest.param("Hoi, wat is dit? 552 5.2.2 mailbox is full", "mailbox-full", id="a-bounce"),
        pytest.param("Wat is een bounce?", "what-is-a-bounce", id="a-question"),
        pytest.param("help", "help", id="help"),
        pytest.param("Mail delivery failed: returning message to sender", "unknown-bounce", id="no-cause-named"),
    ],
)
def test_a_text_is_answered(text: str, cause: str, known: Known) -> None:
    answer = explain_text(text, known).answer
    assert answer is not None
    assert [section.cause for section in answer.sections] == [cause]


@pytest.mark.parametrize("text", ["dank je", "Mijn mailbox is vol, wie ruimt er op?", "Morgen 10 uur?"])
def test_ordinary_talk_has_no_answer(text: str, known: Known) -> None:
    assert explain_text(text, known).answer is None


def test_an_ordinary_mail_has_no_answer(known: Known) -> None:
    raw = b"From: a@x.example\r\nTo: b@x.example\r\nSubject: Lunch\r\nDate: x\r\n\r\nZullen we om 12 uur?\r\n"
    assert explain_file(raw, known).answer is None


@pytest.mark.parametrize("cause", TAXONOMY)
def test_any_id_has_an_answer(cause: str, known: Known) -> None:
    assert answer_for(cause, known).sections[0].cause == cause


def test_what_is_no_id_has_none(known: Known) -> None:
    with pytest.raises(KeyError):
        answer_for("mailbox-overfull", known)


def test_what_cannot_be_read_is_raised(known: Known) -> None:
    with pytest.raises(EmptyError):
        explain_text(" ", known)
    with pytest.raises(TextTooLongError):
        explain_text("x" * 11, known, Limits(text_chars=10))
    with pytest.raises(NotAMailError):
        explain_file(b"%PDF-1.7", known)


def test_the_example_on_the_home_tab_is_answered(known: Known) -> None:
    answer = explain_text(home.EXAMPLE, known).answer
    assert answer is not None
    assert answer.findings[0].cause == "mailbox-full"
    assert answer.findings[0].recipients == ("j.jansen@klant.example",)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("550 5.1.1 <jan@gmial.com>: User unknown", "jan@gmail.com", id="a-slip"),
        pytest.param(
            "<jan@klant.ln>: Host or domain name not found. type=A: not found", "jan@klant.nl", id="an-end"
        ),
        pytest.param("550 5.1.1 <jan@klant.nl>: User unknown", None, id="none"),
        pytest.param("552 5.2.2 <jan@gmial.com>: mailbox is full", None, id="it-has-a-mailbox"),
    ],
)
def test_a_slip_in_the_address_is_asked_after(text: str, meant: str | None, known: Known) -> None:
    answer = explain_text(text, known).answer
    assert answer is not None
    asked = answer.sections[0].meant
    assert asked == (meant and f"Bedoelde u misschien {meant}? In het adres lijkt een typfout te zitten.")
    assert "jan@" not in answer.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org",
            {
                "Blacklist": "Spamhaus ZEN",
                "Geblokkeerd": "192.0.2.7",
                "Na te zoeken op": "https://check.spamhaus.org/",
            },
            id="all-is-named",
        ),
        pytest.param("554 5.7.1 rejected content, black listed", {}, id="nothing-is-named"),
        pytest.param("552 5.2.2 host mx.klant.nl[192.0.2.7] said: mailbox is full", {}, id="another-cause"),
    ],
)
def test_the_blacklist_is_told(text: str, told: dict[str, str], known: Known) -> None:
    answer = explain_text(text, known).answer
    assert answer is not None
    shown = {line.label: line.value for line in answer.sections[0].evidence}
    assert {
        label: shown[label] for label in ("Blacklist", "Geblokkeerd", "Na te zoeken op") if label in shown
    } == told


DELAY = """\
Reporting-MTA: dns; mail.voorbeeld.example

Final-Recipient: rfc822; jan@klant.example
Action: {action}
Status: {status}
Will-Retry-Until: {until}
Diagnostic-Code: smtp; {status} Connection timed out
"""
UNTIL = (
    "De server probeert het zelf opnieuw, tot uiterlijk vrijdag 27 november. U hoeft nu niet opnieuw te versturen."
)


@pytest.mark.parametrize(
    ("action", "status", "until", "told"),
    [
        pytest.param("delayed", "4.4.1", "Fri, 27 Nov 2026 23:30:00 +0100", {UNTIL}, id="delayed"),
        pytest.param("failed", "5.4.1", "Fri, 27 Nov 2026 23:30:00 +0100", set(), id="given-up"),
        pytest.param("delayed", "4.4.1", "tomorrow", set(), id="no-date"),
        pytest.param("delayed", "4.4.1", "Fri, 27 Nov 99999999999 23:30:00 +0100", set(), id="no-year"),
        pytest.param("delayed", "4.4.1", "", set(), id="empty"),
    ],
)
def test_until_when_the_server_tries(action: str, status: str, until: str, told: set[str], known: Known) -> None:
    answer = explain_text(DELAY.format(action=action, status=status, until=until), known).answer
    assert answer is not None
    assert {answer.sections[0].retry} & {UNTIL} == told


@pytest.mark.parametrize(
    ("reason", "asked"),
    [
        pytest.param("550 5.1.1 User unknown", {True}, id="backscatter"),
        pytest.param("550 5.7.26 Unauthenticated email is not accepted from bureau.example", {False}, id="own"),
    ],
)
def test_a_mail_that_somebody_else_sent_is_asked_after(reason: str, asked: set[bool], known: Known) -> None:
    raw = (
        "From: MAILER-DAEMON@mx.klant.example\nTo: anna@bureau.example\nSubject: failure notice\n\n"
        f"<jan@klant.example>: {reason}\n\n--- Below this line is a copy of the message.\n\n"
        "Received-SPF: fail (192.0.2.9 may not send for bureau.example)\nFrom: anna@bureau.example\n"
    )
    answer = explain_file(raw.encode(), known).answer
    assert answer is not None
    assert {"Hebt u dit bericht niet zelf verstuurd?" in (answer.sections[0].also or "")} == asked
