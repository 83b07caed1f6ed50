"""Findings become an answer: a section per cause, and the sentences that hang on how it stands."""

from collections.abc import Sequence

import pytest

from bot.answers import Answer, Escalate, Finding, IntentSet, compose


def composed(intents: IntentSet, *findings: Finding) -> Answer:
    return compose(findings, intents, "Carerix Helpdesk")


def evidence(answer: Answer) -> dict[str, str]:
    return {line.label: line.value for section in answer.sections for line in section.evidence}


def recipients(count: int) -> tuple[str, ...]:
    return tuple(f"r{number}@klant.example" for number in range(count))


def test_recipients_with_one_cause_are_one_section(intents: IntentSet) -> None:
    answer = composed(
        intents,
        Finding(cause="mailbox-full", recipients=("a@x.example",), host="one.example"),
        Finding(cause="mailbox-full", recipients=("b@x.example",), host="two.example"),
    )
    (section,) = answer.sections
    assert [line.value for line in section.evidence] == [
        "a@x.example",
        "one.example",
        "b@x.example",
        "two.example",
    ]


def test_different_causes_are_a_section_each_in_order(intents: IntentSet) -> None:
    answer = composed(
        intents, Finding(cause="mailbox-full"), Finding(cause="blacklisted"), Finding(cause="mailbox-full")
    )
    assert [section.cause for section in answer.sections] == ["mailbox-full", "blacklisted"]


@pytest.mark.parametrize(
    ("count", "more", "label", "value"),
    [
        pytest.param(1, 0, "Ontvanger", "r0@klant.example", id="one"),
        pytest.param(2, 0, "2 ontvangers", "r0@klant.example, r1@klant.example", id="two"),
        pytest.param(1, 3, "4 ontvangers", "r0@klant.example en nog 3", id="some-not-carried"),
        pytest.param(0, 3, "3 ontvangers", "adressen niet getoond", id="none-carried"),
        pytest.param(200, 0, "200 ontvangers", ", ".join(recipients(10)) + " en nog 190", id="many"),
    ],
)
def test_the_recipients(count: int, more: int, label: str, value: str, intents: IntentSet) -> None:
    answer = composed(intents, Finding(cause="mailbox-full", recipients=recipients(count), more=more))
    assert evidence(answer) == {label: value}


def test_of_many_findings_with_one_cause_the_rest_is_counted(intents: IntentSet) -> None:
    many = [Finding(cause="mailbox-full", recipients=(name,), host=name) for name in recipients(200)]
    lines = composed(intents, *many).sections[0].evidence
    assert lines[-1].value == "196 andere ontvangers"
    assert len(lines) == 9


@pytest.mark.parametrize(
    ("status", "reply", "label", "value"),
    [
        pytest.param("5.2.2", "552", "Codes", "5.2.2 (mailbox is vol), 552 (definitief geweigerd)", id="both"),
        pytest.param("4.2.99", None, "Code", "4.2.99 (iets met de mailbox)", id="only-its-subject-is-known"),
        pytest.param(
            "5.7.509",
            None,
            "Code",
            "5.7.509 (Microsoft 365: controle van de afzender is mislukt)",
            id="a-provider's-own",
        ),
        pytest.param("5.0.0", None, "Code", "5.0.0 (zonder nadere reden)", id="a-code-that-says-nothing"),
        pytest.param(None, "450", "Code", "450 (voorlopig geweigerd)", id="a-reply"),
        pytest.param("abc", "x", "Codes", "abc, x", id="no-codes-at-all"),
    ],
)
def test_the_codes_with_their_meaning(
    status: str | None, reply: str | None, label: str, value: str, intents: IntentSet
) -> None:
    assert evidence(composed(intents, Finding(cause="mailbox-full", status=status, reply=reply))) == {label: value}


LASTS = "Deze poging is definitief mislukt"
PASSES = "Dit is tijdelijk"
SOME = "Voor een deel van de ontvangers"


@pytest.mark.parametrize(
    ("permanences", "begins"),
    [
        pytest.param([True], LASTS, id="permanent"),
        pytest.param([False], PASSES, id="passes"),
        pytest.param([None], None, id="unknown"),
        pytest.param([True, True], LASTS, id="both-permanent"),
        pytest.param([True, False], SOME, id="some"),
        pytest.param([False, None], None, id="one-unknown"),
    ],
)
def test_permanent_or_passing_is_said_in_words(
    permanences: Sequence[bool | None], begins: str | None, intents: IntentSet
) -> None:
    answer = composed(intents, *(Finding(cause="mailbox-full", permanent=one) for one in permanences))
    said = answer.sections[0].lasting
    assert said is None if begins is None else (said or "").startswith(begins)


def test_what_was_given_up_is_not_waited_for(intents: IntentSet) -> None:
    waits = composed(intents, Finding(cause="temporarily-deferred", permanent=False)).sections[0]
    given_up = composed(intents, Finding(cause="temporarily-deferred", permanent=True)).sections[0]
    assert waits.who == "Wie moet iets doen: niemand"
    assert "vanzelf opnieuw" in (waits.retry or "")
    assert given_up.steps != waits.steps
    assert given_up.who == "Wie moet iets doen: uzelf, als afzender"
    assert given_up.retry == "U kunt het bericht later opnieuw versturen."


@pytest.mark.parametrize(
    ("causes", "strongest"),
    [
        pytest.param(["auto-reply"], Escalate.NEVER, id="never"),
        pytest.param(["auto-reply", "mailbox-full"], Escalate.OFFER, id="offer"),
        pytest.param(["unknown-bounce", "mailbox-full"], Escalate.ADVISE, id="advise"),
        pytest.param(["unknown-bounce", "blacklisted", "mailbox-full"], Escalate.ALWAYS, id="always"),
    ],
)
def test_the_strongest_escalation_counts(causes: Sequence[str], strongest: Escalate, intents: IntentSet) -> None:
    assert composed(intents, *(Finding(cause=cause) for cause in causes)).escalate is strongest


def test_advice_stands_only_where_it_is_given(intents: IntentSet) -> None:
    advised = composed(intents, Finding(cause="unknown-bounce")).sections[0].advice
    assert advised == "Geef dit door aan de Carerix Helpdesk: die kijkt met u mee."
    assert composed(intents, Finding(cause="mailbox-full")).sections[0].advice is None


def test_a_second_cause_is_named_by_its_title(intents: IntentSet) -> None:
    section = composed(intents, Finding(cause="mailbox-full", also="mailbox-inactive")).sections[0]
    assert section.also == "De melding kan ook iets anders betekenen: “Mailbox is niet meer actief”."


def test_the_fallback_tells_all_and_holds_no_strangers_text(intents: IntentSet) -> None:
    stranger = "<!channel>"
    answer = composed(
        intents,
        Finding(cause="mailbox-full", permanent=True, recipients=(stranger,), host=stranger, quote=stranger),
    )
    (section,) = answer.sections
    assert answer.text.splitlines()[0] == section.title
    for told in (section.meaning, section.who, section.lasting, section.retry, *section.steps):
        assert told
        assert told in answer.text
    assert stranger not in answer.text


def test_a_long_answers_fallback_still_names_every_cause(intents: IntentSet) -> None:
    answer = composed(intents, *(Finding(cause=intent.id) for intent in intents))
    assert len(answer.text) <= 4000
    assert all(section.title in answer.text for section in answer.sections)


@pytest.mark.parametrize("name", ["{}", "{person}", "{0}", "%s", "\\1"])
def test_a_helpdesk_of_any_name(name: str, intents: IntentSet) -> None:
    assert f"de {name}." in compose([Finding(cause="blacklisted")], intents, name).text


def test_nothing_found_is_nothing_to_answer(intents: IntentSet) -> None:
    with pytest.raises(ValueError, match="no findings"):
        composed(intents)
