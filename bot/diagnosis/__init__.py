"""Failures and rules become diagnoses: knows rules, knows no chat."""

from bot.diagnosis.diagnosis import Diagnosis, Evidence, Match
from bot.diagnosis.errors import Mistake, Problem, RuleError
from bot.diagnosis.judging import diagnose
from bot.diagnosis.listing import Listing
from bot.diagnosis.loading import load_rules
from bot.diagnosis.proving import prove
from bot.diagnosis.ruleset import RuleSet
from bot.diagnosis.trust import Trust

__all__ = [
    "Diagnosis",
    "Evidence",
    "Listing",
    "Match",
    "Mistake",
    "Problem",
    "RuleError",
    "RuleSet",
    "Trust",
    "diagnose",
    "load_rules",
    "prove",
]
