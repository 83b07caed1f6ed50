"""A folder of YAML files, read as the meanings of codes. All that is wrong with them is told at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bot.answers.codebook import Codebook, Meaning
from bot.answers.errors import IntentError
from bot.diagnosis.errors import Mistake, Problem
from bot.diagnosis.written import Form, Written, read_written

FOLDER: Final = "meanings"
"""Where the meanings are: in this folder of the rules'. Rules are read from the files beside it alone."""

MEANINGS: Final = "a list of meanings: `- code: …`"
MEANING: Final = Form(
    Meaning,
    "a meaning",
    {
        "code": "a code such as 5.7.1, x.7.1 for 2.7.1, 4.7.1 and 5.7.1 alike, 5.7.606-649, x.7.x or 550",
        "name": "what the standard calls it, at most 120 characters",
        "provider": "the name of the mail system, where no standard means this by it; at most 40 characters",
        "short": "a few Dutch words, at most 60 characters",
        "meaning": "one or two Dutch sentences, at most 300 characters",
        "source": "the address of the page where this is documented: https://…",
    },
)


def load_meanings(folder: Path) -> Codebook:
    """Read the meanings of all codes: every *.yml file of a folder. One that is not there holds none.

    Raises:
        IntentError: something is wrong; it carries every mistake of every file.
    """
    mistakes: list[Mistake] = []
    entries: list[tuple[Written, Meaning]] = []
    for path in sorted(folder.glob("*.yml")):
        for written in _read(path, mistakes):
            meaning, wrong = MEANING.check(written)
            mistakes.extend(wrong)
            if meaning is not None:
                entries.append((written, meaning))
    mistakes.extend(_repeated(entries))
    if mistakes:
        raise IntentError(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line)))
    return Codebook(meaning for _, meaning in entries)


def _read(path: Path, mistakes: list[Mistake]) -> tuple[Written, ...]:
    written = read_written(path, MEANINGS)
    if isinstance(written, Mistake):
        mistakes.append(written)
        return ()
    items = written.items() if written is not None else None
    if items is None:
        where = written.mistake((), Problem.WRONG_SHAPE, written.data, MEANINGS) if written else None
        mistakes.append(where or Mistake(str(path), 1, "", Problem.MISSING, "", MEANINGS))
    return items or ()


def _repeated(entries: Iterable[tuple[Written, Meaning]]) -> Iterator[Mistake]:
    """The same code of the same mail system twice: the second would never be seen."""
    first: dict[tuple[str, str | None], Written] = {}
    for written, meaning in entries:
        there = first.setdefault((meaning.code, meaning.provider), written)
        if there is not written:
            right = f"each code once; the other is at {there.file}:{there.line(('code',))}"
            yield written.mistake(("code",), Problem.DUPLICATE_ID, meaning.code, right)
