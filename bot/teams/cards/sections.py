"""One cause of an answer: in full, or in as few words as can be."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement, Container, RichTextBlock

from bot.answers.answer import Section
from bot.answers.legible import shortened
from bot.answers.words import labels
from bot.teams.cards.texts import HEADING, heading, line, numbered, words


def full_section(
    section: Section, about: Sequence[CardElement] = (), *, separate: bool = False
) -> list[CardElement]:
    """The cause, who has to act, what happened, what to do, and in small print what becomes of the message.

    `about` stands below the heading: whom it is about, where that is not all of the message.
    """
    return [
        heading(section.title, separate=separate),
        *about,
        *([line(words(section.who, bold=True))] if section.who else []),
        line(words(section.meaning)),
        *([line(words(section.meant, bold=True))] if section.meant else []),
        *_steps(section),
        *_to_copy(section),
        *_small_print(section),
    ]


def brief_sections(sections: Sequence[Section], *, named_only: bool = False) -> list[CardElement]:
    """The causes and who has to act, a paragraph each; by their names alone in one paragraph."""
    if named_only:
        runs = [words(f"{shortened(section.title, HEADING)}\n") for section in sections]
        return [line(*runs)] if runs else []
    return [_brief(section, first=number == 0) for number, section in enumerate(sections)]


def _brief(section: Section, *, first: bool) -> RichTextBlock:
    who = f"\n{section.who}" if section.who else ""
    paragraph = line(words(shortened(section.title, HEADING), bold=True), *([words(who)] if who else []))
    paragraph.separator = True if first else None
    return paragraph


def _steps(section: Section) -> list[CardElement]:
    """What to do. A note alone is what to do; beside steps it only explains them."""
    elements: list[CardElement] = []
    if section.steps or (section.note and section.who):
        elements.append(line(words(labels.STEPS, bold=True)))
    if section.steps:
        elements.append(numbered(section.steps))
    if section.note:
        elements.append(line(words(section.note), tight=True))
    return elements


def _to_copy(section: Section) -> list[CardElement]:
    if not section.tell_recipient:
        return []
    copied = Container(style="emphasis", spacing="Small", items=[line(words(section.tell_recipient))])
    return [line(words(labels.TELL_RECIPIENT, bold=True)), copied]


def _small_print(section: Section) -> list[CardElement]:
    told = [part for part in (section.lasting, section.retry, section.also) if part]
    return [line(words(" ".join(told), small=True))] if told else []
