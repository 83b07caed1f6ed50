"""All of the page without a mouse, and what a stranger meets first."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.playground import Playground
from tests.playground_page.app import Bot, plain

pytestmark = pytest.mark.browser

ROW = [
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "button", "action_id": "press", "value": "1", "text": plain("Antwoord gevonden")},
            {"type": "button", "action_id": "press2", "value": "2", "text": plain("Niet gevonden")},
        ],
    }
]


async def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until the focus stands there."""
    await expect(wanted).to_be_visible()
    for _ in range(40):
        if await wanted.evaluate("(node) => node === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError("the focus never came there")


async def test_an_answer_is_pressed_without_a_mouse(page: Page, bot: Bot) -> None:
    await page.get_by_role("textbox", name="Bericht aan #support").focus()
    await page.keyboard.type("550 5.2.2 vol")
    await page.keyboard.press("Enter")
    message = page.locator("main .message").last
    await expect(message).to_contain_text("550 5.2.2 vol")
    await bot.post(thread_ts=await message.get_attribute("data-ts"), text="Vol", blocks=ROW)
    await tab_to(page, page.get_by_role("button", name="1 antwoord"), "Shift+Tab")
    await page.keyboard.press("Enter")
    thread = page.get_by_role("complementary", name="Thread")
    answer = thread.get_by_role("button", name="Niet gevonden")
    await tab_to(page, answer, "Shift+Tab")
    async with page.expect_response("**/page/press"):
        await page.keyboard.press("Space")
    assert [each["value"] for each in bot.pressed] == ["2"]
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()


async def test_a_form_is_filled_in_without_a_mouse(page: Page, bot: Bot) -> None:
    await page.get_by_role("textbox", name="Bericht aan #support").focus()
    await page.keyboard.type("/pr")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Wat ontbreekt er?")
    await expect(form.get_by_role("textbox", name="Opmerking")).to_be_focused()
    await page.keyboard.type("alles is stuk")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await tab_to(page, form.get_by_role("button", name="Versturen maar"))
    await page.keyboard.press("Enter")
    await expect(form).to_have_count(0)
    (values,) = bot.submitted
    assert values["urgency"]["choice"]["selected_option"]["value"] == "urgent"
    assert len(values["desk"]["ticks"]["selected_options"]) == 1


async def test_the_focus_stays_within_an_open_form(page: Page, bot: Bot) -> None:
    assert bot.submitted == []
    await page.get_by_role("textbox", name="Bericht aan #support").fill("/proef iets")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Wat ontbreekt er?")
    await expect(form.get_by_role("textbox", name="Opmerking")).to_be_focused()
    for _ in range(12):
        await page.keyboard.press("Tab")
        outside = await page.evaluate("() => document.activeElement.closest('main, nav, aside') !== null")
        assert not outside


async def test_an_example_is_chosen_and_sent_without_a_mouse(page: Page) -> None:
    await tab_to(page, page.get_by_role("button", name="Volle mailbox"))
    await page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Bericht aan #support")
    await expect(box).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("main .message").last).to_contain_text("The mailbox of this recipient is full")
    await expect(box).to_have_value("")


@pytest.mark.parametrize("person", ["U0BRAM", "U0HELLA"])
async def test_everybody_is_met_with_examples(page: Page, playground: Playground, person: str) -> None:
    await page.goto(f"{playground.url}?person={person}")
    await expect(page.get_by_role("heading", name="Een mail teruggekregen?")).to_be_visible()


async def test_every_example_can_be_taken_with_one_click(page: Page) -> None:
    await page.get_by_role("button", name="Voorbeelden", exact=True).click()
    cards = page.locator("[data-example]")
    await expect(cards.first).to_be_visible()
    names = [str(await card.get_attribute("data-example")) for card in await cards.all()]
    assert len(names) >= 15
    assert len(set(names)) == len(names)
    await page.keyboard.press("Escape")
    box = page.get_by_role("textbox", name="Bericht aan #support")
    for name in names:
        await page.get_by_role("button", name="Voorbeelden", exact=True).click()
        await page.locator(f'[data-example="{name}"]').click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        gone = page.get_by_role("button", name="weghalen")
        if await gone.count():
            await gone.click()
        else:
            await expect(box).not_to_have_value("")
            await box.fill("")


async def test_a_channel_says_that_the_bot_is_not_there_and_lets_it_in(page: Page, bot: Bot) -> None:
    await page.get_by_role("link", name="#algemeen").click()
    await expect(page.get_by_text("De bot is geen lid van dit kanaal en leest niet mee.")).to_be_visible()
    await page.get_by_role("button", name="Uitnodigen").click()
    await expect(page.get_by_text("De bot is geen lid van dit kanaal")).to_be_hidden()
    await bot.client.chat_postMessage(channel="C0ALGEMEEN", text="Hallo allemaal")
    await expect(page.get_by_text("Hallo allemaal")).to_be_visible()


async def test_a_page_that_lost_its_server_says_so_and_comes_back(page: Page, playground: Playground) -> None:
    box = page.get_by_role("textbox", name="Bericht aan #support")
    await box.fill("nog niet verstuurd")
    await page.route("**/page/post", lambda route: route.fulfill(body="weg"))
    await box.press("Enter")
    await expect(page.get_by_text("Wat u typte, blijft staan")).to_be_visible()
    await expect(box).to_have_value("nog niet verstuurd")
    await page.unroute("**/page/post")
    await box.press("Enter")
    await expect(page.locator("main .message").last).to_contain_text("nog niet verstuurd")
    assert playground.url in page.url


async def test_a_file_shows_how_it_begins(page: Page) -> None:
    box = page.get_by_role("textbox", name="Bericht aan #support")
    await box.fill("550 5.1.1 <b>weg</b>\n" * 250)
    await box.press("Enter")
    message = page.locator("main .message").last
    await expect(message.get_by_text("Lange tekst")).to_be_visible()
    await message.get_by_text("Inhoud bekijken").click()
    await expect(message.locator("pre")).to_contain_text("550 5.1.1 <b>weg</b>")
