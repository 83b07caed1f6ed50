"""The answer as the asker sees it."""

from collections.abc import Callable, Sequence

from slack_sdk.models.blocks import Block, DividerBlock, SectionBlock

from bot.answers.answer import Section
from bot.desk.chat import AnswerCard
from bot.slack.cards.buttons import answer_buttons
from bot.slack.cards.card import Card, fitting
from bot.slack.cards.evidence import evidence, first_evidence, other_evidence
from bot.slack.cards.sections import brief_section, full_section
from bot.slack.cards.texts import about, fallback, marked_up, plain
from bot.slack.rich_text import escaped


def answer_card(card: AnswerCard) -> Card:
    """Blocks, and the same story as text. What is too much for one message is told ever more briefly."""
    blocks = fitting(_drawings(card.answer.sections, _tail(card)))
    status = about(card.status, card.person) if card.status else ""
    return Card(blocks, fallback(status, escaped(card.answer.text)))


def _drawings(sections: Sequence[Section], tail: Sequence[Block]) -> list[Callable[[], list[Block]]]:
    """The card ever more briefly. The evidence of a single cause is its last small print, below the buttons."""

    def drawing(told: int, in_full: int, characters: int) -> Callable[[], list[Block]]:
        return lambda: [*_several(sections[:told], in_full, characters), *tail]

    def alone(characters: int) -> Callable[[], list[Block]]:
        return lambda: [*full_section(sections[0]), *tail, *evidence(sections[0], characters)]

    every = len(sections)
    return [
        *((alone(2000), alone(500)) if every == 1 else ()),
        drawing(every, every, 2000),
        drawing(every, every, 500),
        *(drawing(every, in_full, 300) for in_full in (6, 4, 2, 1)),
        drawing(30, 1, 300),
        drawing(10, 0, 0),
    ]


def _several(sections: Sequence[Section], in_full: int, evidence_characters: int) -> list[Block]:
    """The first sections in full with dividers between them, the others briefly.

    Whom each is about stands on top of it.
    """
    blocks: list[Block] = []
    for number, section in enumerate(sections):
        if number < in_full:
            blocks += [DividerBlock()] if number else []
            blocks += full_section(section, first_evidence(section, evidence_characters))
            blocks += other_evidence(section, evidence_characters)
        else:
            blocks += [DividerBlock()] if number == in_full else []
            blocks += brief_section(section)
    return blocks


def _tail(card: AnswerCard) -> list[Block]:
    """Where the case stands, and what can be done."""
    blocks: list[Block] = []
    if card.status:
        blocks.append(SectionBlock(text=marked_up(about(card.status, card.person))))
    advice = next((section.advice for section in card.answer.sections if section.advice), None)
    if advice and card.advises_helpdesk:
        blocks.append(SectionBlock(text=plain(advice)))
    buttons = answer_buttons(card)
    return [*blocks, buttons] if buttons else blocks
