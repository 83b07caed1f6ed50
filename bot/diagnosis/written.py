"""YAML as it was written: data together with its lines, checked against a model, each mistake at its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.diagnosis.errors import Mistake, Problem

SHOWN_CHARS: Final = 60
"""How much of a wrong value a mistake shows."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Model = TypeVar("_Model", bound=BaseModel)
Loc = Sequence[int | str]


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a file: its node for the lines, its data, the file's name."""

    file: str
    node: yaml.Node
    data: object

    def line(self, loc: Loc = ()) -> int:
        """The line, from 1, of a place in it, or of what is nearest above that place."""
        node, line = self.node, self.node.start_mark.line + 1
        for part in loc:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == part]
                if not found:
                    break
                line, node = found[-1][0].start_mark.line + 1, found[-1][1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
            else:
                break
        return int(line)

    def mistake(self, loc: Loc, problem: Problem, found: object, right: str) -> Mistake:
        """A mistake at a place in it."""
        name = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
        return Mistake(self.file, self.line(loc), name, problem, _shown(found), right)

    def items(self) -> tuple["Written", ...] | None:
        """The items of a list; None where it is none."""
        if not isinstance(self.node, yaml.SequenceNode) or not isinstance(self.data, list):
            return None
        pairs = zip(self.node.value, self.data, strict=True)
        return tuple(Written(self.file, node, value) for node, value in pairs)

    def repeated(self) -> Iterator[Mistake]:
        """Keys that stand twice in one mapping: YAML would silently take the last."""
        yield from _repeated(self.file, self.node, ())


def read_written(path: Path, right: str) -> Written | Mistake | None:
    """One file as YAML, or None where it is empty, or why it cannot be read; `right` is what it should hold."""
    name = str(path)
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except (OSError, UnicodeDecodeError) as error:
        return Mistake(name, 1, "", Problem.UNREADABLE, type(error).__name__, "a text file in UTF-8")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or str(error)
        return Mistake(name, mark.line + 1 if mark else 1, "", Problem.NOT_YAML, found, right)
    return None if node is None else Written(name, node, data)


@dataclass(frozen=True, slots=True)
class Form(Generic[_Model]):
    """What something written must be: its model, what one is called, what is right in each field.

    `among` are the fields whose value is one of a list; the nearest is offered.
    """

    model: type[_Model]
    called: str
    right: Mapping[str, str]
    among: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def check(self, written: Written) -> tuple[_Model | None, tuple[Mistake, ...]]:
        """What is written, checked; None where it is wrong. Fields that stand twice are mistakes too."""
        repeated = tuple(written.repeated())
        try:
            return self.model.model_validate(written.data), repeated
        except ValidationError as error:
            details = error.errors(include_url=False)
            worded = (self._worded(written, detail) for detail in details if not _follows(detail, details))
            return None, (*repeated, *worded)

    def right_at(self, loc: Loc) -> str:
        """What would be right at a place."""
        names = [part for part in loc if isinstance(part, str)]
        fields = f"{self.called} with " + ", ".join(self.model.model_fields)
        return self.right.get(names[-1], fields) if names else fields

    def _worded(self, written: Written, detail: ErrorDetails) -> Mistake:
        loc, found, right = detail["loc"], detail["input"], self.right_at(detail["loc"])
        name = str(loc[-1]) if loc else ""
        match detail["type"]:
            case "missing":
                return written.mistake(loc, Problem.MISSING, "", right)
            case "extra_forbidden":
                fields = tuple(self.model.model_fields)
                right = _nearest(name, fields) or f"{self.called} has " + ", ".join(fields)
                return written.mistake(loc, Problem.UNKNOWN_FIELD, "", right)
            case "value_error" if name in self.among:
                right = _nearest(str(found), self.among[name]) or right
                return written.mistake(loc, Problem.UNKNOWN_CAUSE, found, right)
            case "value_error":
                right = detail["msg"].removeprefix("Value error, ")
                return written.mistake(loc, Problem.MISSING, "", right)
            case "model_type" | "dict_type" | "tuple_type":
                return written.mistake(loc, Problem.WRONG_SHAPE, found, right)
            case _:
                return written.mistake(loc, Problem.BAD_VALUE, found, right)


def _nearest(name: str, names: Sequence[str]) -> str | None:
    near = get_close_matches(name, names, 1)
    return f"did you mean {near[0]}?" if near else None


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """A list that is "too short" only because its items were wrong: those are told already."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(loc)] == loc and len(other["loc"]) > len(loc) for other in details
    )


def _repeated(file: str, node: yaml.Node, loc: tuple[int | str, ...]) -> Iterator[Mistake]:
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _repeated(file, item, (*loc, number))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                at = ".".join(str(part) for part in (*loc, name))
                yield Mistake(file, key.start_mark.line + 1, at, Problem.REPEATED_FIELD, "", "each field once")
            seen.add(name)
            yield from _repeated(file, value, (*loc, name))


def _shown(found: object) -> str:
    text = str(found)
    return text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + "…"
