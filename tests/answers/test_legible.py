"""Texts of strangers: nothing hides in them, and none is longer than it may be."""

import pytest

from bot.answers.legible import shortened, visible


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
