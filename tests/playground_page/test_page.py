"""What a person does on the page, and what becomes of it."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.playground import Playground
from tests.playground_page.app import Bot, plain

pytestmark = pytest.mark.browser

CARD: list[dict[str, Any]] = [
    {"type": "header", "text": plain("Mailbox is vol")},
    {"type": "section", "text": {"type": "mrkdwn", "text": "Er past *niets* meer bij."}},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [{"type": "button", "action_id": "press", "value": "7", "text": plain("Antwoord gevonden")}],
    },
]


async def say(page: Page, text: str, box: str = "Bericht aan #support") -> None:
    await page.get_by_role("textbox", name=box).fill(text)
    await page.get_by_role("textbox", name=box).press("Enter")


async def test_an_answer_comes_into_the_thread_and_its_button_is_heard(page: Page, bot: Bot) -> None:
    await expect(page.get_by_text("Bot verbonden")).to_be_visible()
    await say(page, "550 5.2.2 <a@b.test> vol & dicht")
    message = page.locator("main .message").last
    await expect(message).to_contain_text("550 5.2.2 <a@b.test> vol & dicht")
    ts = await message.get_attribute("data-ts")
    await bot.post(thread_ts=ts, text="Mailbox is vol", blocks=CARD)
    await page.get_by_role("button", name="1 antwoord").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("heading", name="Mailbox is vol")).to_be_visible()
    await expect(thread.get_by_text("niets", exact=True)).to_have_css("font-weight", "700")
    async with page.expect_response("**/page/press"):
        await thread.get_by_role("button", name="Antwoord gevonden").click()
    assert [each["value"] for each in bot.pressed] == ["7"]
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()


async def test_a_draft_and_its_focus_outlive_what_others_do(page: Page, bot: Bot) -> None:
    box = page.get_by_role("textbox", name="Bericht aan #support")
    await box.fill("half getypt")
    await bot.post(text="Tussendoor")
    await expect(page.get_by_text("Tussendoor")).to_be_visible()
    await expect(box).to_have_value("half getypt")
    await expect(box).to_be_focused()
    await page.get_by_role("link", name="#algemeen").click()
    await expect(page.get_by_role("textbox", name="Bericht aan #algemeen")).to_have_value("")
    await page.get_by_role("link", name="#support").click()
    await expect(box).to_have_value("half getypt")


async def test_a_form_tells_what_is_wrong_and_then_closes(page: Page, bot: Bot) -> None:
    await page.get_by_role("textbox", name="Bericht aan #support").press_sequentially("/pr")
    await page.get_by_role("option", name="/proef").click()
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Wat ontbreekt er?")
    remark = form.get_by_role("textbox", name="Opmerking")
    await expect(remark).to_be_focused()
    send = form.get_by_role("button", name="Versturen maar")
    await send.click()
    await expect(form.get_by_role("alert").first).to_have_text("Vul dit veld in.")
    await remark.fill("kort")
    await send.click()
    await expect(form.get_by_role("alert").first).to_have_text("Vul ten minste 5 tekens in.")
    await remark.fill("alles doet het")
    await send.click()
    await expect(form.get_by_role("alert").first).to_have_text("Schrijf wat er stuk is.")
    await expect(remark).to_have_value("alles doet het")
    await remark.fill("mijn mail is stuk")
    await form.get_by_role("radio", name="Spoed").check()
    await form.get_by_role("checkbox", name="Naar de helpdesk").check()
    await send.click()
    await expect(form).to_have_count(0)
    (values,) = bot.submitted
    assert values["remark"]["text"]["value"] == "mijn mail is stuk"
    assert values["urgency"]["choice"]["selected_option"]["value"] == "urgent"
    assert [each["value"] for each in values["desk"]["ticks"]["selected_options"]] == ["desk"]


async def test_escape_closes_a_form(page: Page, bot: Bot) -> None:
    await say(page, "/proef iets")
    form = page.get_by_role("dialog", name="Wat ontbreekt er?")
    await expect(form).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    assert bot.submitted == []


async def test_a_shortcut_answers_one_person_only(page: Page, bot: Bot) -> None:
    ts = await bot.post(text="Iets om uit te leggen")
    await page.locator(f'main [data-ts="{ts}"]').get_by_role("button", name="Meer acties").click()
    await page.get_by_role("menuitem", name="Leg dit uit").click()
    await expect(page.get_by_text("Alleen zichtbaar voor u")).to_be_visible()
    await page.get_by_role("radio", name="Bram").check()
    await expect(page.get_by_text("Iets om uit te leggen")).to_be_visible()
    await expect(page.get_by_text("Alleen zichtbaar voor u")).to_have_count(0)


async def test_a_message_is_edited_and_deleted(page: Page) -> None:
    await say(page, "Frist <versie>")
    message = page.locator("main .message").last
    await message.get_by_role("button", name="Meer acties").click()
    await page.get_by_role("menuitem", name="Bewerken").click()
    box = page.get_by_role("textbox", name="Tekst van het bericht")
    await expect(box).to_have_value("Frist <versie>")
    await box.fill("Eerste <versie>")
    await page.get_by_role("button", name="Opslaan").click()
    await expect(message).to_contain_text("Eerste <versie>")
    await expect(message).to_contain_text("(bewerkt)")
    await message.get_by_role("button", name="Meer acties").click()
    await page.get_by_role("menuitem", name="Verwijderen").click()
    await page.get_by_role("dialog").get_by_role("button", name="Verwijderen").click()
    await expect(page.get_by_text("Eerste <versie>")).to_have_count(0)


async def test_a_mail_from_the_shelf_goes_in_as_a_file(page: Page) -> None:
    await page.get_by_role("button", name="Voorbeelden", exact=True).click()
    await page.get_by_role("button", name="mailbox-vol.eml").last.click()
    await page.get_by_role("button", name="Versturen").click()
    await expect(page.locator("main .message").last.get_by_role("link", name="mailbox-vol.eml")).to_be_visible()


async def test_a_dropped_mail_comes_in_as_forwarded_mail(page: Page) -> None:
    drop = """(target) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["From: a@b.test\\nSubject: Terug\\n\\nhoi\\n"], "terug.eml"));
      target.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }"""
    await page.locator("main .messages-scroll").evaluate(drop)
    await page.get_by_role("checkbox", name="als doorgestuurde e-mail").check()
    await page.get_by_role("button", name="Versturen").click()
    await expect(page.locator("main .message").last).to_contain_text("E-mail")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_narrow_page_needs_no_sideways_scroll(page: Page, bot: Bot, theme: str) -> None:
    await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    await page.set_viewport_size({"width": 400, "height": 700})
    root = await bot.post(text="x" * 300, blocks=CARD)
    await bot.post(thread_ts=root, text="antwoord", blocks=CARD)
    wide = "document.scrollingElement.scrollWidth"
    await expect(page.get_by_role("heading", name="Mailbox is vol").first).to_be_visible()
    assert await page.evaluate(wide) <= 400
    await page.get_by_role("button", name="1 antwoord").click()
    assert await page.evaluate(wide) <= 400
    await page.get_by_role("button", name="Thread sluiten").click()
    await page.get_by_role("button", name="Gesprekken tonen").click()
    await expect(page.get_by_role("link", name="Start")).to_be_visible()
    assert await page.evaluate(wide) <= 400


async def test_who_is_no_member_can_become_one(page: Page, playground: Playground) -> None:
    await page.goto(f"{playground.url}#/C0HELPDESK")
    await expect(page.get_by_role("textbox", name="Bericht aan #helpdesk")).to_be_hidden()
    await page.get_by_role("button", name="Lid worden").click()
    await expect(page.get_by_role("textbox", name="Bericht aan #helpdesk")).to_be_visible()


async def test_a_link_to_a_message_opens_its_thread(page: Page, bot: Bot) -> None:
    root = await bot.post(text="De vraag")
    reply = await bot.post(thread_ts=root, text="Het antwoord")
    link = (await bot.client.chat_getPermalink(channel="C0SUPPORT", message_ts=reply))["permalink"]
    await bot.post(text=f"<{link}|Naar het gesprek>")
    await page.get_by_role("link", name="Naar het gesprek").click()
    await expect(page.get_by_role("complementary", name="Thread").get_by_text("Het antwoord")).to_be_visible()
    await page.goto(str(link))
    await expect(page.get_by_role("complementary", name="Thread").get_by_text("Het antwoord")).to_be_visible()


async def test_the_start_page_is_what_the_bot_published(page: Page, bot: Bot) -> None:
    await bot.client.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": CARD})
    await page.get_by_role("link", name="Start").click()
    await expect(page.get_by_role("heading", name="Mailbox is vol")).to_be_visible()
    async with page.expect_response("**/page/press"):
        await page.get_by_role("button", name="Antwoord gevonden").focus()
        await page.keyboard.press("Enter")
    assert len(bot.pressed) == 1


async def test_messages_are_walked_through_with_arrows(page: Page, bot: Bot) -> None:
    first = await bot.post(text="een")
    last = await bot.post(text="twee")
    await page.locator(f'main [data-ts="{last}"]').focus()
    await page.keyboard.press("ArrowUp")
    await expect(page.locator(f'main [data-ts="{first}"]')).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Beantwoorden in thread").first).to_be_focused()


async def test_the_theme_is_kept(page: Page) -> None:
    await page.get_by_role("button", name="Weergave: automatisch").click()
    await page.get_by_role("menuitem", name="donker").click()
    await page.reload()
    await expect(page.get_by_role("button", name="Weergave: donker")).to_be_visible()
    await expect(page.locator("body")).to_have_css("background-color", "rgb(18, 22, 31)")


async def test_a_long_paste_is_folded(page: Page) -> None:
    await say(page, "\n".join(f"regel {number}" for number in range(40)))
    message = page.locator("main .message").last
    await message.get_by_role("button", name="Alles tonen").click()
    await expect(message.get_by_role("button", name="Minder tonen")).to_be_visible()


async def test_who_reads_above_is_not_moved_but_told(page: Page, bot: Bot) -> None:
    for number in range(30):
        await bot.post(text=f"bericht {number}")
    await expect(page.get_by_text("bericht 29", exact=True)).to_be_in_viewport()
    scroll = page.locator("main .messages-scroll")
    await scroll.evaluate("(node) => { node.scrollTop = 50; }")
    await bot.post(text="het laatste")
    await page.get_by_role("button", name="Nieuwe berichten").click()
    await expect(page.get_by_text("het laatste", exact=True)).to_be_in_viewport()
    await expect(page.get_by_role("button", name="Nieuwe berichten")).to_be_hidden()
