"""Every rule carries its proof: here the proof is run."""

from collections.abc import Iterator

from bot.diagnosis.codes import first_reply, statuses
from bot.diagnosis.diagnosis import Diagnosis
from bot.diagnosis.errors import Mistake, Problem
from bot.diagnosis.judging import diagnose
from bot.diagnosis.rule import Rule
from bot.diagnosis.ruleset import Place, RuleSet
from bot.diagnosis.taxonomy import CAUSES
from bot.reading.notification import Failure, Kind, Notification


def prove(rules: RuleSet) -> tuple[Mistake, ...]:
    """Every example that its rule does not win, and every not_example that it does."""
    places = rules.places or (Place("", 1),) * len(rules)
    return tuple(
        mistake
        for rule, place in zip(rules.rules, places, strict=True)
        for mistake in _of_rule(rule, place, rules)
    )


def _of_rule(rule: Rule, place: Place, rules: RuleSet) -> Iterator[Mistake]:
    for number, text in enumerate(rule.examples, 1):
        winner = winner_of(text, rule, rules)
        if winner != rule.id:
            right = f"{winner or 'no rule'} wins it; {rule.id} must"
            yield Mistake(place.file, place.line, f"examples.{number}", Problem.EXAMPLE_LOST, text, right)
    for number, text in enumerate(rule.not_examples, 1):
        if winner_of(text, rule, rules) == rule.id:
            right = f"a text that {rule.id} does not win"
            yield Mistake(place.file, place.line, f"not_examples.{number}", Problem.NEIGHBOUR_WON, text, right)
    for number, text in enumerate(rule.chat_examples, 1):
        winner = winner_in_chat(text, rules)
        if winner != rule.id:
            right = f"{winner or 'no rule'} wins it in chat; {rule.id} must"
            yield Mistake(place.file, place.line, f"chat_examples.{number}", Problem.EXAMPLE_LOST, text, right)


def winner_of(text: str, rule: Rule, rules: RuleSet) -> str | None:
    """The id of the rule that wins a text, read as what the rule is about: a bounce, or something else."""
    diagnoses = diagnose(as_notification(text, is_bounce=rule.cause in CAUSES), rules)
    return _winner(diagnoses[0]) if diagnoses else None


def winner_in_chat(text: str, rules: RuleSet) -> str | None:
    """The id of the rule that wins a text said in chat, where nothing else shows a bounce."""
    diagnoses = diagnose(as_notification(text, is_bounce=False), rules)
    return _winner(diagnoses[0]) if diagnoses else None


def _winner(diagnosis: Diagnosis) -> str | None:
    return diagnosis.won.rule if diagnosis.won else None


def as_notification(text: str, *, is_bounce: bool = True) -> Notification:
    """A text taken as the diagnostic text of one bounce, or as talk."""
    status = next(iter(statuses(text)), None)
    failure = Failure(diagnostic=text, status=status, reply=first_reply(text))
    return Notification(Kind.BOUNCE if is_bounce else Kind.TEXT, text, (failure,))
