"""`bouncewijzer rules explain ID`: a rule as its words, its proofs and its neighbours show it."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from bot.answers import IntentError, Knowledge, Known
from bot.cli import rule_words as words
from bot.cli import words as common
from bot.cli.complaints import complain
from bot.cli.inert import inert, one_line
from bot.diagnosis import Diagnosis, RuleError, diagnose
from bot.diagnosis.proving import as_notification
from bot.diagnosis.rule import Rule
from bot.diagnosis.taxonomy import CAUSES
from bot.diagnosis.trust import trust_in
from bot.settings import SettingsError, read_settings

LONGEST: Final = 160
"""Characters of an example that are shown."""


def explain(name: str) -> int:
    """Print a rule. Gives the exit code: 2 where there is none of that id."""
    try:
        settings = read_settings()
        known = Knowledge(settings.rules, settings.intents, settings.helpdesk_name).current()
    except (SettingsError, RuleError, IntentError) as error:
        return complain(error)
    ids = [rule.id for rule in known.rules.rules]
    if name not in ids:
        near = next(iter(get_close_matches(name, ids, 1)), None)
        return complain(words.no_such_rule(one_line(name), near), code=2)
    print(inert("\n".join(_lines(known.rules.rule(name), known))))
    return 0


def _lines(rule: Rule, known: Known) -> Iterator[str]:
    place = known.rules.places[known.rules.rules.index(rule)]
    yield rule.id
    yield f"{words.CAUSE}: {rule.cause} ({known.intents.intent(rule.cause).title})"
    yield f"{words.FOUND_IN}: {place.file}:{place.line}"
    provider = f" ({rule.provider})" if rule.provider else ""
    yield f"{words.TRUST}: {common.trust(trust_in(rule))}{provider}"
    if rule.status or rule.reply:
        yield f"{words.CODES}: {', '.join((*rule.status, *rule.reply))}"
    yield f"{words.SOURCE}: {rule.source}"
    if rule.alone:
        yield words.ALONE
    yield from _clues(rule, known)
    yield from _examples(rule, known)
    yield f"{words.NEIGHBOURS}:"
    for text in rule.not_examples:
        winner = next((_winner(found) for found in _judged(text, rule, known)), words.NOBODY)
        yield f"  {one_line(text, LONGEST)}\n    {winner}"


def _clues(rule: Rule, known: Known) -> Iterator[str]:
    if not rule.any:
        return
    first = sum(len(one.any or ()) for one in known.rules.rules[: known.rules.rules.index(rule)])
    shown = [known.rules.clues_in(text) for text in rule.examples]
    yield f"{words.CLUES}:"
    for number, clue in enumerate(rule.any):
        by = [str(example) for example, found in enumerate(shown, 1) if first + number in found]
        proof = f"  [{words.SHOWN_BY} {', '.join(by)}]" if by else ""
        yield f"  {'phrase' if clue.phrase else 'pattern'}: {clue.phrase or clue.pattern}{proof}"


def _examples(rule: Rule, known: Known) -> Iterator[str]:
    yield f"{words.EXAMPLES}:"
    for number, text in enumerate(rule.examples, 1):
        yield f"  {number}. {one_line(text, LONGEST)}"
        for found in _judged(text, rule, known):
            beaten = [f"{match.rule} ({match.cause})" for match in found.lost if match.cause != rule.cause]
            if beaten:
                yield f"     {words.WINS_FROM} {', '.join(beaten)}"
    if rule.chat_examples:
        yield f"{words.CHAT_EXAMPLES}:"
        yield from (f"  {one_line(text, LONGEST)}" for text in rule.chat_examples)


def _judged(text: str, rule: Rule, known: Known) -> tuple[Diagnosis, ...]:
    return diagnose(as_notification(text, is_bounce=rule.cause in CAUSES), known.rules)


def _winner(diagnosis: Diagnosis) -> str:
    return f"{diagnosis.won.rule} ({diagnosis.won.cause})" if diagnosis.won else words.NOBODY
