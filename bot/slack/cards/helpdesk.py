"""The same case as the helpdesk sees it."""

from collections.abc import Callable, Sequence

from slack_sdk.models.blocks import (
    Block,
    DividerBlock,
    HeaderBlock,
    RichTextElement,
    RichTextElementParts,
    SectionBlock,
)

from bot.answers.answer import Section
from bot.answers.words import labels, statuses
from bot.desk.chat import HelpdeskCard, State
from bot.slack.cards.buttons import helpdesk_buttons
from bot.slack.cards.card import Card, fitting
from bot.slack.cards.evidence import evidence
from bot.slack.cards.texts import HEADING, about, fallback, line, marked_up, mention, plain, rich, words
from bot.slack.rich_text import escaped

_MOST_REMARK = 1000


def helpdesk_card(card: HelpdeskCard) -> Card:
    """Who asks, what it is about, what they were told, the evidence, and what can be done."""
    head, tail = _head(card), _tail(card)
    status = _status(card)
    title = _title(card)
    return Card(fitting(_drawings(card, head, tail)), fallback(escaped(title) + ".", status, _others(card)))


def _drawings(card: HelpdeskCard, head: list[Block], tail: list[Block]) -> list[Callable[[], list[Block]]]:
    def drawing(sections: Sequence[Section], characters: int) -> Callable[[], list[Block]]:
        def draw() -> list[Block]:
            told = (block for each in sections for block in _section(each, characters, named=several))
            return [*head, *told, *tail]

        return draw

    sections = card.answer.sections
    several = len(sections) > 1
    return [drawing(sections, 2000), *(drawing(sections[:most], 400) for most in (15, 8, 4, 1))]


def _head(card: HelpdeskCard) -> list[Block]:
    asked = [words(f"{labels.ASKED_BY}: ", bold=True), mention(card.asker)]
    if card.link and card.link.startswith(("https://", "http://")):
        asked += [words(" · "), RichTextElementParts.Link(url=card.link, text=labels.TO_MESSAGE)]
    lines = [line(*asked)]
    if not card.automatic:
        lines.append(_labelled(labels.REMARK, card.remark[:_MOST_REMARK] or labels.NO_REMARK))
    blocks: list[Block] = [HeaderBlock(text=plain(_title(card), HEADING)), rich(lines)]
    if card.automatic:
        blocks.append(SectionBlock(text=plain(labels.AUTOMATIC)))
    if card.deleted:
        blocks.append(SectionBlock(text=plain(labels.DELETED)))
    return blocks


def _section(section: Section, characters: int, *, named: bool) -> list[Block]:
    """One cause; it is named where the heading does not do so."""
    told = [words(each) for each in (section.who, section.lasting, section.also) if each]
    lines = [_labelled(labels.CAUSE, section.title)] if named else []
    lines += [line(each) for each in told]
    return [DividerBlock(), *([rich(lines)] if lines else []), *evidence(section, characters)]


def _tail(card: HelpdeskCard) -> list[Block]:
    buttons = helpdesk_buttons(card.case, card.state)
    status: list[Block] = [SectionBlock(text=marked_up(_status(card)))]
    return [*status, buttons] if buttons else status


def _status(card: HelpdeskCard) -> str:
    match card.state:
        case State.RESOLVED:
            return about(statuses.RESOLVED_HERE, card.resolved_by)
        case State.CLAIMED:
            return about(statuses.CLAIMED_HERE, card.claimed_by)
        case _:
            return about(statuses.UNCLAIMED, None)


def _title(card: HelpdeskCard) -> str:
    return labels.help_asked([section.title for section in card.answer.sections], urgent=card.urgent)


def _others(card: HelpdeskCard) -> str:
    """The causes that the heading only counts."""
    return escaped(", ".join(section.title for section in card.answer.sections[1:]))


def _labelled(label: str, text: str) -> RichTextElement:
    return line(words(f"{label}: ", bold=True), words(text))
