"""A folder of YAML files, read as rules. What is wrong with them is gathered and told all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.diagnosis.errors import Mistake, Problem, RuleError
from bot.diagnosis.matching import MEMORY, PatternError, SetTooLargeError, compile_alone
from bot.diagnosis.rule import Rule
from bot.diagnosis.ruleset import Place, RuleSet, expression_of
from bot.diagnosis.taxonomy import NAMEABLE

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SHOWN_CHARS: Final = 60
"""How much of a wrong value a mistake shows."""

_FIELDS: Final = tuple(Rule.model_fields)
_RIGHT: Final = {
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
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of a file: its node for the lines, its data, the file's name."""

    file: str
    node: yaml.Node
    data: object

    def mistake(self, loc: Sequence[int | str], problem: Problem, found: object, right: str = "") -> Mistake:
        names = [part for part in loc if isinstance(part, str)]
        field = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
        right = right or _RIGHT.get(names[-1] if names else "", "a rule with " + ", ".join(_FIELDS))
        return Mistake(self.file, _line(self.node, loc), field, problem, _shown(found), right)


def load_rules(folder: Path, memory: int = MEMORY) -> RuleSet:
    """Read all rules of a folder: its *.yml files by name, their rules as they stand.

    Args:
        folder: where the files are; folders in it are not read.
        memory: bytes that the compiled rules may take.

    Raises:
        RuleError: something is wrong; it carries every mistake of every file.
    """
    mistakes: list[Mistake] = []
    entries: list[_Entry] = []
    rules: list[tuple[_Entry, Rule]] = []
    for path in sorted(folder.glob("*.yml")):
        _read(path, entries, mistakes)
    for entry in entries:
        mistakes.extend(_repeated(entry, entry.node, ()))
        rule = _validated(entry, mistakes)
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


def _read(path: Path, entries: list[_Entry], mistakes: list[Mistake]) -> None:
    name = str(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(Mistake(name, 1, "", Problem.UNREADABLE, type(error).__name__, "a text file in UTF-8"))
        return
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        mistakes.append(Mistake(name, line, "", Problem.NOT_YAML, found, "a list of rules: `- id: …`"))
        return
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode) or not isinstance(data, list):
        line = node.start_mark.line + 1
        mistakes.append(Mistake(name, line, "", Problem.WRONG_SHAPE, node.id, "a list of rules: `- id: …`"))
        return
    entries.extend(_Entry(name, item, value) for item, value in zip(node.value, data, strict=True))


def _validated(entry: _Entry, mistakes: list[Mistake]) -> Rule | None:
    try:
        return Rule.model_validate(entry.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        mistakes.extend(_worded(entry, detail) for detail in details if not _follows(detail, details))
        return None


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """A list that is "too short" only because its items were wrong: those are told already."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(loc)] == loc and len(other["loc"]) > len(loc) for other in details
    )


def _worded(entry: _Entry, detail: ErrorDetails) -> Mistake:
    loc, found = detail["loc"], detail["input"]
    match detail["type"]:
        case "missing":
            return entry.mistake(loc, Problem.MISSING, "")
        case "extra_forbidden":
            near = get_close_matches(str(loc[-1]), _FIELDS, 1)
            right = f"did you mean {near[0]}?" if near else "a rule has " + ", ".join(_FIELDS)
            return entry.mistake(loc, Problem.UNKNOWN_FIELD, "", right)
        case "value_error" if loc and loc[-1] == "cause":
            near = get_close_matches(str(found), NAMEABLE, 1)
            return entry.mistake(loc, Problem.UNKNOWN_CAUSE, found, f"did you mean {near[0]}?" if near else "")
        case "value_error":
            return entry.mistake(loc, Problem.MISSING, "", detail["msg"].removeprefix("Value error, "))
        case "model_type" | "dict_type" | "tuple_type":
            return entry.mistake(loc, Problem.WRONG_SHAPE, found)
        case _:
            return entry.mistake(loc, Problem.BAD_VALUE, found)


def _duplicates(entries: Sequence[_Entry]) -> Iterator[Mistake]:
    first: dict[str, _Entry] = {}
    for entry in entries:
        name = entry.data.get("id") if isinstance(entry.data, dict) else None
        if not isinstance(name, str):
            continue
        if name in first:
            there = f"{first[name].file}:{_line(first[name].node, ('id',))}"
            yield entry.mistake(("id",), Problem.DUPLICATE_ID, name, f"an id of its own; the other is at {there}")
        first.setdefault(name, entry)


def _repeated(entry: _Entry, node: yaml.Node, loc: tuple[int | str, ...]) -> Iterator[Mistake]:
    """Keys that stand twice in one mapping: YAML would silently take the last."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _repeated(entry, item, (*loc, number))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                field = ".".join(str(part) for part in (*loc, name))
                line = key.start_mark.line + 1
                yield Mistake(entry.file, line, field, Problem.REPEATED_FIELD, "", "each field once")
            seen.add(name)
            yield from _repeated(entry, value, (*loc, name))


def _bad_patterns(entry: _Entry, rule: Rule) -> Iterator[Mistake]:
    for number, clue in enumerate(rule.any or ()):
        try:
            compile_alone(expression_of(clue))
        except PatternError as error:
            field = "pattern" if clue.pattern is not None else "phrase"
            right = f"RE2 says: {error.why} (no look-around, no back references)"
            yield entry.mistake(("any", number, field), Problem.BAD_PATTERN, clue.pattern or clue.phrase, right)


def _compiled(rules: Sequence[tuple[_Entry, Rule]], memory: int) -> RuleSet:
    places = [Place(entry.file, _line(entry.node, ())) for entry, _ in rules]
    try:
        return RuleSet([rule for _, rule in rules], places, memory)
    except SetTooLargeError as error:
        clues = [(entry, rule, number) for entry, rule in rules for number in range(len(rule.any or ()))]
        entry, rule, number = clues[error.first]
        right = f"fewer or smaller patterns: all together must fit {memory // 2**20} MB"
        mistake = entry.mistake(("any", number), Problem.TOO_LARGE, rule.id, right)
        raise RuleError([mistake]) from None


def _line(node: yaml.Node, loc: Sequence[int | str]) -> int:
    """The line, from 1, of a place in a node, or of what is nearest above it."""
    line: int = node.start_mark.line + 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == part]
            if not found:
                return line
            line, node = found[-1][0].start_mark.line + 1, found[-1][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def _shown(found: object) -> str:
    text = str(found)
    return text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + "…"
