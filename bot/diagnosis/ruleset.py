"""The rules, ready to be asked: which of them match a text, and with what evidence."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.diagnosis.codes import any_means, means, tells
from bot.diagnosis.diagnosis import Evidence, Match
from bot.diagnosis.flat import Flat, flat
from bot.diagnosis.matching import MEMORY, Expression, Matcher, phrase_expression
from bot.diagnosis.rule import Clue, Rule
from bot.diagnosis.trust import YIELDING, trust_in
from bot.reading.notification import Failure

MOST_KEPT: Final = 2000
"""Codes of which is kept which rules mean them."""

NOWHERE: Final = Evidence(0, 0, "")
"""The evidence of a code that stands in a field of the report and not in its text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is written."""

    file: str
    line: int


def expression_of(clue: Clue) -> Expression:
    """A clue as one expression over flat text."""
    if clue.pattern is not None:
        return Expression(clue.pattern)
    return phrase_expression(flat(clue.phrase or ""))


class RuleSet:
    """Compiled rules, in their order. `len()` of it is how many there are.

    Raises:
        PatternError, SetTooLargeError: see `matching.py`; `load_rules` words both with file and line.
    """

    def __init__(self, rules: Sequence[Rule], places: Sequence[Place] = (), memory: int = MEMORY) -> None:
        self.rules = tuple(rules)
        self.places = tuple(places)
        self._order = {rule.id: number for number, rule in enumerate(self.rules)}
        clues = [(rule, expression_of(clue)) for rule in self.rules for clue in rule.any or ()]
        self._owners: tuple[Rule | None, ...] = tuple(rule for rule, _ in clues)
        self._matcher = Matcher([expression for _, expression in clues], memory)

    def clues_in(self, text: str) -> frozenset[int]:
        """The numbers of the clues that a text holds, counted over all rules in their order."""
        return frozenset(hit.index for hit in self._matcher.search(flat(text)) if hit.end > hit.start)

    def with_less(self, smaller: Rule, number: int | None = None) -> "RuleSet":
        """These rules with one of them smaller and deaf to clue `number`; nothing is compiled again."""
        less = copy(self)
        for kept in ("_code_rules", "_by_code"):
            less.__dict__.pop(kept, None)
        less.rules = tuple(smaller if rule.id == smaller.id else rule for rule in self.rules)
        less._owners = tuple(  # noqa: SLF001 — its own kind
            None if at == number else smaller if owner is not None and owner.id == smaller.id else owner
            for at, owner in enumerate(self._owners)
        )
        return less

    def __len__(self) -> int:
        """How many rules."""
        return len(self.rules)

    @cached_property
    def _code_rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.is_code_rule)

    @cached_property
    def _by_code(self) -> dict[str, tuple[Rule, ...]]:
        return {}

    def _rules_of(self, code: str) -> tuple[Rule, ...]:
        """The code rules that mean a code: an enhanced status code or a reply code. Found once and kept."""
        known = self._by_code.get(code)
        if known is None:
            known = tuple(rule for rule in self._code_rules if _decides(rule, code))
            if len(self._by_code) < MOST_KEPT:
                self._by_code[code] = known
        return known

    def rule(self, rule_id: str) -> Rule:
        """The rule of an id. Raises KeyError."""
        return self.rules[self._order[rule_id]]

    def matches(self, failure: Failure, said: Flat | None = None) -> tuple[Match, ...]:
        """Every rule that matches a failure, strongest first.

        Text rules by the diagnostic text, code rules by the codes of the report or, where it has none
        that tells anything, those in the text. A rule that matches in several places shows the longest.
        `said` is the diagnostic text made flat, where it is at hand.
        """
        said = said or Flat(failure.diagnostic)
        codes = _statuses(failure, said)
        found: dict[str, Match] = {}
        for hit in self._matcher.search(said.text):
            if hit.end == hit.start:
                continue
            rule = self._owners[hit.index]
            if rule is None:
                continue
            start, end = said.written_span(hit.start, hit.end)
            match = _match(rule, Evidence(start, end, failure.diagnostic[start:end]))
            if rule.id not in found or _length(match) > _length(found[rule.id]):
                found[rule.id] = match
        reply = said.reply or failure.reply
        for code in (*codes, reply) if reply else codes:
            for rule in self._rules_of(code):
                if rule.id not in found:
                    found[rule.id] = _match(rule, _code_evidence(code, failure))
        if len(found) < 2:  # noqa: PLR2004 — nothing to put in order
            return tuple(found.values())
        return tuple(sorted(found.values(), key=lambda match: self._rank(match, codes)))

    def ties(self, one: Match, other: Match, failure: Failure) -> bool:
        """Whether only the order of the rules lets one of two matches win."""
        codes = _statuses(failure, Flat(failure.diagnostic))
        return self._rank(one, codes)[:-1] == self._rank(other, codes)[:-1]

    def _rank(self, match: Match, codes: Iterable[str]) -> tuple[int, int, int, bool, int]:
        """The strongest first: trust, an answer before none, longer evidence, a fitting status, the order."""
        rule = self.rule(match.rule)
        yielding = YIELDING.get(rule.cause, 0)
        fits = bool(rule.status) and any_means(rule.status, codes)
        return (-match.trust, yielding, -_length(match), not fits, self._order[rule.id])


def _length(match: Match) -> int:
    return match.evidence.end - match.evidence.start


def _match(rule: Rule, evidence: Evidence) -> Match:
    return Match(rule.id, rule.cause, trust_in(rule), evidence, rule.provider)


def _statuses(failure: Failure, said: Flat) -> tuple[str, ...]:
    """The codes that tell something, the text's own first: the wrapper around it is written by another server."""
    written = dict.fromkeys((*said.statuses, failure.status or ""))
    return tuple(code for code in written if code and tells(code))


def _decides(rule: Rule, code: str) -> bool:
    """Whether a code rule means a code; where it has both kinds of codes, only the enhanced ones count."""
    if rule.status:
        return "." in code and any(means(status, code) for status in rule.status)
    return code in rule.reply


def _code_evidence(code: str, failure: Failure) -> Evidence:
    at = failure.diagnostic.find(code)
    return NOWHERE if at < 0 else Evidence(at, at + len(code), code)
