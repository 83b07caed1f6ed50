"""Texts: nothing hides in them, nothing is longer than Slack takes, and keys sort as things happened."""

import pytest

from bot.slack.cards.texts import FALLBACK_BYTES, about, fallback
from bot.slack.keys import message_key, padded, work_key


def test_a_fallback_is_cut_between_words() -> None:
    told = fallback("één " * 2000)
    assert len(told.encode()) <= FALLBACK_BYTES + len("…".encode())
    assert told.endswith("één…")


def test_only_the_mention_of_a_status_is_markup() -> None:
    told = about("{person} stuurde dit naar <!channel> & co.", "U0ANNA")
    assert told == "<@U0ANNA> stuurde dit naar &lt;!channel&gt; &amp; co."


def test_braces_in_a_name_stay_text() -> None:
    assert about("{person} pakt dit op.", "{person}") == "{person} pakt dit op."


@pytest.mark.parametrize(
    ("ts", "expected"),
    [
        pytest.param("1795424345.000100", "1795424345.000100", id="as-slack-writes"),
        pytest.param("1.3", "0000000001.300000", id="short"),
        pytest.param("1795424345", "1795424345.000000", id="whole-seconds"),
        pytest.param("0", "0000000000.000000", id="no-time"),
    ],
)
def test_a_stamp_is_padded(ts: str, expected: str) -> None:
    assert padded(ts) == expected


def test_keys_sort_as_things_happened() -> None:
    keys = [
        message_key("T1", "C9", "999999999.9"),
        message_key("T1", "C1", "1795424345.0001"),
        work_key("1795424345.0002", "T1", "C1", "edit", "1795424345.0001", "1795424345.000000"),
        work_key("1795424345.1", "T1", "C1", "delete", "1795424345.0001"),
        message_key("T1", "A1", "1795424346"),
    ]
    assert keys == sorted(keys)
    assert max(map(len, keys)) <= 500
