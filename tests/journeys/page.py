"""What people do and see on the playground's page, in the words in which a colleague would tell it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from playwright.async_api import Locator, Page, expect

HELPDESK = "Carerix Helpdesk"
ANSWER_FOUND, NOT_FOUND, TO_HELPDESK = "Antwoord gevonden", "Niet gevonden", "Naar de helpdesk"
CLAIM, RESOLVE = "Ik pak dit op", "Opgelost"

_BUTTONS = ".buttons button, .card button.ac-pushButton"
"""Those of Block Kit, and of an Adaptive Card."""

_REPLIES = re.compile(r"\d+ antwoord")
_DROP = """(target, files) => {
  const transfer = new DataTransfer();
  for (const [name, content] of files) transfer.items.add(new File([content], name));
  target.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with the page open."""

    page: Page
    id: str
    name: str

    @property
    def support(self) -> "Conversation":
        return Conversation(self, "C0SUPPORT")

    @property
    def helpdesk(self) -> "Conversation":
        return Conversation(self, "C0HELPDESK")

    @property
    def general(self) -> "Conversation":
        """#algemeen, where the bot is no member."""
        return Conversation(self, "C0ALGEMEEN")

    @property
    def bot(self) -> "Conversation":
        """The direct conversation with the bot."""
        return Conversation(self, "D0")

    def form(self, title: str) -> "Form":
        return Form(self.page.get_by_role("dialog", name=title))

    async def start(self) -> Locator:
        """The bot's start page."""
        await self.page.get_by_role("link", name="Start").click()
        return self.page.locator("#main .home")

    async def reload(self) -> None:
        await self.page.reload()
        await self.has_the_bot()

    async def has_the_bot(self) -> None:
        await expect(self.page.get_by_text("Bot verbonden")).to_be_visible()

    async def misses_the_bot(self) -> None:
        await expect(self.page.get_by_text("Bot wordt verwacht…")).to_be_visible()

    async def is_told(self, sentence: str) -> None:
        """The page itself says something, in a corner."""
        await expect(self.page.get_by_role("status").get_by_text(sentence)).to_be_visible()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as one person has it on the page."""

    person: Person
    id: str

    @property
    def _link(self) -> Locator:
        return self.person.page.locator(f'#sidebar a[data-conversation^="{self.id}"]')

    @property
    def _box(self) -> Locator:
        return self.person.page.locator("#composer-main")

    @property
    def messages(self) -> Locator:
        return self.person.page.locator("#main .message")

    async def open(self) -> Self:
        await self._link.click()
        pane = self.person.page.locator(f'#main [data-conversation^="{self.id}"]').first
        await expect(pane).to_be_visible()
        return self

    async def post(self, text: str) -> "Message":
        await self.open()
        async with self.person.page.expect_response("**/page/post") as sent:
            await self._box.fill(text)
            await self._box.press("Enter")
        answer = await (await sent.value).json()
        assert answer["ok"], answer
        return Message(self, answer["ts"])

    async def drop(self, name: str, content: str, *, as_mail: bool = False) -> "Message":
        """Drag a file onto the conversation and send it; `as_mail` as if it was forwarded to the channel."""
        await self.open()
        await self.person.page.locator("#main .messages-scroll").evaluate(_DROP, [[name, content]])
        if as_mail:
            await self.person.page.get_by_role("checkbox", name="als doorgestuurde e-mail").check()
        async with self.person.page.expect_response(f"**/page/{'email' if as_mail else 'post'}") as sent:
            await self.person.page.get_by_role("button", name="Versturen").click()
        answer = await (await sent.value).json()
        assert answer["ok"], answer
        return Message(self, answer["ts"])

    async def command(self, text: str) -> None:
        """Type a command, and send it."""
        await self.open()
        await self._box.fill(text)
        await self._box.press("Enter")
        await expect(self._box).to_have_value("")

    async def join(self) -> None:
        await self.open()
        await self.person.page.get_by_role("button", name="Lid worden").click()
        await expect(self._box).to_be_visible()

    async def whisper(self, number: int = 1) -> "Message":
        """What only this person sees here: the first of it, the second, …"""
        await self.open()
        whispers = self.messages.and_(self.person.page.locator(".ephemeral"))
        return await self._shown(whispers.nth(number - 1))

    async def newest(self) -> "Message":
        """The bot's newest message here for everybody."""
        await self.open()
        by_bot = self.person.page.locator('[data-user="U0BOT"]:not(.ephemeral)')
        return await self._shown(self.messages.and_(by_bot).last)

    async def _shown(self, found: Locator) -> "Message":
        await expect(found).to_be_visible()
        return Message(self, await found.get_attribute("data-ts") or "")


@dataclass(frozen=True, slots=True)
class Message:
    """A message on one person's page. `root` is the message whose thread it stands in, if it stands in one."""

    conversation: Conversation
    ts: str
    root: str | None = None

    @property
    def page(self) -> Page:
        return self.conversation.person.page

    @property
    def node(self) -> Locator:
        return self.page.locator(f'{"#thread" if self.root else "#main"} [data-ts="{self.ts}"]')

    @property
    def thread(self) -> Locator:
        """The messages of its open thread."""
        return self.page.locator(f'#thread[data-thread="{self.root or self.ts}"] .message')

    async def look(self) -> Self:
        """Bring it before one's eyes."""
        if await self.node.is_visible():
            return self
        await self.conversation.open()
        if self.root:
            await Message(self.conversation, self.root).open_thread()
        await expect(self.node).to_be_visible()
        return self

    async def open_thread(self) -> None:
        await self.node.get_by_role("button", name=_REPLIES).click()
        await expect(self.thread.first).to_be_visible()

    async def answer(self, number: int = 1) -> "Message":
        """The answer in its thread, or the how-manieth reply there."""
        if not await self.thread.first.is_visible():
            await self.open_thread()
        reply = self.thread.nth(number)
        await expect(reply).to_be_visible()
        return Message(self.conversation, await reply.get_attribute("data-ts") or "", self.root or self.ts)

    async def seen_by(self, other: Person) -> "Message":
        """The same message on someone else's page."""
        return await Message(Conversation(other, self.conversation.id), self.ts, self.root).look()

    async def reply(self, text: str) -> "Message":
        """Write into its thread."""
        if not await self.thread.first.is_visible():
            await self.node.hover()
            await self.node.get_by_role("button", name="Beantwoorden in thread").click()
        box = self.page.locator("#composer-thread")
        async with self.page.expect_response("**/page/post") as sent:
            await box.fill(text)
            await box.press("Enter")
        answer = await (await sent.value).json()
        return Message(self.conversation, answer["ts"], self.root or self.ts)

    async def choose(self, action: str) -> None:
        """Choose an entry from its menu."""
        await self.look()
        await self.node.hover()
        await self.node.get_by_role("button", name="Meer acties").click()
        await self.page.get_by_role("menuitem", name=action).click()

    async def edit(self, text: str) -> None:
        await self.choose("Bewerken")
        await self.page.get_by_role("textbox", name="Tekst van het bericht").fill(text)
        await self.page.get_by_role("button", name="Opslaan").click()
        await expect(self.node).to_contain_text("(bewerkt)")

    async def delete(self) -> None:
        await self.choose("Verwijderen")
        await self.page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()

    async def press(self, label: str) -> None:
        """Press one of its buttons; the bot has heard of it when this returns."""
        await self.look()
        async with self.page.expect_response("**/page/press"):
            await self.node.get_by_role("button", name=label, exact=True).click()

    async def follow(self, link: str) -> None:
        """Follow a link in it."""
        await self.look()
        await self.node.get_by_role("link", name=link).click()

    async def says(self, *sentences: str) -> None:
        for sentence in sentences:
            await expect(self.node).to_contain_text(sentence)

    async def is_headed(self, *headings: str) -> None:
        await expect(self.node.get_by_role("heading")).to_have_text(list(headings))

    async def offers(self, *labels: str) -> None:
        """These buttons, in this order, and no others."""
        buttons = self.node.locator(_BUTTONS)
        await (expect(buttons).to_have_text(list(labels)) if labels else expect(buttons).to_have_count(0))

    async def leads_nowhere(self) -> None:
        """There is no link in it."""
        await expect(self.node.get_by_role("link")).to_have_count(0)


@dataclass(frozen=True, slots=True)
class Form:
    """An open form."""

    node: Locator

    async def write(self, label: str, text: str) -> None:
        await self.node.get_by_role("textbox", name=label).fill(text)

    async def choose(self, label: str) -> None:
        await self.node.get_by_role("radio", name=label).check()

    async def untick(self, label: str) -> None:
        await self.node.get_by_role("checkbox", name=label).uncheck()

    async def send(self, label: str = "Versturen") -> None:
        await self.node.get_by_role("button", name=label).click()
        await expect(self.node).to_have_count(0)


def mail(name: str) -> str:
    """One of the mails of our own writing."""
    return (Path(__file__).parents[1] / "data" / "mails" / name).read_text(encoding="utf-8")
