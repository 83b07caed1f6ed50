"""The bench measures what it says it does: whole, on few mails, without a word about how fast this machine is."""

from pathlib import Path

import pytest

from bot.diagnosis import RuleSet, diagnose, load_rules
from bot.diagnosis.matching import SetTooLargeError
from bot.diagnosis.proving import as_notification
from bot.reading import read_mail
from tests.bench.delivered import delivered
from tests.bench.figure import Figure, least_seconds
from tests.bench.mails import mail_figures
from tests.bench.many_rules import many_rules

ROOT = Path(__file__).parents[2]
TEN_TIMES = 10


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(ROOT / "rules")


@pytest.mark.parametrize(
    ("figure", "kept"),
    [
        pytest.param(Figure("a", 0.25, "", least=0.25), True, id="just-enough"),
        pytest.param(Figure("a", 0.2499, "", least=0.25), False, id="too-little"),
        pytest.param(Figure("a", 2.0, "", most=2.0), True, id="just-not-too-much"),
        pytest.param(Figure("a", 2.001, "", most=2.0), False, id="too-much"),
        pytest.param(Figure("a", 9.0, ""), True, id="no-limit"),
    ],
)
def test_a_limit_is_kept_or_not(figure: Figure, kept: bool) -> None:  # noqa: FBT001
    assert figure.is_kept is kept
    assert ("NOT KEPT" in str(figure)) is not kept


def test_every_work_is_done_with_every_item() -> None:
    done: list[str] = []
    seconds = least_seconds(
        [lambda item: done.append(f"a{item}"), lambda item: done.append(f"b{item}")], [1, 2], 3
    )
    assert done == ["a1", "b1", "a2", "b2"] * 3
    assert all(0 <= second < 60 for second in seconds)


def test_mails_are_read_and_compared(rules: RuleSet) -> None:
    mail = (ROOT / "tests/data/mails/postfix-two-recipients.eml").read_bytes()
    parsed, judged, share = list(mail_figures([mail], rules))[:3]
    assert share.value == pytest.approx(judged.value / parsed.value)


@pytest.mark.parametrize("path", sorted((ROOT / "tests/data/mails").glob("*.eml")), ids=lambda path: path.stem)
def test_a_mail_says_the_same_below_its_trace(path: Path, rules: RuleSet) -> None:
    raw = path.read_bytes()
    bare, traced = (diagnose(read_mail(mail), rules) for mail in (raw, delivered(raw)))
    assert [(one.cause, one.failure.recipient) for one in traced] == [
        (one.cause, one.failure.recipient) for one in bare
    ]


def test_ten_times_the_rules_fit_their_memory_and_decide_as_the_rules_do(rules: RuleSet) -> None:
    many = many_rules(rules, TEN_TIMES * len(rules))
    assert len(many) == TEN_TIMES * len(rules)
    for rule in rules.rules:
        for text in rule.examples[:3]:
            line = as_notification(text)
            few_won, many_won = (diagnose(line, each)[0].won for each in (rules, many))
            assert few_won == many_won
    copied = many.rules[-1]
    (diagnosis,) = diagnose(as_notification((copied.any or ())[0].phrase or ""), many)
    assert copied.id in {match.rule for match in (diagnosis.won, *diagnosis.lost) if match is not None}


def test_more_than_fits_is_refused_and_never_blind(rules: RuleSet) -> None:
    with pytest.raises(SetTooLargeError):
        RuleSet(many_rules(rules, 4 * len(rules)).rules, memory=2**20)
