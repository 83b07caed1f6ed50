"""The evidence of a section: what the bounce itself says. A stranger's text, small and inert."""

from slack_sdk.models.blocks import Block, ContextBlock

from bot.answers.answer import Section
from bot.answers.words import labels
from bot.slack.cards.texts import CONTEXT, plain, shortened, visible


def evidence(section: Section, most: int = CONTEXT) -> list[Block]:
    """The evidence in small print, a line each, `most` characters at most; nothing where there is none."""
    if not section.evidence or most <= 0:
        return []
    room = max(40, most // len(section.evidence))
    lines = [f"{each.label}: {shortened(_one_line(each.value), room)}" for each in section.evidence]
    return [ContextBlock(elements=[plain("\n".join([labels.EVIDENCE, *lines]), CONTEXT)])]


def _one_line(value: str) -> str:
    return visible(" ".join(value.split()))
