"""Teams' tab: cards in Microsoft's renderer, what a person does there, and what happens where it is missing."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.playground import Playground, TeamsApp
from bot.playground.teams import renderer
from tests import adaptivecards
from tests.playground.teams.app import CARD, CHAT, HELPDESK, SUPPORT, Bot, Json, buttons, card, execute, listening
from tests.playground.teams.app import message as said
from tests.playground_page.test_keyboard import tab_to

pytestmark = pytest.mark.browser

FORM = card(
    {"type": "Input.Text", "id": "missing", "label": "Wat ontbreekt er?", "isMultiline": True},
    {
        "type": "Input.ChoiceSet",
        "id": "urgency",
        "label": "Hoeveel haast heeft het?",
        "style": "expanded",
        "value": "normal",
        "choices": [{"title": "Normaal", "value": "normal"}, {"title": "Spoed", "value": "urgent"}],
    },
    buttons(execute("send", "Versturen"), execute("cancel", "Annuleren", associatedInputs="none")),
    text="Niet gevonden",
)
CONTRAST = """element => {
  for (const running of element.getAnimations()) running.finish();
  const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const shares = [0.2126, 0.7152, 0.0722];
  const light = (colour) => parts(colour).map(linear).reduce((sum, part, i) => sum + part * shares[i], 0);
  const { color, backgroundColor } = getComputedStyle(element);
  const [low, high] = [light(color), light(backgroundColor)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""
HOSTILE = "<img src=x onerror=alert(1)> <b>vet</b> &lt;i&gt;"


@pytest.fixture
async def listener() -> AsyncIterator[tuple[Bot, str]]:
    async with listening() as heard:
        yield heard


@pytest.fixture
async def playground(tmp_path: Path, listener: tuple[Bot, str]) -> AsyncIterator[Playground]:
    bot, address = listener
    app = TeamsApp("Proefapp", address, {"explain": "Leg dit uit"})
    playground = Playground(tmp_path / "data", port=0, rate_limits=False, teams=app, redelivery_pauses=(0.05,))
    bot.teams = playground.teams
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def teams_bot(listener: tuple[Bot, str], playground: Playground) -> Bot:
    assert playground.teams is not None
    return listener[0]


@pytest.fixture
async def page(browser: Browser, playground: Playground) -> AsyncIterator[Page]:
    """Teams' tab as Anna sees it; a script error or a breach of the content policy fails the test."""
    if not adaptivecards.there() and not adaptivecards.must_be_there():
        pytest.skip(adaptivecards.WITHOUT)
    assert adaptivecards.there(), adaptivecards.WITHOUT
    async for page in opened(browser, playground):
        yield page


async def opened(browser: Browser, playground: Playground, width: int = 1280) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": width, "height": 800}, locale="nl-NL")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    await page.goto(f"{playground.url}teams?person=U0ANNA")
    await page.get_by_role("heading").first.wait_for()
    yield page
    await context.close()
    assert wrong == []


async def say(page: Page, text: str, box: str = "Bericht aan support") -> None:
    await page.get_by_role("textbox", name=box).fill(text)
    await page.get_by_role("textbox", name=box).press("Enter")


async def answered(page: Page, bot: Bot, content: Json | None = None) -> Locator:
    """Ask in the channel, and let the app answer in the thread; gives the open thread."""
    await say(page, "550 5.2.2 <a@b.test> vol & dicht")
    heard = await bot.hears("message")
    await bot.posts(said(content or card(buttons())), f"{SUPPORT};messageid={heard['id']}")
    await page.get_by_role("button", name="1 antwoord").click()
    return page.get_by_role("complementary", name="Thread")


async def test_an_answer_comes_into_the_thread_and_its_button_is_heard(page: Page, teams_bot: Bot) -> None:
    await expect(page.get_by_text("Bot verbonden")).to_be_visible()
    thread = await answered(page, teams_bot)
    await expect(page.locator("main .message").last).to_contain_text("550 5.2.2 <a@b.test> vol & dicht")
    await expect(thread.get_by_role("heading", name="Mailbox is vol")).to_be_visible()
    kind = "application/vnd.microsoft.activity.message"
    teams_bot.invoked = {"statusCode": 200, "type": kind, "value": "Genoteerd."}
    await thread.get_by_role("button", name="Antwoord gevonden").click()
    await expect(page.get_by_role("status").get_by_text("Genoteerd.")).to_be_visible()
    pressed = (await teams_bot.hears("invoke"))["value"]["action"]
    assert (pressed["verb"], pressed["data"]) == ("answer_found", {"case": "c1"})
    for number, sentence in enumerate(("Genoteerd.", "Nog eens."), start=2):
        teams_bot.invoked = {"statusCode": 200, "type": kind, "value": sentence}
        await thread.get_by_role("button", name="Antwoord gevonden").click()
        await teams_bot.hears("invoke", number)
    await expect(page.get_by_role("status").get_by_text("Nog eens.")).to_be_visible()
    await expect(page.get_by_role("status").get_by_text("Genoteerd.")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_button_under_the_mouse_can_be_read(
    page: Page, teams_bot: Bot, scheme: Literal["light", "dark"]
) -> None:
    await page.emulate_media(color_scheme=scheme)
    thread = await answered(
        page, teams_bot, card(buttons(execute("yes", "Ja", style="positive"), execute("no", "Nee")))
    )
    for button in await thread.locator(".ac-pushButton").all():
        await button.hover()
        assert await button.evaluate(CONTRAST) >= 4.5, await button.inner_text()


async def test_a_form_is_filled_in_without_a_mouse(page: Page, teams_bot: Bot) -> None:
    thread = await answered(page, teams_bot)
    teams_bot.invoked = {"statusCode": 200, "type": CARD, "value": FORM}
    await tab_to(page, thread.get_by_role("button", name="Antwoord gevonden"), "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(thread.get_by_role("textbox", name="Wat ontbreekt er?")).to_be_focused()
    await page.keyboard.type("alles")
    await tab_to(page, thread.get_by_role("radio", name="Normaal"))
    await page.keyboard.press("ArrowDown")
    await expect(thread.get_by_role("radio", name="Spoed")).to_be_checked()
    await tab_to(page, thread.locator(".card").get_by_role("button", name="Versturen"))
    teams_bot.invoked = {"statusCode": 200, "type": CARD, "value": card(text="Bedankt")}
    await page.keyboard.press("Space")
    await expect(thread.get_by_role("heading", name="Bedankt")).to_be_visible()
    sent = (await teams_bot.hears("invoke", 2))["value"]["action"]
    assert (sent["verb"], sent["data"]) == ("send", {"case": "c1", "missing": "alles", "urgency": "urgent"})
    inside = "() => document.activeElement.closest('.thread .message') !== null"
    assert await page.evaluate(inside), "the focus stays at the message"


async def test_what_was_typed_into_a_form_outlives_what_others_say(page: Page, teams_bot: Bot) -> None:
    thread = await answered(page, teams_bot, FORM)
    box = thread.get_by_role("textbox", name="Wat ontbreekt er?")
    await box.fill("half getypt")
    await teams_bot.posts(said(text="Iets anders"))
    await expect(page.locator("main").get_by_text("Iets anders")).to_be_visible()
    await expect(box).to_have_value("half getypt")


async def test_the_form_is_for_who_pressed_alone(page: Page, teams_bot: Bot) -> None:
    thread = await answered(page, teams_bot)
    teams_bot.invoked = {"statusCode": 200, "type": CARD, "value": FORM}
    await thread.get_by_role("button", name="Antwoord gevonden").click()
    await expect(thread.get_by_role("heading", name="Niet gevonden")).to_be_visible()
    await page.get_by_role("radio", name="Bram").check(force=True)
    await page.get_by_role("button", name="1 antwoord").click()
    await expect(thread.get_by_role("heading", name="Mailbox is vol")).to_be_visible()


async def test_a_strangers_text_is_text(page: Page, teams_bot: Bot) -> None:
    run = {
        "type": "RichTextBlock",
        "inlines": [{"type": "TextRun", "text": f"{HOSTILE} [x](https://kwaad.example)"}],
    }
    await teams_bot.posts(said(card(run, text=HOSTILE)))
    shown = page.locator("main .card")
    await expect(shown).to_contain_text(f"{HOSTILE} [x](https://kwaad.example)")
    assert await shown.locator("img, b, i, a").count() == 0
    await teams_bot.posts(said(text=HOSTILE))
    await say(page, HOSTILE)
    await expect(page.locator("main .said", has_text=HOSTILE)).to_have_count(2)


async def test_a_person_who_is_mentioned_is_shown(page: Page, teams_bot: Bot) -> None:
    entity = {"type": "mention", "text": "<at>Anna</at>", "mentioned": {"id": "29:1anna", "name": "Anna"}}
    text = {"type": "TextBlock", "text": "Gevraagd door <at>Anna</at>"}
    await teams_bot.posts(said(card(text, msteams={"entities": [entity]})), HELPDESK)
    await page.get_by_role("radio", name="Hella").check(force=True)
    await page.get_by_role("link", name="helpdesk, 1 nieuw").click()
    await expect(page.locator("main .card .mention")).to_have_text("@Anna")
    await say(page, "vraag @anna of x@anna.test", "Bericht aan helpdesk")
    await expect(page.locator("main .said .mention")).to_have_text(["@anna"])


async def test_evidence_unfolds_by_keyboard(page: Page, teams_bot: Bot) -> None:
    toggle = {"type": "Action.ToggleVisibility", "title": "Uit de bounce zelf", "targetElements": ["inside"]}
    hidden = {"type": "TextBlock", "id": "inside", "isVisible": False, "text": "552 5.2.2"}
    await teams_bot.posts(said(card(buttons(toggle), hidden)))
    await expect(page.get_by_text("552 5.2.2")).to_be_hidden()
    await tab_to(page, page.get_by_role("button", name="Uit de bounce zelf"), "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("552 5.2.2")).to_be_visible()


async def test_a_chat_has_no_threads_and_takes_files(page: Page, teams_bot: Bot) -> None:
    await page.get_by_role("link", name="Proefapp").click()
    await page.get_by_role("button", name="mailbox-vol.eml").click()
    await page.get_by_role("textbox", name="Bericht aan Proefapp").press("Enter")
    heard = await teams_bot.hears("message")
    assert heard["conversation"]["id"] == CHAT
    assert heard["attachments"][0]["name"] == "mailbox-vol.eml"
    await expect(page.locator("main .message").last).to_contain_text("mailbox-vol.eml")
    await expect(page.get_by_role("button", name="Beantwoorden in thread")).to_have_count(0)


async def test_a_picture_is_pasted(page: Page, teams_bot: Bot) -> None:
    box = page.get_by_role("textbox", name="Bericht aan support")
    await box.evaluate(
        """(node) => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "image.png", { type: "image/png" }));
          node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
        }"""
    )
    await box.press("Enter")
    heard = await teams_bot.hears("message")
    assert [each["contentType"] for each in heard["attachments"]] == ["text/html", "image/*"]


async def test_a_message_is_edited_deleted_and_had_back(page: Page, teams_bot: Bot) -> None:
    await say(page, "550 eerst")
    last = page.locator("main .message").last
    await last.get_by_role("button", name="Meer acties").click()
    await page.get_by_role("menuitem", name="Bewerken").click()
    await page.get_by_role("textbox", name="Tekst van het bericht").fill("550 anders")
    await page.get_by_role("button", name="Opslaan").click()
    await expect(last).to_contain_text("550 anders(bewerkt)")
    await last.get_by_role("button", name="Meer acties").click()
    await page.get_by_role("menuitem", name="Verwijderen").click()
    await page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    await last.get_by_role("button", name="Ongedaan maken").click()
    await expect(last).to_contain_text("550 anders")
    await teams_bot.hears("messageUpdate", 2)


async def test_the_message_extension_is_in_the_menu(page: Page, teams_bot: Bot) -> None:
    await say(page, "550")
    teams_bot.invoked = {"task": {"type": "message", "value": "Ik kijk ernaar."}}
    await page.locator("main .message").last.get_by_role("button", name="Meer acties").click()
    await page.get_by_role("menuitem", name="Leg dit uit").click()
    await expect(page.get_by_text("Ik kijk ernaar.")).to_be_visible()
    assert (await teams_bot.hears("invoke"))["value"]["commandId"] == "explain"


async def test_the_tabs_lead_to_one_another_with_the_same_person(page: Page) -> None:
    await page.get_by_role("radio", name="Hella").check(force=True)
    tabs = page.get_by_role("navigation", name="Platform")
    await expect(tabs.get_by_role("link", name="Teams")).to_have_attribute("aria-current", "page")
    await tabs.get_by_role("link", name="Slack").click()
    await expect(page.get_by_role("heading", name="#support")).to_be_visible()
    await expect(page.get_by_role("radio", name="Hella")).to_be_checked()
    await tabs.get_by_role("link", name="Teams").click()
    await expect(page.get_by_role("heading", name="support", exact=True)).to_be_visible()
    await expect(page.get_by_role("radio", name="Hella")).to_be_checked()


async def test_nothing_is_wider_than_a_phone(browser: Browser, playground: Playground, teams_bot: Bot) -> None:
    word = "a" * 300
    run = {"type": "RichTextBlock", "inlines": [word]}
    row = buttons(
        execute(title="Antwoord gevonden"), execute("b", "Niet gevonden"), execute("c", "Naar de helpdesk")
    )
    await teams_bot.posts(said(card(run, row, FORM["body"][1], text=word)))
    async for page in opened(browser, playground, width=400):
        await page.locator("main .card").wait_for()
        wider = """() => [...document.querySelectorAll("main *")].filter((each) =>
          each.getBoundingClientRect().right > innerWidth + 1).map((each) => each.className)"""
        assert await page.evaluate(wider) == []


async def test_without_the_renderer_a_card_is_told_as_text(
    browser: Browser, playground: Playground, teams_bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer, "CHECKOUT", tmp_path)
    monkeypatch.setattr(renderer, "PACKED", tmp_path)
    folded = {"type": "TextBlock", "text": "▾ Open", "isVisible": False}
    inside = {"type": "Container", "isVisible": False, "items": [{"type": "TextBlock", "text": "552 5.2.2"}]}
    await teams_bot.posts(said(card({"type": "RichTextBlock", "inlines": [HOSTILE]}, folded, inside, buttons())))
    async for page in opened(browser, playground):
        shown = page.locator("main .card")
        await expect(shown).to_contain_text("daarvoor is Node.js (npm) nodig")
        for words in ("Mailbox is vol", HOSTILE, "552 5.2.2", "Antwoord gevonden"):
            await expect(shown).to_contain_text(words)
        await expect(shown).not_to_contain_text("▾")
        assert await shown.locator("img, b").count() == 0


async def test_without_teams_the_tab_says_so(browser: Browser, tmp_path: Path) -> None:
    playground = Playground(tmp_path, port=0)
    await playground.start()
    async for page in opened(browser, playground):
        await expect(page.get_by_text("De bot is hier niet voor Teams ingericht.")).to_be_visible()
        await page.get_by_role("link", name="Slack").click()
        await expect(page.get_by_role("heading", name="#support")).to_be_visible()
    await playground.stop()
