"""The evidence of a section: what the bounce itself says. A stranger's text, small and inert."""

from collections.abc import Sequence

from microsoft_teams.cards import CardElement, Container, RichTextBlock, ToggleVisibilityAction

from bot.answers.answer import Evidence, Section
from bot.answers.legible import shortened
from bot.answers.words import labels
from bot.teams.cards.texts import line, words

_CLOSED, _OPEN = "▸", "▾"


def evidence(section: Section, most: int) -> list[CardElement]:
    """The evidence in small print, a line each, `most` characters at most; nothing where there is none."""
    told = _small(section.evidence, most)
    return [line(words(labels.EVIDENCE, bold=True, small=True)), *told] if told else []


def first_evidence(section: Section, most: int) -> list[CardElement]:
    """Its first line alone: the recipient where one is known."""
    return list(_small(section.evidence[:1], most))


def folded_evidence(section: Section, most: int, name: str, skip: int = 0) -> list[CardElement]:
    """The evidence but the first `skip` lines, folded away under a line to press. `name` tells it from others."""
    told = _small(section.evidence[skip:], most)
    if not told:
        return []
    inside, closed, opened = (f"{name}-{part}" for part in ("inside", "closed", "open"))
    unfold = ToggleVisibilityAction(title=labels.EVIDENCE, target_elements=[inside, closed, opened])
    fold = Container(select_action=unfold, items=[_fold(closed, _CLOSED), _fold(opened, _OPEN, shown=False)])
    return [fold, Container(id=inside, is_visible=False, spacing="Small", items=list(told))]


def _fold(name: str, sign: str, *, shown: bool = True) -> RichTextBlock:
    text = line(words(f"{sign} {labels.EVIDENCE}", small=True))
    text.id, text.is_visible = name, None if shown else False
    return text


def _small(told: Sequence[Evidence], most: int) -> list[RichTextBlock]:
    if not told or most <= 0:
        return []
    room = max(40, most // len(told))
    return [
        line(
            words(f"{each.label}: ", bold=True, small=True),
            words(_value(each.value, room), small=True),
            tight=True,
        )
        for each in told
    ]


def _value(value: str, room: int) -> str:
    return shortened(" ".join(value.split()), room)
