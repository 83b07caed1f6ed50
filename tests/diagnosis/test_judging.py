"""What decides, and what is said when nothing does."""

import pytest

from bot.diagnosis import Diagnosis, RuleSet, Trust, diagnose
from bot.diagnosis.proving import as_notification
from bot.reading.notification import Action, Failure, Kind, Notification


def judged(text: str, rules: RuleSet) -> Diagnosis:
    (diagnosis,) = diagnose(as_notification(text), rules)
    return diagnosis


def said(text: str, rules: RuleSet, *, is_mail: bool = False) -> list[str]:
    """The causes of a text that shows no sign of a bounce."""
    talk = Notification(Kind.TEXT, text, (Failure(text),), is_mail=is_mail)
    return [diagnosis.cause for diagnosis in diagnose(talk, rules)]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        pytest.param("mailbox is full: retry timeout exceeded", "mailbox-full", id="inside-beats-wrapper"),
        pytest.param(
            "550 5.4.1 Recipient address rejected: Access denied. [x.outlook.com]",
            "mailbox-unavailable",
            id="provider-beats-code",
        ),
        pytest.param("550 5.7.1 Unable to relay", "looks-like-spam", id="article-beats-expert"),
        pytest.param("554 5.7.1 The mailbox is full", "mailbox-full", id="text-beats-code"),
        pytest.param("552 5.2.2 Mail refused", "mailbox-full", id="status-beats-wrapper"),
        pytest.param("550 5.2.2 Submission quota exceeded", "rate-limited", id="provider-beats-general"),
        pytest.param("550 5.1.1 mailbox unavailable: sender verify failed", "sender-refused", id="vague-loses"),
        pytest.param("delivery expired (last error: host not found)", "domain-not-found", id="last-error"),
        pytest.param("550 5.0.0 Quota for mailbox: over quota", "mailbox-full", id="code-that-says-nothing"),
        pytest.param("550 Sorry, we cannot", "unknown-bounce", id="no-guess"),
        pytest.param("The mail\n   box of this user: mailbox\n\tis  full", "mailbox-full", id="wrapped"),
    ],
)
def test_what_decides(text: str, cause: str, rules: RuleSet) -> None:
    diagnosis = judged(text, rules)
    assert diagnosis.cause == cause, (diagnosis.won, diagnosis.lost)


def test_evidence_is_the_very_characters_that_were_written(rules: RuleSet) -> None:
    text = "host mx.example.nl said:\n   550 5.1.1 User  \n  unknown (in reply to RCPT TO command)"
    won = judged(text, rules).won
    assert won is not None
    assert won.evidence.text == text[won.evidence.start : won.evidence.end]
    assert won.evidence.text.split() == ["User", "unknown"]


def test_what_lost_is_kept_strongest_first(rules: RuleSet) -> None:
    diagnosis = judged("552 5.2.2 mailbox is full: retry timeout exceeded", rules)
    assert diagnosis.won is not None
    trusts = [diagnosis.won.trust, *(match.trust for match in diagnosis.lost)]
    assert trusts == sorted(trusts, reverse=True)
    assert Trust.WRAPPER in trusts
    assert Trust.STATUS in trusts


def test_a_second_honest_cause_is_named(rules: RuleSet) -> None:
    diagnosis = judged("550 user unknown, or the message contains a virus", rules)
    assert {diagnosis.cause, diagnosis.also} == {"mailbox-unavailable", "virus-detected"}


def test_one_cause_has_no_second(rules: RuleSet) -> None:
    assert judged("550 5.1.1 User unknown", rules).also is None


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        (Kind.AUTO_REPLY, "auto-reply"),
        (Kind.DELIVERED, "delivered"),
        (Kind.FEEDBACK_REPORT, "spam-complaint"),
    ],
)
@pytest.mark.parametrize("failures", [(), (Failure("550 user unknown", recipient="jan@example.nl"),)])
def test_a_kind_that_decides_by_itself(
    kind: Kind, cause: str, failures: tuple[Failure, ...], rules: RuleSet
) -> None:
    (diagnosis,) = diagnose(Notification(kind, "text", failures), rules)
    assert (diagnosis.cause, diagnosis.permanent) == (cause, None)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        pytest.param("452 4.2.2 Mailbox full", "mailbox-full", id="named"),
        pytest.param("Message not delivered yet", "delivery-delayed", id="unnamed"),
        pytest.param("delivery attempt: message expired in the queue", "delivery-delayed", id="only-a-wrapper"),
    ],
)
def test_a_delay_is_named_or_a_delay(text: str, cause: str, rules: RuleSet) -> None:
    (diagnosis,) = diagnose(Notification(Kind.DELAY, text, (Failure(text, action=Action.DELAYED),)), rules)
    assert (diagnosis.cause, diagnosis.permanent) == (cause, False)


def test_every_failure_gets_its_own_diagnosis_in_its_order(rules: RuleSet) -> None:
    failures = (Failure("550 user unknown", "a@example.nl"), Failure("552 mailbox full", "b@example.nl"))
    diagnoses = diagnose(Notification(Kind.BOUNCE, "text", failures), rules)
    assert [(d.failure.recipient, d.cause) for d in diagnoses] == [
        ("a@example.nl", "mailbox-unavailable"),
        ("b@example.nl", "mailbox-full"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "mijn mailbox is vol",
        "Mijn mailbox is vol, kan iemand helpen?",
        "my mailbox is full again",
        "mail kwam niet aan",
        "dank je",
        "server down",
        "spam",
        "The server is down",
        "Internal server error op de testomgeving",
        "Too many connections to the database again",
        "Connection refused, de poort staat dicht",
        'if reply == 550: raise Error("user unknown")',
        "Kan iemand de mailbox van Piet delen met mij?",
        "Is onze server geblokkeerd of staat hij op een blacklist?",
        "Klant zegt: jullie mail zit in de spam. Hoe kan dat?",
        "Wat is de bounce rate van de nieuwsbrief?",
        "help, de printer doet het niet",
        "disk full",
        "De bijlage is te groot, stuur maar een link.",
        "Ik ben vandaag niet op kantoor",
        "Ticket 550 is opgelost",
        "versie 5.1.1 staat klaar",
    ],
)
def test_talk_is_met_with_silence(text: str, rules: RuleSet) -> None:
    assert said(text, rules) == []


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Sorry, no mailbox here by that name.", "mailbox-unavailable"),
        ("Wat betekent dit: Relay access denied?", "looks-like-spam"),
        ("5.2.2 Mailbox full", "mailbox-full"),
        ("User unknown", "mailbox-unavailable"),
        ("Wat is een bounce?", "what-is-a-bounce"),
        ("waarom krijg ik mail terug", "what-is-a-bounce"),
        ("Hoe werkt deze bot?", "help"),
        ("help", "help"),
    ],
)
def test_words_of_a_server_and_plain_questions_are_answered(text: str, cause: str, rules: RuleSet) -> None:
    assert said(text, rules) == [cause]


def test_a_mail_without_any_sign_is_ordinary(rules: RuleSet) -> None:
    assert said("Sorry, no mailbox here by that name.", rules, is_mail=True) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 2**20, id="nothing"),
        pytest.param("user unknown " * 80_000, id="one-phrase"),
        pytest.param("550-5.1.1 " * 100_000, id="codes"),
        pytest.param("é" * 2**20, id="two-bytes"),
        pytest.param(("a" * 50 + "@") * 20_000, id="addresses"),
    ],
)
def test_a_long_text_is_judged_like_a_short_one(text: str, rules: RuleSet) -> None:
    bounce = Notification(Kind.BOUNCE, text, (Failure(text + " 552 mailbox full"),))
    (diagnosis,) = diagnose(bounce, rules)
    assert diagnosis.cause in {"mailbox-unavailable", "mailbox-full"}
