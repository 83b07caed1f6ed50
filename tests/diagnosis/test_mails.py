"""Whole mails of many systems: why each recipient did not get it, also when people paste what they read of it."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.diagnosis import RuleSet, diagnose
from bot.reading import read_mail, read_text

MAILS = Path(__file__).parents[1] / "data" / "mails"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((MAILS / "expected.yml").read_text())
TOLD = [name for name, mail in EXPECTED.items() if mail["kind"] in {"bounce", "delay"}]
ONLY_FOR_MACHINES = {"ses", "outlook-com", "mailman"}
"""Mails whose cause or recipient people cannot read: it stands in a part or a header for machines."""


@pytest.mark.parametrize("name", EXPECTED)
def test_why(name: str, rules: RuleSet) -> None:
    diagnoses = diagnose(read_mail((MAILS / f"{name}.eml").read_bytes()), rules)
    wanted = EXPECTED[name]["failures"]
    assert len(diagnoses) == len(wanted)
    for diagnosis, want in zip(diagnoses, wanted, strict=True):
        assert diagnosis.cause in want["causes"], (diagnosis.won, diagnosis.lost)
        assert diagnosis.permanent is want["permanent"]


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.split("\n"))


def slack(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"[\w.+-]+@[\w.-]+\w", lambda found: f"<mailto:{found[0]}|{found[0]}>", escaped)


def wrapped(text: str) -> str:
    return "\n".join(textwrap.fill(line, 72) for line in text.split("\n"))


FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "quoted": quoted,
    "quoted-twice": lambda text: quoted(quoted(text)),
    "wrapped": wrapped,
    "slack": slack,
    "code-block": lambda text: f"```{slack(text)}```",
    "below-a-question": lambda text: f"Hoi, wat betekent dit?\n\n{text}\n\nGroet, Anna",
    "with-no-break-spaces": lambda text: text.replace("  ", " \u00a0").replace("the ", "the\u00a0"),
    "with-zero-width-spaces": lambda text: text.replace("@", "@\u200b").replace("address", "add\u00adress"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [name for name in TOLD if name not in ONLY_FOR_MACHINES])
def test_what_people_paste_of_it_tells_the_same(name: str, form: str, rules: RuleSet) -> None:
    shown = read_mail((MAILS / f"{name}.eml").read_bytes()).text
    diagnoses = diagnose(read_text(FORMS[form](shown)), rules)
    wanted = EXPECTED[name]["failures"]
    assert [diagnosis.failure.recipient for diagnosis in diagnoses] == [want["recipient"] for want in wanted]
    for diagnosis, want in zip(diagnoses, wanted, strict=True):
        assert diagnosis.cause in want["causes"], (diagnosis.won, diagnosis.lost)


@pytest.mark.parametrize("name", TOLD)
def test_a_pasted_source_is_the_mail(name: str, rules: RuleSet) -> None:
    source = (MAILS / f"{name}.eml").read_bytes().decode("utf-8", "replace")
    causes = [diagnosis.cause for diagnosis in diagnose(read_text(f"Kijk eens:\n\n{source}"), rules)]
    assert len(causes) == len(EXPECTED[name]["failures"])
    assert all(cause in want["causes"] for cause, want in zip(causes, EXPECTED[name]["failures"], strict=True))
