"""`bouncewijzer rules check`: mistakes, examples that do not hold, flaws, and clues that no example needs."""

from bot.cli import rule_words as words
from bot.cli.complaints import complain
from bot.diagnosis import RuleError, load_rules, prove
from bot.diagnosis.auditing import audit
from bot.diagnosis.mutating import mutants
from bot.settings import SettingsError, read_settings


def check(*, mutate: bool) -> int:
    """Say what is wrong or weak about the rules. Gives the exit code: 1 where anything is."""
    try:
        rules = load_rules(read_settings().rules)
    except (SettingsError, RuleError) as error:
        return complain(error)
    if unproven := prove(rules):
        return complain(RuleError(unproven))
    lines = [words.flaw(flaw) for flaw in audit(rules)]
    if mutate:
        tried = tuple(mutants(rules))
        survivors = [mutant for mutant in tried if not mutant.noticed]
        lines.extend(words.survivor(mutant) for mutant in survivors)
        print(words.mutated(len(tried), len(survivors)))
    if lines:
        return complain("\n".join((*lines, words.weak(len(lines)))))
    examples = sum(len(rule.examples) + len(rule.chat_examples) + len(rule.not_examples) for rule in rules.rules)
    print(words.well(len(rules), examples))
    return 0
