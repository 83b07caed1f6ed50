"""App Home: what this is, how to use it, and an example to try."""

from slack_sdk.models.blocks import ActionsBlock, Block, ContextBlock, DividerBlock, HeaderBlock, SectionBlock
from slack_sdk.models.views import View

from bot.answers.words import home
from bot.slack.cards.buttons import button
from bot.slack.cards.texts import HEADING, as_typed, bulleted, plain, rich
from bot.slack.names import TRY_EXAMPLE


def home_view(conversation: str) -> View:
    """App Home of one person; `conversation` is where they and we talk, and where the example is answered."""
    blocks: list[Block] = [
        HeaderBlock(text=plain(home.TITLE, HEADING)),
        SectionBlock(text=plain(home.INTRO)),
        DividerBlock(),
        HeaderBlock(text=plain(home.WAYS_TITLE, HEADING)),
        rich([bulleted(home.WAYS)]),
        HeaderBlock(text=plain(home.AFTER_TITLE, HEADING)),
        SectionBlock(text=plain(home.AFTER)),
        DividerBlock(),
        HeaderBlock(text=plain(home.EXAMPLE_TITLE, HEADING)),
        SectionBlock(text=plain(home.EXAMPLE_INTRO)),
        rich([as_typed(home.EXAMPLE)]),
        ActionsBlock(elements=[button(home.TRY, TRY_EXAMPLE, conversation, primary=True)]),
        ContextBlock(elements=[plain(home.PRIVACY)]),
    ]
    return View(type="home", blocks=blocks)
