"""Microseconds per line with 500 and with 5,000 rules: ten times the rules may cost twice the time."""

from collections.abc import Iterator

from bot.diagnosis import RuleSet, diagnose
from bot.diagnosis.proving import as_notification
from bot.reading.notification import Notification
from tests.bench.figure import Figure, least_seconds
from tests.bench.many_rules import many_rules

FEW, MANY = 500, 5000
ROUNDS = 7
LINES = 600
AT_MOST = 2.0


def line_figures(rules: RuleSet) -> Iterator[Figure]:
    few, many = many_rules(rules, FEW), many_rules(rules, MANY)
    lines = [as_notification(rule.examples[0]) for rule in rules.rules][:LINES]

    def with_few(line: Notification) -> None:
        diagnose(line, few)

    def with_many(line: Notification) -> None:
        diagnose(line, many)

    seconds = least_seconds([with_few, with_many], lines, ROUNDS)
    micros = [second / len(lines) * 1e6 for second in seconds]
    yield Figure(f"a line judged by {FEW:,} rules", micros[0], "µs")
    yield Figure(f"a line judged by {MANY:,} rules", micros[1], "µs")
    yield Figure("  times as long", micros[1] / micros[0], "", most=AT_MOST)
