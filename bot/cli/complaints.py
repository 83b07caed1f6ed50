"""Saying what is wrong, on standard error, and giving the exit code that goes with it."""

import sys

from bot.answers import IntentError
from bot.cli import words
from bot.cli.inert import inert
from bot.diagnosis import RuleError
from bot.settings import SettingsError


def complain(about: str | SettingsError | RuleError | IntentError, code: int = 1) -> int:
    """Print a sentence, or every mistake of a folder with file, line and field. Gives `code`."""
    print(inert(_said(about)), file=sys.stderr, flush=True)
    return code


def _said(about: str | SettingsError | RuleError | IntentError) -> str:
    match about:
        case str():
            return about
        case SettingsError():
            return words.setting(about)
        case RuleError():
            lines = [words.mistakes(len(about.mistakes), words.RULES), *map(words.mistake, about.mistakes)]
            return "\n".join(lines)
        case IntentError():
            lines = [words.mistakes(len(about.mistakes), words.INTENTS), *map(words.mistake, about.mistakes)]
            return "\n".join(lines)
