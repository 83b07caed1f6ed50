"""The same case as the helpdesk sees it."""

from collections.abc import Callable, Sequence

from microsoft_teams.cards import CardElement, OpenUrlAction, RichTextBlock, TextRun

from bot.answers.answer import Section
from bot.answers.words import labels, statuses
from bot.desk.chat import HelpdeskCard, State
from bot.teams.cards.buttons import helpdesk_buttons
from bot.teams.cards.card import TeamsCard, fitting
from bot.teams.cards.evidence import evidence
from bot.teams.cards.people import People
from bot.teams.cards.texts import fallback, heading, line, marked_up, words

_MOST_REMARK = 1000
_MOST_LINK = 1000


def helpdesk_card(card: HelpdeskCard, people: People) -> TeamsCard:
    """Who asks, what it is about, what they were told, the evidence, and what can be done."""
    title = labels.help_asked([section.title for section in card.answer.sections], urgent=card.urgent)
    status, person = _status(card)
    head = _head(card, title, people)
    tail = [marked_up(people.about(status, person)), *helpdesk_buttons(card.case, card.state)]
    others = ", ".join(section.title for section in card.answer.sections[1:])
    text = fallback(f"{title}.", people.told(status, person), others)
    return fitting(_drawings(card, head, tail), text, people.mentions)


def _drawings(
    card: HelpdeskCard, head: Sequence[CardElement], tail: Sequence[CardElement]
) -> list[Callable[[], list[CardElement]]]:
    def drawing(sections: Sequence[Section], characters: int) -> Callable[[], list[CardElement]]:
        def draw() -> list[CardElement]:
            told = (element for each in sections for element in _section(each, characters, named=several))
            return [*head, *told, *tail]

        return draw

    sections = card.answer.sections
    several = len(sections) > 1
    return [drawing(sections, 2000), *(drawing(sections[:most], 400) for most in (28, 15, 8, 4, 1))]


def _head(card: HelpdeskCard, title: str, people: People) -> list[CardElement]:
    elements: list[CardElement] = [heading(title)]
    elements.append(marked_up(f"**{labels.ASKED_BY}:** {people.named(card.asker)}"))
    if card.link and card.link.startswith(("https://", "http://")) and len(card.link) <= _MOST_LINK:
        elements.append(line(_link(card.link), tight=True))
    if not card.automatic:
        elements.append(_labelled(labels.REMARK, card.remark[:_MOST_REMARK] or labels.NO_REMARK))
    if card.automatic:
        elements.append(line(words(labels.AUTOMATIC)))
    if card.deleted:
        elements.append(line(words(labels.DELETED)))
    return elements


def _link(url: str) -> TextRun:
    text = words(labels.TO_MESSAGE)
    text.select_action = OpenUrlAction(url=url, title=labels.TO_MESSAGE)
    return text


def _section(section: Section, characters: int, *, named: bool) -> list[CardElement]:
    """One cause; it is named where the heading does not do so."""
    told = [line(words(each), tight=True) for each in (section.who, section.lasting, section.also) if each]
    lines = [_labelled(labels.CAUSE, section.title), *told] if named else told
    if lines:
        lines[0].separator, lines[0].spacing = True, None
    return [*lines, *evidence(section, characters)]


def _status(card: HelpdeskCard) -> tuple[str, str | None]:
    match card.state:
        case State.RESOLVED:
            return statuses.RESOLVED_HERE, card.resolved_by
        case State.CLAIMED:
            return statuses.CLAIMED_HERE, card.claimed_by
        case _:
            return statuses.UNCLAIMED, None


def _labelled(label: str, text: str) -> RichTextBlock:
    return line(words(f"{label}: ", bold=True), words(text))
