"""Every intent, drawn with realistic findings: complete, short enough for any platform, and plain Dutch."""

import re

import pytest

from bot.answers import Answer, Finding, IntentSet, compose
from bot.answers.answer import Escalate, Section
from bot.diagnosis.taxonomy import CAUSES, NOT_BOUNCES, TAXONOMY

TITLES = {
    "mailbox-unavailable": "Mailbox is niet beschikbaar",
    "mailbox-inactive": "Mailbox is niet meer actief",
    "mailbox-full": "Mailbox van de ontvanger is vol",
    "recipient-moved": "Ontvanger heeft een nieuw adres",
    "recipient-restricted": "Ontvanger accepteert dit bericht niet",
    "looks-like-spam": "Het bericht lijkt op spam",
    "blacklisted": "Verzendende server staat op een blacklist",
    "sender-not-authenticated": "Afzender kon niet worden geverifieerd",
    "sender-refused": "Afzenderadres is geweigerd",
    "sending-server-misconfigured": "Verzendende server is niet goed ingesteld",
    "rate-limited": "Te veel berichten in korte tijd",
    "temporarily-deferred": "Tijdelijk uitgesteld door de ontvanger",
    "server-unreachable": "Server van de ontvanger is niet bereikbaar",
    "domain-not-found": "Domein bestaat niet of ontvangt geen e-mail",
    "receiving-server-problem": "Probleem met de server van de ontvanger",
    "message-too-large": "Bericht is te groot",
    "message-refused-by-policy": "Bericht is geweigerd door het beleid van de ontvanger",
    "virus-detected": "Virus gevonden in het bericht",
    "message-malformed": "Bericht voldoet niet aan de standaard",
    "mail-loop": "Bericht blijft rondgaan",
    "delivery-delayed": "Bezorging is vertraagd",
    "unknown-bounce": "Oorzaak niet herkend",
    "auto-reply": "Automatisch antwoord",
    "delivered": "Bezorgd",
    "spam-complaint": "Spamklacht",
    "not-a-bounce": "Geen bounce",
    "what-is-a-bounce": "Wat is een bounce-bericht?",
    "help": "Wat kan ik vragen?",
}
ENGLISH = re.compile(
    r"\b(?:the|and|your|you|message|delivery|recipient|sender|user|unknown|please|retry|policy|thread|channel|inbox"
    r"|provider|greylisting|content|blocklist|domain|header|bounced|mailing list|administrator)\b",
    re.IGNORECASE,
)
GREETING_OR_APOLOGY = re.compile(
    r"\b(?:hallo|hoi|hi|beste|goedemorgen|sorry|excuses|excuus|spijt|helaas)\b", re.IGNORECASE
)
INFORMAL = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
CODE = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b|\b[245]\d\d\b|\b(?:SPF|DKIM|DMARC|SMTP|DNS|DSN|NDR|MX|IP)\b")


def drawn(cause: str, intents: IntentSet, *, permanent: bool | None = True) -> Answer:
    finding = Finding(
        cause=cause,
        permanent=permanent,
        also="mailbox-full",
        rule="some-rule",
        recipients=("jan.jansen@klant.example", "p.devries@klant.example"),
        status="5.1.1",
        reply="550",
        host="mx.klant.example",
        quote="550 5.1.1 <jan.jansen@klant.example>: Recipient address rejected " + "x" * 230,
    )
    return compose([finding], intents, "Carerix Helpdesk")


def ours(section: Section) -> list[str]:
    """All that we ourselves say in a section."""
    lines = (section.note, section.who, section.lasting, section.retry, section.advice, section.tell_recipient)
    return [section.title, section.meaning, *section.steps, *(line for line in lines if line)]


@pytest.mark.parametrize("cause", TAXONOMY)
@pytest.mark.parametrize("permanent", [True, False, None])
def test_it_fits_any_platform(cause: str, permanent: bool | None, intents: IntentSet) -> None:  # noqa: FBT001
    answer = drawn(cause, intents, permanent=permanent)
    (section,) = answer.sections
    evidence = [f"{line.label}: {line.value}" for line in section.evidence]
    assert len(section.title) <= 150
    assert len(section.steps) <= 12
    assert len("\n".join((*ours(section), *evidence))) <= 3000
    assert len(answer.text) <= 4000
    assert not re.search(r"[{}]", answer.text + "".join(ours(section)))


@pytest.mark.parametrize("cause", TAXONOMY)
def test_it_has_the_title_of_its_cause(cause: str, intents: IntentSet) -> None:
    assert intents.intent(cause).title == TITLES[cause]


@pytest.mark.parametrize("cause", TAXONOMY)
def test_it_speaks_plain_dutch(cause: str, intents: IntentSet) -> None:
    intent = intents.intent(cause)
    (section,) = drawn(cause, intents).sections
    for text in ours(section):
        said_by_the_article = intent.article is not None and text in (intent.meaning, *intent.steps)
        assert said_by_the_article or not GREETING_OR_APOLOGY.search(text), text
        for unwanted in (ENGLISH, INFORMAL, CODE):
            assert not unwanted.search(text), text
        assert not re.search(r"\s{2,}|\s[.,:;?!](?!\w)|\.\.", text), text
        assert text[0].isupper(), text
        assert text in (section.title, section.who) or text[-1] in ".?!", text


@pytest.mark.parametrize("cause", TAXONOMY)
def test_its_meaning_is_short(cause: str, intents: IntentSet) -> None:
    intent = intents.intent(cause)
    assert intent.article or len(re.findall(r"[.?!](?:\s|$)", intent.meaning)) <= 3


@pytest.mark.parametrize("cause", CAUSES)
def test_a_cause_says_who_acts_and_what_to_do(cause: str, intents: IntentSet) -> None:
    (section,) = drawn(cause, intents).sections
    assert section.who
    assert section.retry
    assert section.steps or section.note


@pytest.mark.parametrize(
    ("escalate", "causes"),
    [
        pytest.param(Escalate.ALWAYS, {"blacklisted"}, id="the-helpdesk-must-hear-of-it"),
        pytest.param(
            Escalate.ADVISE,
            {"sender-not-authenticated", "sending-server-misconfigured", "virus-detected", "unknown-bounce"},
            id="nobody-solves-it-alone",
        ),
        pytest.param(
            Escalate.NEVER,
            {"auto-reply", "delivered", "not-a-bounce", "what-is-a-bounce", "help"},
            id="nothing-is-wrong",
        ),
    ],
)
def test_who_hears_of_it(escalate: Escalate, causes: set[str], intents: IntentSet) -> None:
    assert {intent.id for intent in intents if intent.escalate is escalate} == causes


@pytest.mark.parametrize("cause", NOT_BOUNCES)
def test_what_is_no_bounce_says_so(cause: str, intents: IntentSet) -> None:
    answer = drawn(cause, intents)
    assert not answer.is_bounce
    assert answer.sections[0].lasting is None


def test_questions_show_no_evidence(intents: IntentSet) -> None:
    assert drawn("help", intents).sections[0].evidence == ()


def test_the_helpdesks_name_stands_where_the_article_says_carerix_helpdesk(intents: IntentSet) -> None:
    answer = compose([Finding(cause="blacklisted")], intents, "Servicedesk")
    assert "de Servicedesk" in answer.sections[0].steps[0]
    assert "Carerix" not in answer.text


def test_the_articles_other_carerix_stays(intents: IntentSet) -> None:
    assert "weet Carerix helaas niet" in compose([Finding(cause="looks-like-spam")], intents, "Servicedesk").text
