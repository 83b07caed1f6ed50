"""`explain --jsonl`: a case a line comes in, its results go out at once. No line ends the stream but the last."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answers import apology
from bot.cli import words
from bot.cli.as_json import Json, results
from bot.cli.files import FileError, read_some
from bot.diagnosis import RuleSet, diagnose
from bot.reading import Limits, read_file, read_text
from bot.reading.errors import ReadingError
from bot.reading.notification import Notification

LONGEST_LINE: Final = 64 * 2**20
"""Bytes; more than any text that would still be read, with every character escaped."""


class _Case(BaseModel):
    model_config = ConfigDict(strict=True)

    kind: Literal["mail", "line"]
    path: str | None = None
    text: str | None = None


class _CaseError(Exception):
    """A line that is no case; its text is the sentence that says so."""


def stream(lines: BinaryIO, rules: RuleSet, write: Callable[[str], None], limits: Limits = Limits()) -> None:  # noqa: B008 — frozen
    """Answer every line of `lines` with one line of JSON, ASCII only, given to `write` at once.

    A line that is no case, or whose mail cannot be read, is answered with `error` and empty results.
    """
    for line in _lines(lines):
        if not line.strip():
            continue
        write(json.dumps(_answer(line, rules, limits), allow_nan=False))


def _lines(lines: BinaryIO) -> Iterator[bytes]:
    """Lines, the overlong ones cut off at one byte more than is allowed."""
    while line := lines.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = lines.readline(LONGEST_LINE + 1)


def _answer(line: bytes, rules: RuleSet, limits: Limits) -> Json:
    case_id: Any = None
    try:
        data = _data(line)
        case_id = data.get("id")
        notification = _read(_case(data), limits)
    except (_CaseError, FileError) as error:
        return {"id": case_id, "results": [], "error": str(error)}
    except ReadingError as error:
        return {"id": case_id, "results": [], "error": apology(error)}
    return {"id": case_id, "results": results(diagnose(notification, rules))}


def _data(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise _CaseError(words.LINE_TOO_LONG)
    try:
        data = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _CaseError(words.LINE_IS_NO_JSON) from error
    if not isinstance(data, dict):
        raise _CaseError(words.LINE_IS_NO_CASE)
    return data


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _case(data: dict[str, Any]) -> _Case:
    try:
        return _Case.model_validate(data)
    except ValidationError as error:
        raise _CaseError(words.LINE_IS_NO_CASE) from error


def _read(case: _Case, limits: Limits) -> Notification:
    if case.kind == "mail" and case.path is not None:
        return read_file(read_some(Path(case.path), limits), limits)
    if case.text is None:
        raise _CaseError(words.LINE_IS_NO_CASE)
    if case.kind == "mail":
        return read_file(case.text.encode("utf-8", "replace"), limits)
    return read_text(case.text, limits)
