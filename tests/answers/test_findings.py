"""Diagnoses become findings: who shares a cause, the line that decided, the codes beside it."""

import pytest

from bot.answers import Finding, Known, findings
from bot.answers.quoting import LONGEST
from bot.diagnosis import Diagnosis, Evidence, Match, diagnose
from bot.reading import read_text
from bot.reading.notification import Failure


def diagnosed(
    text: str, decided: str = "", *, recipient: str | None = None, cause: str = "mailbox-full", **failure: str
) -> Diagnosis:
    """A diagnosis that the words `decided` of a text decided; no words, no match."""
    match = None
    if decided:
        start = text.index(decided)
        match = Match("a-rule", cause, 5, Evidence(start, start + len(decided), decided))
    return Diagnosis(
        Failure(text, recipient, **failure),  # type: ignore[arg-type]
        cause,
        permanent=True,
        won=match,
    )


def only(*diagnoses: Diagnosis) -> Finding:
    (finding,) = findings(diagnoses)
    return finding


@pytest.mark.parametrize(
    ("text", "decided", "quote"),
    [
        pytest.param("552 5.2.2 mailbox full", "mailbox full", "552 5.2.2 mailbox full", id="one-line"),
        pytest.param(
            "Hello,\n\n  552  mailbox full \nBye", "mailbox full", "552 mailbox full", id="its-line-only"
        ),
        pytest.param(
            "a\n552 mailbox\n  full now\nb", "mailbox\n  full", "552 mailbox full now", id="over-two-lines"
        ),
        pytest.param("a\r\n552 full\r\nb", "full", "552 full", id="crlf"),
        pytest.param("a \x00\x1b[31mfull", "full", "a [31mfull", id="control-characters"),
        pytest.param("<!channel> \u202efull", "full", "<!channel> \u202efull", id="a-stranger's-text-as-it-is"),
        pytest.param("half \ud83d full", "full", "half ? full", id="half-a-pair-of-surrogates"),
        pytest.param("Hi,\n550 no\nbye", "", "550 no", id="nothing-decided-a-line-with-a-code"),
        pytest.param("\n\nIt failed.\nbye", "", "It failed.", id="nothing-decided-the-first-line"),
        pytest.param("", "", None, id="no-text"),
    ],
)
def test_the_deciding_line(text: str, decided: str, quote: str | None) -> None:
    assert only(diagnosed(text, decided)).quote == quote


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("a " * 400_000, " b" * 400_000, id="in-the-middle"),
        pytest.param("", " b" * 400_000, id="at-the-start"),
        pytest.param("a " * 400_000, "", id="at-the-end"),
        pytest.param(" " * 400_000, "\t" * 400_000, id="in-white-space"),
    ],
)
def test_a_long_line_is_cut_around_what_decided(before: str, after: str) -> None:
    quote = only(diagnosed(f"{before}mailbox full{after}", "mailbox full")).quote
    assert quote is not None
    assert "mailbox full" in quote
    assert len(quote) <= LONGEST
    assert ("…" in quote) == bool(before.strip() or after.strip())


@pytest.mark.parametrize(
    ("failure", "status", "reply"),
    [
        pytest.param({"status": "5.0.0"}, "5.2.2", "552", id="the-text's-own-beat-a-code-that-says-nothing"),
        pytest.param({"status": "5.1.1", "reply": "550"}, "5.2.2", "552", id="those-beside-the-words-win"),
        pytest.param({}, "5.2.2", "552", id="only-the-text's"),
    ],
)
def test_the_codes_beside_the_deciding_words(failure: dict[str, str], status: str, reply: str) -> None:
    finding = only(diagnosed("552 5.2.2 mailbox full", "mailbox full", **failure))
    assert (finding.status, finding.reply) == (status, reply)


def test_the_reports_codes_where_the_words_have_none() -> None:
    finding = only(diagnosed("mailbox full", "mailbox full", status="5.2.2", reply="552"))
    assert (finding.status, finding.reply) == ("5.2.2", "552")


def test_recipients_that_share_all_stand_together_each_once() -> None:
    text = "552 5.2.2 mailbox full"
    found = findings([diagnosed(text, "full", recipient=name) for name in ("a@x.nl", "b@x.nl", "a@x.nl")])
    assert [finding.recipients for finding in found] == [("a@x.nl", "b@x.nl")]


def test_a_line_that_names_its_recipient_does_not_set_them_apart() -> None:
    both = [diagnosed(f"552 5.2.2 <{name}> mailbox full", "full", recipient=name) for name in ("a@x.nl", "b@x.nl")]
    finding = only(*both)
    assert finding.recipients == ("a@x.nl", "b@x.nl")
    assert finding.quote == "552 5.2.2 <a@x.nl> mailbox full"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(diagnosed("552 5.2.2 full", "full", cause="mailbox-unavailable"), id="cause"),
        pytest.param(diagnosed("452 4.2.2 full", "full"), id="codes"),
        pytest.param(diagnosed("552 5.2.2 full", "full", host="mx.example"), id="host"),
    ],
)
def test_what_differs_stands_apart(other: Diagnosis) -> None:
    assert len(findings([diagnosed("552 5.2.2 full", "full"), other])) == 2


def test_an_endless_address_is_cut() -> None:
    finding = only(diagnosed("full", "full", recipient="a" * 10_000, host="h" * 10_000))
    assert len(finding.recipients[0]) == 254
    assert len(finding.host or "") == 254


def test_a_question_is_not_quoted(known: Known) -> None:
    (finding,) = findings(diagnose(read_text("Wat is een bounce?"), known.rules))
    assert finding == Finding(cause="what-is-a-bounce", rule="question-what-is-a-bounce")
