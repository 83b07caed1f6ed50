"""A folder of YAML files, read as rules. What is wrong with them is gathered and told all at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.diagnosis.errors import Mistake, Problem, RuleError
from bot.diagnosis.matching import MEMORY, PatternError, SetTooLargeError, compile_alone
from bot.diagnosis.rule import Rule
from bot.diagnosis.ruleset import Place, RuleSet, expression_of
from bot.diagnosis.taxonomy import NAMEABLE
from bot.diagnosis.written import Form, Written, read_written

RULES: Final = "a list of rules: `- id: …`"
RULE: Final = Form(
    Rule,
    "a rule",
    {
        "id": "small letters, digits and hyphens, such as microsoft-mailbox-full",
        "cause": "one of: " + ", ".join(NAMEABLE),
        "provider": "the name of the mail system",
        "any": "a list of `- phrase: …` and `- pattern: '…'`",
        "phrase": "the literal words, in quotes where YAML needs them",
        "pattern": "an RE2 pattern in single quotes",
        "status": "a list of enhanced status codes, such as [5.2.2, 4.2.2]",
        "reply": "a list of reply codes, such as [550, 450]",
        "trust": "vague or wrapper, or leave it out",
        "alone": "true or false",
        "source": "the address of the page where this is documented: https://…",
        "examples": "a list of at least one text that this rule must win",
        "not_examples": "a list of at least one neighbour that this rule must not win",
        "chat_examples": "a list of texts that this rule must also win in chat, or leave it out",
    },
    among={"cause": NAMEABLE},
)


def load_rules(folder: Path, memory: int = MEMORY) -> RuleSet:
    """Read all rules of a folder: its *.yml files by name, their rules as they stand.

    Args:
        folder: where the files are; folders in it are not read.
        memory: bytes that the compiled rules may take.

    Raises:
        RuleError: something is wrong; it carries every mistake of every file.
    """
    mistakes: list[Mistake] = []
    entries: list[Written] = []
    rules: list[tuple[Written, Rule]] = []
    for path in sorted(folder.glob("*.yml")):
        _read(path, entries, mistakes)
    for entry in entries:
        rule, wrong = RULE.check(entry)
        mistakes.extend(wrong)
        if rule is not None:
            rules.append((entry, rule))
    mistakes.extend(_duplicates(entries))
    for entry, rule in rules:
        mistakes.extend(_bad_patterns(entry, rule))
    if not entries and not mistakes:
        mistakes.append(Mistake(str(folder), 1, "", Problem.NO_RULES, "", "a folder with at least one *.yml file"))
    if mistakes:
        raise RuleError(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line)))
    return _compiled(rules, memory)


def _read(path: Path, entries: list[Written], mistakes: list[Mistake]) -> None:
    written = read_written(path, RULES)
    if isinstance(written, Mistake):
        mistakes.append(written)
    elif written is not None:
        items = written.items()
        if items is None:
            mistakes.append(written.mistake((), Problem.WRONG_SHAPE, written.data, RULES))
        entries.extend(items or ())


def _duplicates(entries: Sequence[Written]) -> Iterator[Mistake]:
    first: dict[str, Written] = {}
    for entry in entries:
        name = entry.data.get("id") if isinstance(entry.data, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            there = f"{first[name].file}:{first[name].line(('id',))}"
            yield entry.mistake(("id",), Problem.DUPLICATE_ID, name, f"an id of its own; the other is at {there}")
        first.setdefault(name, entry)


def _bad_patterns(entry: Written, rule: Rule) -> Iterator[Mistake]:
    for number, clue in enumerate(rule.any or ()):
        expression = expression_of(clue)
        if expression.literal and expression.text:
            continue
        try:
            compile_alone(expression)
        except PatternError as error:
            field = "pattern" if clue.pattern is not None else "phrase"
            right = f"RE2 says: {error.why} (no look-around, no back references)"
            yield entry.mistake(("any", number, field), Problem.BAD_PATTERN, clue.pattern or clue.phrase, right)


def _compiled(rules: Sequence[tuple[Written, Rule]], memory: int) -> RuleSet:
    places = [Place(entry.file, entry.line()) for entry, _ in rules]
    try:
        return RuleSet([rule for _, rule in rules], places, memory)
    except SetTooLargeError as error:
        clues = [(entry, rule, number) for entry, rule in rules for number in range(len(rule.any or ()))]
        entry, rule, number = clues[error.first]
        right = f"fewer or smaller patterns: all together must fit {memory // 2**20} MB"
        mistake = entry.mistake(("any", number), Problem.TOO_LARGE, rule.id, right)
        raise RuleError([mistake]) from None
