"""Ordinary talk is met with silence, however much it sounds like mail; a server's own words are not."""

import pytest

from bot.diagnosis import RuleSet, diagnose
from bot.reading import read_text

TALK = [
    "Mijn mailbox zit vol, kan iemand mij meer ruimte geven?",
    "mailbox vol",
    "De mailbox van Piet is vol met spam, haha",
    "Server ligt eruit, iemand al bezig?",
    "de server is vandaag onbereikbaar tussen 12 en 13 uur",
    "spam",
    "Weer spam van die leverancier. Blokkeren?",
    "Die kost 550 euro per maand, 552 met btw.",
    "550 euro voor een spamfilter vind ik veel geld",
    "550 mensen hebben zich aangemeld voor de nieuwsbrief",
    "550 mails verstuurd, 3 bounces. Netjes!",
    "421 kandidaten staan nog open in het systeem",
    "452 berichten in mijn inbox na de vakantie",
    "HTTP 550: Coffee Refused. Grapje van de koffieautomaat",
    "Foutcode 550? Dat is vast de kamer van de directie.",
    "lijn 550 rijdt vandaag niet, ik ben later",
    "554 stappen gezet vandaag, ik blijf maar zitten",
    "Zaal 5.1.1 is dubbel geboekt",
    "Release 5.7.1 staat op acceptatie",
    "5.2.2 was de vorige versie, we zitten nu op 5.3.0",
    "Python 3.11.7 en SQLite 3.40, werkt dat samen?",
    "Kunnen wij de user unknown-melding in het portaal vertalen?",
    "In het logbestand staat 'connection refused', dat is de testdatabase",
    "ik krijg connection timed out op de vpn",
    "502 Bad Gateway op de staging, ik herstart nginx",
    "503 Service Unavailable",
    "504 Gateway Timeout",
    "curl: (7) Failed to connect to localhost port 8080: Connection refused",
    "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)",
    "ssh: connect to host srv-db-01 port 22: Connection timed out",
    "fatal: unable to access 'https://git.example.nl/': Could not resolve host: git.example.nl",
    "psycopg2.OperationalError: could not connect to server: Connection refused",
    'org.postgresql.util.PSQLException: FATAL: too many connections for role "app"',
    'Traceback (most recent call last):\n  File "mail.py", line 12, in x\n    raise MailboxFull("mailbox full")',
    "switch (code) { case 550: return 'user unknown'; case 552: return 'full'; }",
    "SELECT * FROM bounces WHERE reason = 'mailbox full' AND code = 552;",
    "- [ ] test: 550 en 552\n- [ ] test: greylisting",
    "De DKIM-sleutel is vernieuwd, SPF en DMARC volgen morgen",
    "Kunnen we DMARC op reject zetten?",
    "Wie beheert de blacklist van het spamfilter?",
    "staat onze server op een blacklist?",
    "Het adres klant@voorbeeld.nl bestaat niet meer, kun je dat aanpassen in het systeem?",
    "piet@example.org is uit dienst, mail voortaan kees@example.org",
    "Stuur maar naar anna@voorbeeld.nl, dan komt het goed.",
    "Mailtje gestuurd naar info@example.org maar nog geen antwoord",
    "Ik heb een bounce gehad op die mailing, maar dat is al opgelost",
    "Onze bounce rate is 2 procent",
    "De bijlage is te groot voor de mail, gebruik WeTransfer",
    "message too large, zei hij tegen mij over zijn presentatie",
    "Out of office staat aan tot maandag",
    "Ik ben er vrijdag niet, automatisch antwoord staat aan",
    "Kan iemand mij toevoegen aan de distributielijst?",
    "We krijgen een virusscanner op alle laptops, virus gevonden = melden",
    "access denied op de map Personeel, mag ik daarbij?",
    "Toegang geweigerd tot de printer",
    "Your meeting could not be delivered... zei de koerier ook over mijn pakket :joy:",
    "Het pakket is niet bezorgd, adres onbekend volgens PostNL",
    "undeliverable, zo heet ook een band uit Gent",
    "Return to sender, Elvis op de radio!",
    "Wat doet de helpdesk met die mailer-daemon berichtjes?",
    "Status: open\nAction: delayed tot volgende week",
    "Van: Anna\nAan: Team\nOnderwerp: Lunch\n\nHoi, lunch om twaalf uur?",
    "From: the board\nTo: all staff\nSubject: holidays\nDate: Monday\n\nThe office is closed.",
    "Niemand kan inloggen: authentication failed. Ligt dat aan de nieuwe wachtwoorden?",
    "rate limit bereikt bij de API, over een uur weer",
    "De printer zegt: out of memory",
    "disk full op de NAS",
    "ok, try again later dan maar",
    "DNS is stuk, nxdomain op alles. Ik kijk ernaar.",
    "host not found bij de testomgeving, iemand een idee?",
    "De link in de mail werkt niet: 404 not found",
    "https://status.example.nl/incidents/550-smtp-delays",
    "```\n$ make test\n550 passed, 5 skipped in 5.71s\n```",
    "Versie 5.5.4 user guide staat op SharePoint",
    "4.2.2 mailbox-quota's aanpassen (agendapunt)",
    "agenda: 5.1 mailserver, 5.2 mailboxen, 5.3 spamfilter",
    "+1",
    ":eyes:",
    "👍",
    "dank je wel!",
    "?!",
    "...",
]


@pytest.mark.parametrize("text", TALK)
def test_talk_is_met_with_silence(text: str, rules: RuleSet) -> None:
    assert diagnose(read_text(text), rules) == ()


@pytest.mark.parametrize("text", TALK)
def test_quoted_talk_too(text: str, rules: RuleSet) -> None:
    assert diagnose(read_text("".join(f"> {line}\n" for line in text.split("\n"))), rules) == ()


@pytest.mark.parametrize(
    ("text", "cause", "recipient"),
    [
        pytest.param(
            "550 5.1.1 <piet@example.org> User unknown", "mailbox-unavailable", "piet@example.org", id="reply"
        ),
        pytest.param(
            "550 <piet@example.org>: User unknown", "mailbox-unavailable", "piet@example.org", id="no-status"
        ),
        pytest.param(
            "User unknown: 550 <piet@example.org>", "mailbox-unavailable", "piet@example.org", id="turned"
        ),
        pytest.param("552 Mailbox full", "mailbox-full", None, id="two-words"),
        pytest.param("550 Blocked", "message-refused-by-policy", None, id="one-word"),
        pytest.param("554 Message not allowed - [299]", "unknown-bounce", None, id="no-known-cause"),
        pytest.param(
            "5.4.1 Recipient address rejected: Access denied", "mailbox-unavailable", None, id="bare-status"
        ),
        pytest.param(
            "Hoi, ik krijg '550 User unknown' terug, wat nu?", "mailbox-unavailable", None, id="in-a-sentence"
        ),
        pytest.param("Mail delivery failed: returning message to sender", "unknown-bounce", None, id="a-subject"),
        pytest.param("delivery retry timeout exceeded", "server-unreachable", None, id="nothing-but-its-words"),
        pytest.param("421 4.7.0 Try again later, closing connection", "temporarily-deferred", None, id="later"),
        pytest.param(
            "Zojuist kreeg ik:\n554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org",
            "blacklisted",
            None,
            id="below-a-sentence",
        ),
    ],
)
def test_a_server_s_words_are_answered(text: str, cause: str, recipient: str | None, rules: RuleSet) -> None:
    (diagnosis,) = diagnose(read_text(text), rules)
    assert diagnosis.cause == cause, (diagnosis.won, diagnosis.lost)
    if recipient:
        assert diagnosis.failure.recipient == recipient
