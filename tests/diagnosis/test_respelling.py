"""What a reader of pictures misreads is forgiven for pictures, and for nothing else."""

from dataclasses import replace

import pytest

from bot.diagnosis import RuleSet, diagnose
from bot.reading import read_text

MISREAD = [
    pytest.param("Delivery failed: nosuchuserhere", "mailbox-unavailable", id="spaces-dropped"),
    pytest.param("Undeliverable: themailboxisfull", "mailbox-full", id="spaces-dropped-from-what-a-pattern-says"),
    pytest.param("The emai1 account that you tried to reach does n0t exist", "mailbox-unavailable", id="digits"),
    pytest.param("Deliveryhasfailed. The recipient's mai|boxisfull", "mailbox-full", id="a-bar"),
    pytest.param(
        "554 Service unavai lable; C1ient host b1ocked using zen.sparnhaus.org", "blacklisted", id="rn-and-m"
    ),
    pytest.param("Dornain name notfound: voorbeeld.nl", "domain-not-found", id="m-and-rn"),
    pytest.param("Message size exceedsfixed maxirnum message s1ze", "message-too-large", id="several"),
]


@pytest.mark.parametrize(("text", "cause"), MISREAD)
def test_a_misread_picture_is_understood(text: str, cause: str, rules: RuleSet) -> None:
    (diagnosis,) = diagnose(replace(read_text(text), is_picture=True), rules)
    assert diagnosis.cause == cause, diagnosis.failure.diagnostic


@pytest.mark.parametrize(("text", "cause"), MISREAD)
def test_the_same_as_a_text_is_not_forgiven(text: str, cause: str, rules: RuleSet) -> None:
    assert cause not in [diagnosis.cause for diagnosis in diagnose(read_text(text), rules)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("550 5.2.2 mailbox full", id="spelled-right"),
        pytest.param("550 5.1.1 <jan@voorbeeld.nl>: Recipient address rejected: User unknown", id="a-whole-reply"),
        pytest.param("zullen we morgen bellen?", id="talk"),
        pytest.param("de mail komt niet aan, de mailbox van Jan zit vol denk ik", id="talk-about-mail"),
    ],
)
def test_what_was_read_well_is_left_as_it_is(text: str, rules: RuleSet) -> None:
    read = read_text(text)
    assert diagnose(replace(read, is_picture=True), rules) == diagnose(read, rules)
