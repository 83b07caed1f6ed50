"""The flat text, and the way back from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.diagnosis.flat import Flat


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param("mailbox\n   is\tfull", "mailbox is full", id="wrapped"),
        pytest.param("  mailbox  ", "mailbox", id="edges"),
        pytest.param("couldn’t", "couldn't", id="typographic-quote"),
        pytest.param("mailbox\u00a0full", "mailbox full", id="no-break-space"),
        pytest.param(
            "550-5.1.1 The account\n550-5.1.1 does not\n550 5.1.1 exist",
            "550-5.1.1 The account does not exist",
            id="reply-of-lines",
        ),
        pytest.param("550-The account\n550 does not exist", "550-The account does not exist", id="without-status"),
        pytest.param("said: 550 5.1.1 No", "said: 550 5.1.1 No", id="one-line-keeps-its-code"),
        pytest.param("", "", id="empty"),
        pytest.param(" \n ", "", id="only-white"),
        pytest.param(
            "address unknown\n \nhost x said", "address unknown\nhost x said", id="paragraphs-stay-apart"
        ),
    ],
)
def test_flat(written: str, text: str) -> None:
    assert Flat(written).text == text


@given(
    st.lists(st.sampled_from(["mailbox", "full", " ", "\n", "  \t", "’", "550-", "550 5.1.1 ", "é"])).map("".join)
)
def test_every_character_is_found_again(written: str) -> None:
    flat = Flat(written)
    for position, character in enumerate(flat.text):
        if not character.isspace():
            start, end = flat.written_span(position, position + 1)
            assert end == start + 1
            assert written[start] in (character, "’")


def test_a_long_text_is_made_flat_as_a_short_one_is() -> None:
    short = "  550  5.1.1\tgone\n\n \nHallo\r\n  daar “u” \u00a0 en\n\tik "
    assert Flat(short + "x" * 30_000).text == Flat(short + "x").text + "x" * 29_999
