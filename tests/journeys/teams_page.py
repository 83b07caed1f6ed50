"""What differs on the Teams tab: its places, forms that take a card's place, chats without threads."""

from dataclasses import dataclass
from typing import Self

from playwright.async_api import Locator, expect

from tests.journeys.page import Conversation, Form, Message, Person

EXTENSION = "Leg deze bounce uit"
HELPDESK_IN_TEAMS = "19:helpdesk@thread.tacv2"
"""What the playground's Teams calls its helpdesk's channel."""


@dataclass(frozen=True, slots=True)
class PersonInTeams(Person):
    """Someone with the Teams tab open."""

    @property
    def support(self) -> Conversation:
        return Conversation(self, "support")

    @property
    def helpdesk(self) -> Conversation:
        return Conversation(self, "helpdesk")

    @property
    def group(self) -> Conversation:
        """A group chat, where the bot hears only what mentions it."""
        return Conversation(self, "overleg")

    @property
    def bot(self) -> Conversation:
        """The chat with the bot."""
        return Conversation(self, "chat")


@dataclass(frozen=True, slots=True)
class Card(Message):
    """A message of the bot: a card that a form takes the place of, for whoever pressed."""

    @classmethod
    def of(cls, message: Message) -> Self:
        """The card that a message is."""
        return cls(message.conversation, message.ts, message.root)

    @classmethod
    async def after(cls, message: Message) -> Self:
        """What the bot said next in a chat, where answers stand in no thread."""
        bots = message.page.locator(f'#main [data-ts="{message.ts}"] ~ [data-user="U0BOT"]').first
        await expect(bots).to_be_visible()
        return cls(message.conversation, await bots.get_attribute("data-ts") or "")

    def form(self, title: str) -> Form:
        """The form in the card's place: gone when the card is back."""
        heading = self.page.get_by_role("heading", name=title, exact=True)
        return Form(self.node.locator(".card").filter(has=heading))

    async def unfold(self, label: str = "Uit de bounce zelf") -> None:
        """Bring what is folded away before one's eyes."""
        await self.node.get_by_role("button", name=label).first.click()

    @property
    def tombstone(self) -> Locator:
        """What stands in its place when it was taken away."""
        return self.node.get_by_text("Dit bericht is verwijderd.")
