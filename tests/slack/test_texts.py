"""Texts: nothing hides in them, nothing is longer than Slack takes, and keys sort as things happened."""

import pytest

from bot.slack.cards.texts import FALLBACK_BYTES, about, fallback, shortened, visible
from bot.slack.keys import message_key, padded, work_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("gewoon", "gewoon", id="plain"),
        pytest.param("twee\nregels", "twee\nregels", id="lines"),
        pytest.param("twee\r\nregels", "twee\nregels", id="windows-lines"),
        pytest.param("een\ttab", "een tab", id="tab"),
        pytest.param("\u202ekaart\u202c", "[U+202E]kaart[U+202C]", id="right-to-left-override"),
        pytest.param("\u2067a\u2069", "[U+2067]a[U+2069]", id="isolates"),
        pytest.param("a\u200bb\ufeffc\u2060", "a[U+200B]b[U+FEFF]c[U+2060]", id="zero-width"),
        pytest.param("a\x00b\x1b[31m", "a[U+0000]b[U+001B][31m", id="controls"),
        pytest.param("a\ud800b", "a[U+D800]b", id="half-a-character"),
        pytest.param("a\u2028b", "a[U+2028]b", id="a-line-end-of-another-kind"),
        pytest.param("שלום עולם", "שלום עולם", id="hebrew-stays"),
        pytest.param("👩\u200d💻", "👩\u200d💻", id="emoji-stay"),
        pytest.param("é € “ok” …", "é € “ok” …", id="dutch-typography"),
    ],
)
def test_nothing_hides(text: str, expected: str) -> None:
    assert visible(text) == expected


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        pytest.param("kort", 10, "kort", id="short"),
        pytest.param("precies 10", 10, "precies 10", id="exactly"),
        pytest.param("net te lang", 10, "net te la…", id="one-too-many"),
        pytest.param("woord daarna", 7, "woord…", id="no-space-before-the-mark"),
        pytest.param("📧📧📧📧📧📧", 10, "📧📧📧📧…", id="none-is-halved"),
    ],
)
def test_what_is_too_long_is_cut(text: str, most: int, expected: str) -> None:
    assert shortened(text, most) == expected


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
