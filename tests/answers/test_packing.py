"""Packed findings fit a button, and come back as they were, or with what was least needed left out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Finding, UnreadableFindingsError, compose, pack, unpack
from bot.answers.knowledge import Known
from bot.diagnosis.listing import Listing
from bot.diagnosis.taxonomy import CAUSES, TAXONOMY

LIMIT = 1900
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
FINDING = st.builds(
    Finding,
    cause=st.sampled_from(TAXONOMY),
    permanent=st.none() | st.booleans(),
    also=st.none() | st.sampled_from(CAUSES),
    rule=st.none() | TEXT,
    recipients=st.lists(TEXT, max_size=20).map(tuple),
    more=st.integers(0, 200),
    status=st.none() | TEXT,
    reply=st.none() | TEXT,
    host=st.none() | TEXT,
    quote=st.none() | TEXT,
    meant=st.none() | TEXT,
    listing=st.none() | st.builds(Listing, TEXT, st.none() | TEXT, st.none() | TEXT),
    retry_until=st.none() | st.dates(),
    looks_forged=st.booleans(),
)
FINDINGS = st.lists(FINDING, min_size=1, max_size=30).map(tuple)


def javascript_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def people(findings: tuple[Finding, ...]) -> int:
    return sum(len(finding.recipients) + finding.more for finding in findings)


@given(FINDINGS)
def test_with_room_they_come_back_as_they_were(findings: tuple[Finding, ...]) -> None:
    assert unpack(pack(findings, 10**7)) == findings


@given(FINDINGS)
def test_they_fit_and_no_cause_and_no_recipient_goes_uncounted(findings: tuple[Finding, ...]) -> None:
    packed = pack(findings, LIMIT)
    again = unpack(packed)
    assert javascript_length(packed) <= LIMIT
    assert list(dict.fromkeys(finding.cause for finding in again)) == list(
        dict.fromkeys(finding.cause for finding in findings)
    )
    assert people(again) == people(findings)


@given(FINDINGS)
def test_packed_again_they_are_the_same(findings: tuple[Finding, ...]) -> None:
    packed = pack(findings, LIMIT)
    assert pack(unpack(packed), LIMIT) == packed


def crowd(causes: int, recipients: int, quote: int = 300) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            cause=CAUSES[number % len(CAUSES)],
            permanent=True,
            rule="some-rule-of-the-house",
            recipients=tuple(f"voornaam.achternaam{number}-{one}@klant.example" for one in range(recipients)),
            status="5.1.1",
            reply="550",
            host=f"mx{number}.klant.example",
            quote="q" * quote,
        )
        for number in range(causes)
    )


@pytest.mark.parametrize(
    ("findings", "keeps"),
    [
        pytest.param(crowd(1, 3), {"host", "quote", "rule", "status", "recipients"}, id="one-bounce-keeps-all"),
        pytest.param(crowd(5, 1), {"host", "quote", "rule", "status", "recipients"}, id="quotes-shorten-first"),
        pytest.param(crowd(7, 1), {"quote", "rule", "status", "recipients"}, id="then-hosts-go"),
        pytest.param(crowd(2, 80), {"quote", "rule", "status", "recipients"}, id="then-recipients-beyond-a-few"),
        pytest.param(crowd(14, 1), {"rule", "status", "recipients"}, id="then-quotes"),
        pytest.param(crowd(22, 80), set(), id="a-crowd-keeps-its-causes"),
    ],
)
def test_the_least_needed_goes_first(findings: tuple[Finding, ...], keeps: set[str]) -> None:
    first = unpack(pack(findings, LIMIT))[0]
    assert {name for name, value in first if value} - {"cause", "permanent", "reply", "more"} == keeps


def test_two_hundred_findings_of_one_cause_become_one(known: Known) -> None:
    findings = tuple(
        Finding(
            cause="mailbox-full",
            permanent=True,
            recipients=(f"r{number}@klant.example",),
            host=f"h{number}",
            quote=f"552 r{number}: full",
        )
        for number in range(200)
    )
    (left,) = unpack(pack(findings, LIMIT))
    assert people((left,)) == 200
    assert len(left.recipients) == 8
    assert left.quote == "552 r0: full"
    assert compose([left], known.intents, "Carerix Helpdesk").sections[0].evidence[0].label == "200 ontvangers"


def test_emoji_count_as_javascript_counts_them() -> None:
    packed = pack((*crowd(1, 0, 0), Finding(cause="mailbox-full", quote="😀" * 1000)), LIMIT)
    assert javascript_length(packed) <= LIMIT


def test_no_findings_are_nothing_to_pack() -> None:
    with pytest.raises(ValueError, match="no findings"):
        pack(())


def test_a_limit_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="limit 10"):
        pack(crowd(1, 1), 10)


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param("", id="empty"),
        pytest.param("mailbox-full", id="no-json"),
        pytest.param("[" * 1900, id="deep"),
        pytest.param("[]", id="another-shape"),
        pytest.param(json.dumps({"f": [{"p": True}]}), id="no-cause"),
        pytest.param(json.dumps({"f": [{"c": "mailbox-overfull"}]}), id="a-cause-that-is-no-more"),
        pytest.param(json.dumps({"f": [{"c": "x", "a": "mailbox-full"}]}), id="only-the-second-cause-is-one"),
        pytest.param(json.dumps({"f": [{"c": "mailbox-full", "a": "x"}]}), id="a-second-cause-that-is-no-more"),
        pytest.param(json.dumps({"f": [{"c": "mailbox-full", "z": 1}]}), id="a-field-too-many"),
        pytest.param(json.dumps({"f": [{"c": "mailbox-full", "m": -1}]}), id="fewer-than-none"),
        pytest.param('{"f":[{"c":"mailbox-full","q":"\\ud83d"}]}', id="half-a-pair-of-surrogates"),
        pytest.param('{"f":[]}', id="no-findings"),
    ],
)
def test_what_was_not_packed_here_is_refused(packed: str) -> None:
    with pytest.raises(UnreadableFindingsError):
        unpack(packed)
