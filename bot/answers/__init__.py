"""Diagnoses and intents become answers: the room that speaks Dutch. Knows no chat."""

from bot.answers.answer import Answer, Escalate, Evidence, Finding, Section
from bot.answers.apologies import apology
from bot.answers.composing import compose
from bot.answers.errors import IntentError, UnreadableFindingsError
from bot.answers.explaining import Explanation, answer_for, answer_for_codes, explain_file, explain_text
from bot.answers.finding import findings
from bot.answers.intent import Intent, IntentSet
from bot.answers.knowledge import Knowledge, Known
from bot.answers.loading import load_intents
from bot.answers.packing import pack, unpack

__all__ = [
    "Answer",
    "Escalate",
    "Evidence",
    "Explanation",
    "Finding",
    "Intent",
    "IntentError",
    "IntentSet",
    "Knowledge",
    "Known",
    "Section",
    "UnreadableFindingsError",
    "answer_for",
    "answer_for_codes",
    "apology",
    "compose",
    "explain_file",
    "explain_text",
    "findings",
    "load_intents",
    "pack",
    "unpack",
]
