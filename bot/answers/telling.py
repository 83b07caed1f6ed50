"""An answer as plain text: for notifications and screen readers. Our own words only, none of a stranger."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.answers.answer import Section

ADVISED_CHARS: Final = 4000
"""What Slack advises for the text of a message."""


def telling(sections: Sequence[Section]) -> str:
    """The whole answer; of an answer too long for that, the headings and who has to act."""
    whole = "\n\n".join("\n".join(_lines(section)) for section in sections)
    if len(whole) <= ADVISED_CHARS:
        return whole
    return "\n".join(_heading(section) for section in sections)[:ADVISED_CHARS]


def _heading(section: Section) -> str:
    return f"{section.title}. {section.who}." if section.who else f"{section.title}."


def _lines(section: Section) -> Iterator[str]:
    yield section.title
    yield section.meaning
    if section.who:
        yield section.who
    for number, step in enumerate(section.steps, 1):
        yield f"{number}. {step}"
    for line in (section.note, section.lasting, section.retry, section.also, section.advice):
        if line:
            yield line
