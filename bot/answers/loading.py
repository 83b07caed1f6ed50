"""A folder of YAML files, read as intents. What is wrong with them is gathered and told all at once."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.answers.answer import Escalate
from bot.answers.errors import IntentError
from bot.answers.intent import HELPDESK, MOST_STEPS, Intent, IntentSet, Retry, Who
from bot.diagnosis.errors import Mistake, Problem
from bot.diagnosis.taxonomy import TAXONOMY
from bot.diagnosis.written import Form, Written, read_written

ONE_OF: Final = "one of: "
FIELDS: Final = "the fields of one intent: `id: …`, `title: …`, `meaning: …`"
INTENT: Final = Form(
    Intent,
    "an intent",
    {
        "id": ONE_OF + ", ".join(TAXONOMY),
        "title": "the heading of the card, at most 140 characters",
        "who": ONE_OF + ", ".join(Who),
        "meaning": "what happened, in at most three sentences (900 characters)",
        "steps": f"a list of at most {MOST_STEPS} steps, each one act, at most 300 characters",
        "final_steps": f"a list of at most {MOST_STEPS} steps for where the server has given up",
        "note": "a word beside the steps, at most 900 characters",
        "tell_recipient": "a sentence to copy, at most 900 characters",
        "retry": ONE_OF + ", ".join(Retry),
        "escalate": ONE_OF + ", ".join(Escalate),
        "article": "the heading of the help article's section whose sentences these are",
    },
    among={"id": TAXONOMY},
)

_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}?|\}")


def load_intents(folder: Path) -> IntentSet:
    """Read all intents of a folder: `<id>.yml` for each id of the taxonomy, and no other *.yml file.

    Raises:
        IntentError: something is wrong; it carries every mistake of every file.
    """
    mistakes: list[Mistake] = []
    intents: dict[str, Intent] = {}
    paths = sorted(folder.glob("*.yml"))
    for path in paths:
        intent, wrong = _read(path)
        mistakes.extend(wrong)
        if intent is not None:
            intents[path.stem] = intent
    mistakes.extend(_without_file(folder, [path.stem for path in paths]))
    if mistakes:
        raise IntentError(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line)))
    return IntentSet(intents[cause] for cause in TAXONOMY)


def _read(path: Path) -> tuple[Intent | None, tuple[Mistake, ...]]:
    written = read_written(path, FIELDS)
    if isinstance(written, Mistake):
        return None, (written,)
    if written is None:
        return None, (Mistake(str(path), 1, "", Problem.MISSING, "", FIELDS),)
    intent, mistakes = INTENT.check(written)
    mistakes = (*mistakes, *_placeholders(written))
    return intent, mistakes if intent is None else (*mistakes, *_misnamed(written, intent, path.stem))


def _misnamed(written: Written, intent: Intent, stem: str) -> Iterator[Mistake]:
    if intent.id != stem:
        right = f"the name of the file and its id are the same: {intent.id}.yml"
        yield written.mistake(("id",), Problem.MISNAMED, intent.id, right)


def _placeholders(written: Written) -> Iterator[Mistake]:
    """In what is written, so that a mistake in one field hides none in another."""
    for name, value in written.data.items() if isinstance(written.data, dict) else ():
        texts = enumerate(value) if isinstance(value, list) else ((None, value),)
        for number, text in texts:
            loc = (str(name),) if number is None else (str(name), number)
            for found in _PLACEHOLDER.findall(text) if isinstance(text, str) else ():
                if found != HELPDESK:
                    yield written.mistake(loc, Problem.UNKNOWN_PLACEHOLDER, found, f"{HELPDESK} is the only one")


def _without_file(folder: Path, names: Sequence[str]) -> Iterator[Mistake]:
    for cause in TAXONOMY:
        if cause not in names:
            yield Mistake(str(folder), 1, "", Problem.NO_INTENT, cause, f"a file {cause}.yml")
