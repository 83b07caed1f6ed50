"""What people paste into chat, read through the door: markup gone, marks gone, recipients and codes found."""

import pytest

from bot.reading import Limits, read_text
from bot.reading.errors import EmptyError, TextTooLongError, TooManyRecipientsError
from bot.reading.notification import Kind

REPLY = "550 5.1.1 <piet@example.org>: Recipient address rejected: User unknown"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(REPLY, id="plain"),
        pytest.param(f"> {REPLY}", id="quoted"),
        pytest.param(f"> > {REPLY}", id="quoted-twice"),
        pytest.param(f">>{REPLY}", id="quoted-without-blanks"),
        pytest.param("550 5.1.1 &lt;piet@example.org&gt;: Recipient address rejected: User unknown", id="escapes"),
        pytest.param(
            "550 5.1.1 &lt;<mailto:piet@example.org|piet@example.org>&gt;: Recipient address rejected: User"
            " unknown",
            id="slack-link",
        ),
        pytest.param(
            "550 5.1.1 <mailto:piet@example.org|piet@example.org>: Recipient address rejected: User unknown",
            id="link-for-brackets",
        ),
        pytest.param(
            "550 5.1.1 piet@example.org<mailto:piet@example.org>: Recipient address rejected: User unknown",
            id="outlook-link",
        ),
        pytest.param(f"```\n{REPLY}\n```", id="fence"),
        pytest.param(f"`{REPLY}`", id="code"),
        pytest.param(f"```{REPLY}```", id="fence-on-one-line"),
        pytest.param("550 5.1.1 <piet@example.org>: Recipient\naddress rejected: User\nunknown", id="wrapped"),
        pytest.param("550\n5.1.1 <piet@example.org>: Recipient address rejected: User unknown", id="code-cut-off"),
        pytest.param(f"Hoi, weet iemand wat dit is?\n\n{REPLY}\n\nGroet, Anna", id="between-sentences"),
        pytest.param(f"<@U012AB3CD> kijk eens: {REPLY}", id="after-a-mention"),
        pytest.param("550\u00a05.1.1 <piet@example.org>: Recipient address rejected: User unknown", id="no-break"),
        pytest.param(
            "550 5.1.1 <piet@exam\u00adple.org>: Recipient address rejected: User unknown", id="soft-hyphen"
        ),
        pytest.param(
            "550 5.1.1 <piet@\u200bexample.org>: Recipient address rejected: User unknown", id="zero-width"
        ),
        pytest.param(f"\u202e{REPLY}\u202c", id="right-to-left"),
        pytest.param(f"“{REPLY}”", id="smart-quotes"),
        pytest.param(REPLY.replace(" ", "\0 "), id="nul-bytes"),
        pytest.param(f"{REPLY}\r\n", id="windows-line-ends"),
    ],
)
def test_a_reply_in_every_form(text: str) -> None:
    notification = read_text(text)
    (failure,) = notification.failures
    assert notification.kind is Kind.BOUNCE
    assert not notification.is_mail
    assert (failure.recipient, failure.status, failure.reply) == ("piet@example.org", "5.1.1", "550")
    assert " ".join(failure.diagnostic.split()).lower().count("recipient address rejected: user unknown") == 1


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        pytest.param(
            "<a@x.nl>: host mx said: 550 no\n<b@x.nl>: host mx said: 552 full", ["a@x.nl", "b@x.nl"], id="two"
        ),
        pytest.param(
            "Delivery to the following recipients failed:\n a@x.nl\n b@x.nl", ["a@x.nl", "b@x.nl"], id="list"
        ),
        pytest.param("could not be delivered to: a@x.nl, b@x.nl", ["a@x.nl", "b@x.nl"], id="on-one-line"),
        pytest.param("Undeliverable to Jan Smit (jan@x.nl)", ["jan@x.nl"], id="name-and-brackets"),
        pytest.param(
            "Van: Postmaster <postmaster@y.nl>\nAan: anna@y.nl\nOnderwerp: Onbestelbaar: Offerte\n\nDelivery"
            " has failed"
            " to these recipients or groups:\n\njan@x.nl\nThe address couldn't be found.",
            ["jan@x.nl"],
            id="not-who-got-the-bounce",
        ),
        pytest.param(
            "550 5.1.1 <jan@x.nl> user unknown\n\n-----Oorspronkelijk bericht-----\nVan: anna@y.nl\nAan:"
            " jan@x.nl; kees@z.nl"
            "\nOnderwerp: Offerte",
            ["jan@x.nl"],
            id="not-from-the-original",
        ),
        pytest.param(
            "Your message wasn't delivered to jan@x.nl. For help write to support@example.com or"
            " postmaster@example.com.",
            ["jan@x.nl"],
            id="not-who-helps",
        ),
        pytest.param(
            "550 5.7.1 Message rejected, see https://help.example.com/?mail=jan@x.nl", [None], id="not-in-a-link"
        ),
        pytest.param("550 5.7.1 Message rejected", [None], id="nobody"),
        pytest.param("<postmaster@x.nl>: host mx said: 550 no", ["postmaster@x.nl"], id="a-postmaster-too"),
        pytest.param(
            "550 5.1.1 <o'brien+nieuws@sub.x.nl> unknown", ["o'brien+nieuws@sub.x.nl"], id="strange-local-part"
        ),
        pytest.param("550 5.1.1 <jérôme@exämple.nl> unknown", ["jérôme@exämple.nl"], id="international"),
        pytest.param(
            "Final-Recipient: rfc822; jan@x.nl\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no",
            ["jan@x.nl"],
            id="a-pasted-report",
        ),
    ],
)
def test_who(text: str, recipients: list[str | None]) -> None:
    assert [failure.recipient for failure in read_text(text).failures] == recipients


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Hoi, hoe laat is de lunch?", Kind.TEXT, id="talk"),
        pytest.param("Delivery to the following recipients has been delayed: jan@x.nl", Kind.DELAY, id="delay"),
        pytest.param("Final-Recipient: rfc822; jan@x.nl\nAction: delayed\nStatus: 4.4.1", Kind.DELAY, id="report"),
        pytest.param(
            "Final-Recipient: rfc822; jan@x.nl\nAction: relayed\nStatus: 2.0.0", Kind.DELIVERED, id="relayed"
        ),
        pytest.param(
            "Received: from a by b\nMessage-ID: <1@x.nl>\nFrom: MAILER-DAEMON@x.nl\nSubject: failure"
            " notice\n\n<jan@y.nl>:\n"
            "Remote host said: 550 no",
            Kind.BOUNCE,
            id="pasted-source",
        ),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert read_text(text).kind is kind


@pytest.mark.parametrize(
    ("link", "seen"),
    [
        pytest.param("<http://mx1.klant.example|mx1.klant.example>", "mx1.klant.example", id="a-host"),
        pytest.param("<http://klant.example/|klant.example>", "klant.example", id="a-host-with-a-stroke"),
        pytest.param("<https://klant.example/hulp>", "https://klant.example/hulp", id="typed"),
        pytest.param("<https://klant.example/hulp|hulp>", "https://klant.example/hulp", id="a-part"),
        pytest.param("<https://klant.example/7|Meer lezen>", "Meer lezen https://klant.example/7", id="worded"),
    ],
)
def test_a_link_is_what_was_typed(link: str, seen: str) -> None:
    (failure,) = read_text(f"550 5.1.1 User unknown at {link} today").failures
    assert f"at {seen} today" in failure.diagnostic


def test_talk_is_one_failure_that_holds_all_of_it() -> None:
    notification = read_text("  Hoi,\n> hoe laat is de *lunch*? &amp; waar  ")
    (failure,) = notification.failures
    assert failure.diagnostic == notification.text == "Hoi,\nhoe laat is de *lunch*? & waar"
    assert failure.recipient is None


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u00ad", "```", "> \n> "])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(EmptyError):
        read_text(text)


def test_a_text_past_the_limit() -> None:
    with pytest.raises(TextTooLongError) as caught:
        read_text("x" * 11, Limits(text_chars=10))
    assert (caught.value.size, caught.value.limit) == (11, 10)


def test_more_recipients_than_the_limit() -> None:
    text = "\n".join(f"<r{n}@x.nl>: host mx said: 550 5.1.1 no" for n in range(4))
    assert len(read_text(text, Limits(recipients=4)).failures) == 4
    with pytest.raises(TooManyRecipientsError):
        read_text(text, Limits(recipients=3))


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        pytest.param(
            "收件人：piet@example.cn您的邮件未能送达 550 5.1.1 no such user", "piet@example.cn", id="chinese"
        ),
        pytest.param("받는 사람piet@example.kr 550 5.1.1 no such user", "piet@example.kr", id="korean"),
        pytest.param(
            "Final-Recipient: rfc822; @mx.x.nl:jan@server\nOriginal-Recipient: rfc822; jan@x.nl\nStatus: 5.2.2",
            "jan@x.nl",
            id="a-route-inside",
        ),
        pytest.param(
            "550 5.1.1 no such user: jan@x.nl. To leave the list write to team-unsubscribe@y.nl",
            "jan@x.nl",
            id="a-list",
        ),
    ],
)
def test_an_address_is_cut_out_of_what_surrounds_it(text: str, recipient: str) -> None:
    assert [failure.recipient for failure in read_text(text).failures] == [recipient]
