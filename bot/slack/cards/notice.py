"""A sentence or two of ours."""

from slack_sdk.models.blocks import SectionBlock

from bot.desk.chat import Notice
from bot.slack.cards.card import Card, rendered
from bot.slack.cards.texts import fallback, plain
from bot.slack.rich_text import escaped


def notice_card(notice: Notice) -> Card:
    """The notice as a message."""
    return Card(rendered([SectionBlock(text=plain(notice.text))]), fallback(escaped(notice.text)))
