"""One cause of an answer: in full, or in as few blocks as can be."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ContextBlock, HeaderBlock, RichTextElement

from bot.answers.answer import Section
from bot.answers.words import labels
from bot.slack.cards.texts import CONTEXT, HEADING, line, numbered, plain, quoted, rich, words


def full_section(section: Section, about: Sequence[Block] = ()) -> list[Block]:
    """The cause, who has to act, what happened, what to do, and in small print what becomes of the message.

    `about` stands below the heading: whom it is about, where that is not all of the message.
    """
    return [
        HeaderBlock(text=plain(section.title, HEADING)),
        *about,
        rich([*_who(section), line(words(section.meaning)), *_meant(section)]),
        *_steps(section),
        *_to_copy(section),
        *_small_print(section),
    ]


def brief_section(section: Section) -> list[Block]:
    """The cause and who has to act, in one block."""
    runs = [line(words(section.title, bold=True))]
    if section.who:
        runs.append(line(words(section.who)))
    return [rich(runs)]


def _who(section: Section) -> list[RichTextElement]:
    return [line(words(section.who, bold=True))] if section.who else []


def _meant(section: Section) -> list[RichTextElement]:
    return [line(words(section.meant, bold=True))] if section.meant else []


def _steps(section: Section) -> list[Block]:
    """What to do. A note alone is what to do; beside steps it only explains them."""
    elements: list[RichTextElement] = []
    if section.steps or (section.note and section.who):
        elements.append(line(words(labels.STEPS, bold=True)))
    if section.steps:
        elements.append(numbered(section.steps))
    if section.note:
        elements.append(line(words(section.note)))
    return [rich(elements)] if elements else []


def _to_copy(section: Section) -> list[Block]:
    if not section.tell_recipient:
        return []
    return [rich([line(words(labels.TELL_RECIPIENT, bold=True)), quoted(section.tell_recipient)])]


def _small_print(section: Section) -> list[Block]:
    told = [part for part in (section.lasting, section.retry, section.also) if part]
    return [ContextBlock(elements=[plain(" ".join(told), CONTEXT)])] if told else []
