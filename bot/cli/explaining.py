"""`bouncewijzer explain`: reads, diagnoses and answers as the bot does, and stores nothing."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bot.answers import Explanation, IntentError, Knowledge, Known, answer_for, apology, explain_file, explain_text
from bot.cli import words
from bot.cli.as_json import SCHEMA, Json, whole
from bot.cli.complaints import complain
from bot.cli.files import FileError, read_some
from bot.cli.showing import show
from bot.cli.streaming import stream
from bot.diagnosis import RuleError, load_rules
from bot.reading import Limits
from bot.reading.errors import EmptyError, ReadingError
from bot.settings import Settings, SettingsError, read_settings

_STDIN: Final = Path("-")
_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class _Source:
    """Something to explain: its name (None for standard input and --text) and how it is explained."""

    name: str | None
    explained: Callable[[Known], Explanation]


def explain(files: Sequence[Path], *, text: str | None, why: bool, as_json: bool, jsonl: bool) -> int:
    """Explain files, standard input or a text. Gives the exit code: 1 where anything could not be explained."""
    if jsonl and (files or text is not None or as_json or why):
        return complain(words.JSONL_READS_INPUT, code=2)
    if text is not None and files:
        return complain(words.TEXT_OR_FILES, code=2)
    try:
        settings = read_settings()
        if jsonl:
            stream(sys.stdin.buffer, load_rules(settings.rules), _write)
            return 0
        known = _known(settings)
    except (SettingsError, RuleError, IntentError) as error:
        return complain(error)
    code = 0
    sources = list(_sources(files, text))
    for source in sources:
        try:
            explanation = source.explained(known)
        except (FileError, ReadingError) as error:
            code = 1
            sentence = _sentence(error, source)
            if as_json:
                _write_json({"schema": SCHEMA, "path": source.name, "error": sentence})
            else:
                complain(sentence)
            continue
        if as_json:
            _write_json(_document(explanation, source))
        else:
            answer = explanation.answer or answer_for("not-a-bounce", known)
            name = source.name if len(sources) > 1 else None
            show(answer, explanation.diagnoses, name=name, why=why)
    return code


def _known(settings: Settings) -> Known:
    return Knowledge(settings.rules, settings.intents, settings.helpdesk_name).current()


def _sources(files: Sequence[Path], text: str | None) -> Iterator[_Source]:
    if text is not None:
        yield _Source(None, lambda known: explain_text(text, known))
        return
    for path in files or [_STDIN]:
        if path == _STDIN:
            yield _Source(None, lambda known: explain_file(_standard_input(), known))
        else:
            yield _Source(str(path), partial(_explain_path, path))


def _explain_path(path: Path, known: Known) -> Explanation:
    return explain_file(read_some(path, _LIMITS), known)


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        print(words.PASTE_HERE, file=sys.stderr)
    return sys.stdin.buffer.read(_LIMITS.mail_bytes + 1)


def _sentence(error: FileError | ReadingError, source: _Source) -> str:
    if isinstance(error, FileError):
        return str(error)
    if isinstance(error, EmptyError) and source.name is None:
        return words.EMPTY_INPUT
    return f"{source.name}: {apology(error)}" if source.name else apology(error)


def _document(explanation: Explanation, source: _Source) -> Json:
    answer = explanation.answer
    document = whole(explanation.notification, explanation.diagnoses)
    return {**document, "path": source.name, "answer": answer.model_dump(mode="json") if answer else None}


def _write_json(document: Json) -> None:
    """One document: on one line for programs, indented for a person who looks at it."""
    _write(json.dumps(document, ensure_ascii=True, indent=2 if sys.stdout.isatty() else None))


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
