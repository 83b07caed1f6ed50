"""The words outside answers: labels that others hold on to, and lengths that every platform takes."""

import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from bot.answers.words import forms, home, introduction, labels, notices, statuses

HELPDESK = "Carerix Helpdesk"
WITH_HELPDESK = {
    "escalated": statuses.escalated(HELPDESK),
    "escalated-urgently": statuses.escalated(HELPDESK, urgent=True),
    "escalated-by-itself": statuses.escalated_by_itself(HELPDESK),
    "claimed": statuses.claimed(HELPDESK),
    "resolved": statuses.resolved(HELPDESK),
}


def texts(module: ModuleType) -> Iterator[tuple[str, str]]:
    for name, value in vars(module).items():
        if name.isupper() and isinstance(value, str):
            yield name, value
        elif name.isupper() and isinstance(value, tuple):
            yield from ((f"{name}-{number}", one) for number, one in enumerate(value))


ALL = [
    pytest.param(text, id=f"{module.__name__.rpartition('.')[2]}-{name}")
    for module in (forms, home, introduction, labels, notices, statuses)
    for name, text in texts(module)
    if (module, name) != (home, "EXAMPLE")
] + [pytest.param(text, id=name) for name, text in WITH_HELPDESK.items()]


def test_the_labels_that_others_hold_on_to() -> None:
    assert (labels.ANSWER_FOUND, labels.NOT_FOUND, labels.TO_HELPDESK, labels.CLAIM, labels.RESOLVE) == (
        "Antwoord gevonden",
        "Niet gevonden",
        "Naar de helpdesk",
        "Ik pak dit op",
        "Opgelost",
    )


@pytest.mark.parametrize("text", ALL)
def test_only_a_person_is_filled_in(text: str) -> None:
    assert set(re.findall(r"\{[^}]*\}|[{}]", text)) <= {statuses.PERSON}


@pytest.mark.parametrize("text", ALL)
def test_it_is_formal_and_not_english(text: str) -> None:
    words = {word.strip(".,:;?!“”()").casefold() for word in text.split()}
    assert not words & {"je", "jij", "jouw", "thread", "channel", "the", "sorry", "error", "case", "ticket", "dm"}


@pytest.mark.parametrize(
    "text",
    [
        forms.NOT_FOUND_TITLE,
        forms.TO_HELPDESK_TITLE,
        forms.BOUNCE_TITLE,
        forms.SEND,
        forms.BOUNCE_SEND,
        forms.CANCEL,
    ],
)
def test_titles_and_buttons_of_forms_fit(text: str) -> None:
    assert len(text) <= 24


@pytest.mark.parametrize(
    "text",
    [
        *(getattr(labels, name) for name in ("ANSWER_FOUND", "NOT_FOUND", "TO_HELPDESK", "CLAIM", "RESOLVE")),
        labels.TO_MESSAGE,
        home.TRY,
        forms.URGENCY_NORMAL,
        forms.URGENCY_URGENT,
        forms.AUDIENCE_ME,
        forms.AUDIENCE_CHANNEL,
        forms.HELPDESK_TICK,
        forms.HELPDESK_TICK_HINT,
    ],
)
def test_buttons_and_choices_fit(text: str) -> None:
    assert len(text) <= 75


@pytest.mark.parametrize("name", ["{person}", "{0}", "%s"])
def test_a_helpdesk_of_any_name(name: str) -> None:
    assert f"de {name}" in statuses.escalated(name)
    assert f"de {name}" in statuses.claimed(name)


@pytest.mark.parametrize("who", ["escalated", "escalated-urgently", "claimed", "resolved"])
def test_who_did_it_is_named_first(who: str) -> None:
    assert WITH_HELPDESK[who].startswith(statuses.PERSON)


def test_haste_is_said() -> None:
    assert "spoed" in WITH_HELPDESK["escalated-urgently"]
    assert "spoed" not in WITH_HELPDESK["escalated"]
