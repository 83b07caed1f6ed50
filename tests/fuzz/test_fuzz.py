"""The same as `make fuzz`, in a few seconds; and the harness finds what it looks for."""

import pytest

from bot.answers import Explanation, Known
from tests.fuzz import trials
from tests.fuzz.trials import ROOT, Count, tried

MAILS = [path.read_bytes() for path in sorted((ROOT / "tests" / "data").rglob("*.eml"))]


def test_no_change_of_a_mail_does_harm() -> None:
    total = Count()
    for at in range(len(MAILS)):
        total.add(tried(MAILS, at, 15, seed=1))
    assert total.failures == {}
    assert total.trials == 15 * len(MAILS) > 1000


def test_what_breaks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(raw: bytes, known: Known) -> Explanation:
        raise KeyError(len(raw), known.helpdesk)

    monkeypatch.setattr(trials, "explain_file", fragile)
    found = tried(MAILS, 0, 3, seed=1)
    assert not found.is_clean
    assert found.trials == 3
