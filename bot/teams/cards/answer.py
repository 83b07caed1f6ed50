"""The answer as the asker sees it."""

from collections.abc import Callable, Sequence

from microsoft_teams.cards import CardElement

from bot.answers.answer import Section
from bot.desk.chat import AnswerCard
from bot.teams.cards.buttons import answer_buttons
from bot.teams.cards.card import TeamsCard, fitting
from bot.teams.cards.evidence import first_evidence, folded_evidence
from bot.teams.cards.people import People
from bot.teams.cards.sections import brief_sections, full_section
from bot.teams.cards.texts import fallback, line, marked_up, words

_Draw = Callable[[], list[CardElement]]


def answer_card(card: AnswerCard, people: People) -> TeamsCard:
    """The answer, and the same story as text. What is too much for one message is told ever more briefly."""
    status = [marked_up(people.about(card.status, card.person))] if card.status else []
    told = people.told(card.status, card.person) if card.status else ""
    return fitting(_drawings(card, status), fallback(told, card.answer.text), people.mentions)


def _drawings(card: AnswerCard, status: Sequence[CardElement]) -> list[_Draw]:
    """The card ever more briefly. The evidence of a single cause is its last small print, below the buttons.

    Findings are given up before causes, and before the words of the only cause: a press still tells its case.
    """
    sections = card.answer.sections
    every = len(sections)
    tail = [*status, *_advice(card)]

    def drawing(in_full: int, characters: int) -> _Draw:
        return lambda: [*_several(sections, in_full, characters), *tail, *answer_buttons(card)]

    def alone(characters: int, *, packed: bool = True) -> _Draw:
        section = sections[0]
        return lambda: [
            *full_section(section),
            *tail,
            *answer_buttons(card, packed=packed),
            *folded_evidence(section, characters, "evidence"),
        ]

    def named(told: int, *, packed: bool) -> _Draw:
        return lambda: [
            *brief_sections(sections[:told], named_only=True),
            *tail,
            *answer_buttons(card, packed=packed),
        ]

    return [
        *((alone(2000), alone(500), alone(500, packed=False)) if every == 1 else ()),
        drawing(every, 2000),
        drawing(every, 500),
        *(drawing(in_full, 300) for in_full in (6, 4, 2, 1, 0)),
        named(30, packed=True),
        named(30, packed=False),
        named(10, packed=False),
    ]


def _several(sections: Sequence[Section], in_full: int, characters: int) -> list[CardElement]:
    """The first sections in full with lines between them, the others briefly. On top of each: whom it is about."""
    elements: list[CardElement] = []
    for number, section in enumerate(sections[:in_full]):
        elements += full_section(section, first_evidence(section, characters), separate=number > 0)
        elements += folded_evidence(section, characters, f"evidence-{number}", skip=1)
    return [*elements, *brief_sections(sections[in_full:])]


def _advice(card: AnswerCard) -> list[CardElement]:
    """The sentence that goes before the helpdesk's button."""
    advice = next((section.advice for section in card.answer.sections if section.advice), None)
    return [line(words(advice))] if advice and card.advises_helpdesk else []
