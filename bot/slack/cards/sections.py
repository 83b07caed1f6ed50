"""One cause of an answer: in full, or in as few blocks as can be."""

from slack_sdk.models.blocks import Block, HeaderBlock, SectionBlock

from bot.answers.answer import Section
from bot.answers.words import labels
from bot.slack.cards.evidence import evidence
from bot.slack.cards.texts import HEADING, line, numbered, plain, quoted, rich, words


def full_section(section: Section, evidence_characters: int) -> list[Block]:
    """What happened, who has to act, what to do, and the evidence, in this order."""
    return [
        HeaderBlock(text=plain(section.title, HEADING)),
        *_told(section),
        *_steps(section),
        *_to_copy(section),
        *evidence(section, evidence_characters),
    ]


def brief_section(section: Section) -> list[Block]:
    """The cause and who has to act, in one block."""
    runs = [line(words(section.title, bold=True))]
    if section.who:
        runs.append(line(words(section.who)))
    return [rich(runs)]


def _told(section: Section) -> list[Block]:
    parts = [section.meaning, section.lasting, section.also]
    told = SectionBlock(text=plain("\n\n".join(part for part in parts if part)))
    return [rich([line(words(section.who, bold=True))]), told] if section.who else [told]


def _steps(section: Section) -> list[Block]:
    elements = []
    if section.steps:
        elements += [line(words(labels.STEPS, bold=True)), numbered(section.steps)]
    elements += [line(words(each)) for each in (section.note, section.retry) if each]
    return [rich(elements)] if elements else []


def _to_copy(section: Section) -> list[Block]:
    if not section.tell_recipient:
        return []
    return [rich([line(words(labels.TELL_RECIPIENT, bold=True)), quoted(section.tell_recipient)])]
