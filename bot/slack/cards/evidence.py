"""The evidence of a section: what the bounce itself says. A stranger's text, small and inert."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ContextBlock

from bot.answers.answer import Evidence, Section
from bot.answers.legible import shortened, visible
from bot.answers.words import labels
from bot.slack.cards.texts import CONTEXT, plain


def evidence(section: Section, most: int = CONTEXT) -> list[Block]:
    """The evidence in small print, a line each, `most` characters at most; nothing where there is none."""
    return _small(section.evidence, most, labels.EVIDENCE)


def first_evidence(section: Section, most: int = CONTEXT) -> list[Block]:
    """Its first line alone: the recipient where one is known."""
    return _small(section.evidence[:1], most)


def other_evidence(section: Section, most: int = CONTEXT) -> list[Block]:
    """All but the first line."""
    return _small(section.evidence[1:], most, labels.EVIDENCE)


def _small(told: Sequence[Evidence], most: int, *heading: str) -> list[Block]:
    if not told or most <= 0:
        return []
    room = max(40, most // len(told))
    lines = [f"{each.label}: {shortened(_one_line(each.value), room)}" for each in told]
    return [ContextBlock(elements=[plain("\n".join([*heading, *lines]), CONTEXT)])]


def _one_line(value: str) -> str:
    return visible(" ".join(value.split()))
