"""Texts in Slack's forms: where a stranger's text may stand, and how long.

A stranger's text stands only in plain_text and in rich text, where Slack looks for no markup. What is ours and
marked up (a mention) is escaped around it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from slack_sdk.models.blocks import (
    MarkdownTextObject,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from bot.answers.legible import CUT, shortened, visible
from bot.slack.rich_text import escaped

HEADING: Final = 150
SECTION: Final = 3000
CONTEXT: Final = 2000
FALLBACK_BYTES: Final = 3500
"""chat.update takes 4,000 bytes of text."""

_PERSON: Final = re.compile(r"[UW][A-Z0-9]{1,30}")


def plain(text: str, most: int = SECTION) -> PlainTextObject:
    """A text without any markup, and without emoji out of colons."""
    return PlainTextObject(text=shortened(visible(text), most) or " ", emoji=False)


def words(text: str, *, bold: bool = False) -> RichTextElement:
    """A run of rich text."""
    style = RichTextElementParts.TextStyle(bold=True) if bold else None
    return RichTextElementParts.Text(text=shortened(visible(text), SECTION) or " ", style=style)


def line(*runs: RichTextElement) -> RichTextElement:
    """A paragraph of rich text."""
    return RichTextSectionElement(elements=list(runs))


def numbered(texts: Sequence[str]) -> RichTextElement:
    """A numbered list."""
    return RichTextListElement(style="ordered", elements=[line(words(text)) for text in texts])


def bulleted(texts: Sequence[str]) -> RichTextElement:
    """A list with bullets."""
    return RichTextListElement(style="bullet", elements=[line(words(text)) for text in texts])


def quoted(text: str) -> RichTextElement:
    """A text to copy."""
    return RichTextQuoteElement(elements=[words(text)])


def as_typed(text: str) -> RichTextElement:
    """A text with its line breaks and columns as they were."""
    return RichTextPreformattedElement(elements=[words(text)])


def rich(elements: Iterable[RichTextElement]) -> RichTextBlock:
    """A block of rich text."""
    return RichTextBlock(elements=list(elements))


def is_person(person: str | None) -> bool:
    """Whether this is a person's id as Slack writes them, so that it can be drawn as a mention."""
    return person is not None and _PERSON.fullmatch(person) is not None


def mention(person: str) -> RichTextElement:
    """A person in rich text; what is no person's id is shown as it is."""
    return RichTextElementParts.User(user_id=person) if is_person(person) else words(person)


def about(status: str, person: str | None) -> str:
    """A sentence of ours in mrkdwn, in which `{person}` is drawn as a mention."""
    named = f"<@{person}>" if is_person(person) else escaped(visible(person or ""))
    return escaped(visible(status)).replace("{person}", named)


def marked_up(mrkdwn: str) -> MarkdownTextObject:
    """Markup of ours, in which Slack makes no links of its own accord."""
    return MarkdownTextObject(text=shortened(mrkdwn, CONTEXT), verbatim=True)


def fallback(*sentences: str) -> str:
    """The text for notifications and screen readers out of escaped sentences, within what Slack takes."""
    told = " ".join(sentence for sentence in sentences if sentence)
    raw = told.encode("utf-8", "replace")
    if len(raw) <= FALLBACK_BYTES:
        return told
    cut = raw[:FALLBACK_BYTES].decode("utf-8", "ignore")
    return cut.rpartition(" ")[0] + CUT
