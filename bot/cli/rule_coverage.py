"""`bouncewijzer rules coverage FOLDER`: which rules decide about a heap of mails, and what nobody knows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.answers import apology
from bot.cli import rule_words as words
from bot.cli.complaints import complain
from bot.cli.files import FileError, read_some
from bot.cli.inert import inert, one_line
from bot.diagnosis import Diagnosis, RuleError, RuleSet, diagnose, load_rules
from bot.reading import Limits, read_file
from bot.reading.errors import ReadingError
from bot.settings import SettingsError, read_settings

READ: Final = frozenset({".eml", ".msg", ".txt"})
UNKNOWN: Final = "unknown-bounce"


@dataclass(slots=True)
class _Seen:
    """What came of the mails: how often each rule decided and each cause was found, and what stayed unknown."""

    rules: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def coverage(folder: Path) -> int:
    """Print how the rules fare with every mail of a folder and the folders in it. Gives the exit code."""
    if not folder.is_dir():
        return complain(words.no_such_folder(str(folder)), code=2)
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in READ and path.is_file())
    if not paths:
        return complain(words.no_mails(str(folder)), code=2)
    try:
        rules = load_rules(read_settings().rules)
    except (SettingsError, RuleError) as error:
        return complain(error)
    seen = _Seen()
    for path in paths:
        _see(path, str(path.relative_to(folder)), rules, seen)
    print(inert("\n".join(_lines(seen, len(paths), rules))))
    return 0


def _see(path: Path, name: str, rules: RuleSet, seen: _Seen) -> None:
    limits = Limits()
    try:
        diagnoses = diagnose(read_file(read_some(path, limits), limits), rules)
    except FileError as error:
        seen.unreadable.append(f"{name}: {error}")
        return
    except ReadingError as error:
        seen.unreadable.append(f"{name}: {apology(error)}")
        return
    if not diagnoses:
        seen.causes[words.TALK] += 1
    for diagnosis in diagnoses:
        seen.causes[diagnosis.cause] += 1
        if diagnosis.cause == UNKNOWN:
            seen.unknown.append(f"{name}: {_told(diagnosis)}")
        else:
            seen.rules[diagnosis.won.rule if diagnosis.won else words.BY_FORM] += 1


def _told(diagnosis: Diagnosis) -> str:
    """The first line that says anything."""
    lines = (one_line(line, 120) for line in diagnosis.failure.diagnostic[:10_000].splitlines())
    return next(filter(None, lines), "")


def _lines(seen: _Seen, mails: int, rules: RuleSet) -> Iterator[str]:
    fired = sum(rule.id in seen.rules for rule in rules.rules)
    yield words.covered(mails, seen.causes.total(), len(seen.unknown), fired, len(rules))
    yield from _table(words.CAUSES, seen.causes)
    yield from _table(words.DECIDED, seen.rules)
    yield from _list(words.UNKNOWN, seen.unknown)
    yield from _list(words.UNREADABLE, seen.unreadable)


def _table(title: str, counts: Counter[str]) -> Iterator[str]:
    yield f"\n{title}:"
    yield from (f"{count:6}  {name}" for name, count in counts.most_common())


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title}:"
        yield from (f"  {line}" for line in lines)
