"""The help article's quotes lead to the cause of the passage that has them, in every form that people paste."""

import textwrap
from collections.abc import Callable

import pytest

from bot.diagnosis import RuleSet, diagnose
from bot.reading import read_mail, read_text
from bot.reading.notification import Notification

QUOTES = [
    ("Sorry, no mailbox here by that name.", "mailbox-unavailable"),
    ("554 Invalid recipient (in reply to RCPT TO command)", "mailbox-unavailable"),
    ("550 sorry, no mailbox here by that name", "mailbox-unavailable"),
    (
        "550 no mailbox by that name is currently available (in reply to RCPT TO command)",
        "mailbox-unavailable",
    ),
    ("#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", "mailbox-unavailable"),
    ("Recipient address rejected: undeliverable address:", "mailbox-unavailable"),
    ("mailbox unavailable (in reply to RCPT TO command)", "mailbox-unavailable"),
    ("#5.1.0 Address rejected emailadres@domein.nl (in reply to RCPT TO command)", "mailbox-unavailable"),
    ("Recipient address rejected: User unknown in virtual alias table", "mailbox-unavailable"),
    ("550 High probability of spam", "looks-like-spam"),
    ("553 sorry, that domain isn't in my list of allowed rcpthosts", "looks-like-spam"),
    ("5.7.1 Unable to relay", "looks-like-spam"),
    ("Relay access denied. (in reply to RCPT TO command)", "looks-like-spam"),
    ("5.7.1 rejected content, black listed", "blacklisted"),
    ("Recipient's mailbox is full, message returned to sender.", "mailbox-full"),
    ("Mail quota exceeded.", "mailbox-full"),
    (
        "Delivery temporarily suspended: SASL authentication failed; server [server met IP nr] said: 535 Sorry.",
        "receiving-server-problem",
    ),
]


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def in_slack(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("emailadres@domein.nl", "<mailto:emailadres@domein.nl|emailadres@domein.nl>")


def in_a_mail(text: str) -> bytes:
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mail.example.nl>\r\n"
        "To: anna@example.nl\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        "Auto-Submitted: auto-replied\r\n"
        "\r\n"
        "I'm sorry to have to inform you that your message could not be delivered.\r\n"
        "\r\n"
        f"<jan@example.org>: host mx.example.org[192.0.2.7] said: {text}\r\n"
    ).encode()


FORMS: dict[str, Callable[[str], Notification]] = {
    "plain": read_text,
    "between-quotes": lambda text: read_text(f'"{text}"'),
    "quoted": lambda text: read_text(quoted(text)),
    "wrapped-72": lambda text: read_text(textwrap.fill(text, 72)),
    "wrapped-30": lambda text: read_text(textwrap.fill(text, 30)),
    "wrapped-and-quoted": lambda text: read_text(quoted(textwrap.fill(text, 30))),
    "slack": lambda text: read_text(in_slack(text)),
    "code-block": lambda text: read_text(f"```{in_slack(text)}```"),
    "in-a-sentence": lambda text: read_text(f"Hoi, ik krijg steeds {text} Wat betekent dat?"),
    "below-a-sentence": lambda text: read_text(f"Weet iemand wat dit betekent?\n\n{text}\n\nAlvast bedankt, Anna"),
    "in-a-mail": lambda text: read_mail(in_a_mail(text)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("quote", "cause"), QUOTES)
def test_a_quote_leads_to_its_passage(quote: str, cause: str, form: str, rules: RuleSet) -> None:
    diagnoses = diagnose(FORMS[form](quote), rules)
    assert [diagnosis.cause for diagnosis in diagnoses] == [cause], diagnoses
