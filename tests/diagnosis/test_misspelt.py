"""A slip in the recipient's domain is seen; a domain that somebody may have is left alone."""

import pytest

from bot.diagnosis import RuleSet, diagnose
from bot.diagnosis.misspelt import meant
from bot.reading import read_text


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        pytest.param("jan@gmial.com", "jan@gmail.com", id="swapped"),
        pytest.param("jan@gmai.com", "jan@gmail.com", id="missing-letter"),
        pytest.param("jan@yahooo.com", "jan@yahoo.com", id="doubled-letter"),
        pytest.param("jan@hotnail.nl", "jan@hotmail.nl", id="wrong-letter"),
        pytest.param("jan@hotnail.ln", "jan@hotmail.nl", id="two-slips"),
        pytest.param("jan@gmail.con", "jan@gmail.com", id="con"),
        pytest.param("jan@voorbeeld.ln", "jan@voorbeeld.nl", id="ln"),
        pytest.param("jan@mail.voorbeeld.con", "jan@mail.voorbeeld.com", id="below"),
        pytest.param("jan@gmail.nl", "jan@gmail.com", id="gmail-has-one-domain"),
        pytest.param("jan@hotmail.co", "jan@hotmail.com", id="co"),
        pytest.param("jan@gmailcom", "jan@gmail.com", id="missing-dot"),
        pytest.param("jan@www.ziggo.nl", "jan@ziggo.nl", id="www"),
        pytest.param("Jan.de.Wit@GMIAL.com", "Jan.de.Wit@gmail.com", id="capitals"),
        pytest.param("jan@gmail.com.", None, id="full-stop-at-the-end-is-no-slip"),
        pytest.param("jan@gmail.com", None, id="right"),
        pytest.param("jan@voorbeeld.nl", None, id="anybody"),
        pytest.param("jan@mail.com", None, id="mail-com-exists"),
        pytest.param("jan@ymail.com", None, id="ymail-exists"),
        pytest.param("jan@hotmail.fr", None, id="hotmail-fr-exists"),
        pytest.param("jan@live.be", None, id="live-be-exists"),
        pytest.param("jan@homee.nl", None, id="short-names-are-too-close"),
        pytest.param("jan@localhost", None, id="one-word"),
        pytest.param("jan", None, id="no-domain"),
        pytest.param("@", None, id="nothing"),
    ],
)
def test_meant(typed: str, right: str | None) -> None:
    assert meant(typed) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("550 5.1.1 <jan@gmial.com> User unknown", "jan@gmail.com"),
        (
            "<jan@hotmail.ln>: Host or domain name not found. Name service error for name=hotmail.ln",
            "jan@hotmail.nl",
        ),
        ("552 5.2.2 <jan@gmial.com> Mailbox full", None),
    ],
)
def test_only_where_a_slip_can_be_why(text: str, right: str | None, rules: RuleSet) -> None:
    (diagnosis,) = diagnose(read_text(text), rules)
    assert diagnosis.meant == right
