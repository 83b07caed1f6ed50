"""Cards in Microsoft's own renderer: valid, readable, pressable, and nothing that a stranger wrote comes alive."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from bot.answers import Escalate
from bot.answers.words import labels, statuses
from bot.desk.chat import Drawing, Notice, State
from bot.teams import names
from bot.teams.cards import draw
from bot.teams.cards.forms import helpdesk_form, not_found_form
from bot.teams.carried import Carried
from tests import adaptivecards
from tests.drawings import HOSTILE_MARKDOWN, answer, asker_card, desk_card, section
from tests.teams.host import show, window

pytestmark = pytest.mark.browser

ANNA = "29:1Zq0uYQm8xR-b_t7pXk2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
CARRIED = Carried("c" * 24, "{}", helpdesk=True, opened="1795424345000")
SHOWN = (
    "**vet** _schuin_ [klik](https://kwaad.example) ![plaatje](https://kwaad.example/x.png) "
    "<\u200cat>Een collega<\u200c/at> <https://kwaad.example> {\u200c{DATE(2026-01-01T00:00:00Z)}} "
    "<img src=x onerror=alert(1)> &lt;b&gt; [U+202E]omgekeerd[U+202C] nul[U+200B]breed"
)


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    if not adaptivecards.there() and not adaptivecards.must_be_there():
        pytest.skip(adaptivecards.WITHOUT)
    assert adaptivecards.there(), adaptivecards.WITHOUT
    async with window(browser) as page:
        page.set_default_timeout(10_000)
        yield page


DRAWINGS: dict[str, Drawing] = {
    "answered": asker_card(),
    "advised": asker_card(answer(section(advice="De helpdesk helpt u."), escalate=Escalate.ADVISE)),
    "found": asker_card(state=State.FOUND, status=statuses.FOUND, person=ANNA),
    "several": asker_card(answer(*(section(number) for number in range(1, 4)))),
    "many": asker_card(answer(*(section(number) for number in range(1, 29)))),
    "nothing": asker_card(answer(section(title="", meaning="", steps=(), evidence=()))),
    "escalated": desk_card(remark="Sinds gisteren.", asker=ANNA),
    "claimed": desk_card(state=State.CLAIMED, asker=ANNA, claimed_by=ANNA, urgent=True),
    "automatic": desk_card(answer(section(1), section(2)), automatic=True, deleted=True, link=None),
    "notice": Notice("Dit is al opgepakt."),
}
FORMS: dict[str, dict[str, Any]] = {
    "not-found": not_found_form(CARRIED),
    "not-found-alone": not_found_form(Carried("c")),
    "helpdesk": helpdesk_form(CARRIED),
}


async def test_the_renderer_finds_nothing_wrong(page: Page) -> None:
    contents = {**{name: draw(drawing).content for name, drawing in DRAWINGS.items()}, **FORMS}
    wrong = {name: await show(page, content) for name, content in contents.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


async def test_the_renderer_finds_what_is_wrong(page: Page) -> None:
    content = draw(asker_card()).content
    content["body"].append({"type": "RichTextBlok"})
    content["body"].append({"type": "Input.Text"})
    assert len(await show(page, content)) == 2


HOSTILE: dict[str, Drawing] = {
    "evidence": asker_card(
        answer(section(quote=HOSTILE_MARKDOWN)), state=State.FOUND, status=statuses.FOUND, person=ANNA
    ),
    "evidence-of-several": asker_card(answer(section(1, quote=HOSTILE_MARKDOWN), section(2))),
    "meant": asker_card(answer(section(meant=HOSTILE_MARKDOWN))),
    "helpdesks-evidence": desk_card(answer(section(quote=HOSTILE_MARKDOWN)), link=None),
    "remark": desk_card(remark=HOSTILE_MARKDOWN, link=None),
}
OURS: dict[str, Drawing] = {
    "title": asker_card(answer(section(title=HOSTILE_MARKDOWN[:100]))),
    "steps": asker_card(answer(section(steps=("- " + HOSTILE_MARKDOWN, "1. Eén", "# Twee")))),
    "status": asker_card(state=State.FOUND, status=HOSTILE_MARKDOWN),
    "asker": desk_card(asker=HOSTILE_MARKDOWN, link=None),
    "name": desk_card(asker=ANNA, link=None),
}
ALIVE = """() => [...document.querySelectorAll(
  "#card :is(a[href], img, script, strong, em, code, h1, h2, h3, blockquote, .mention)")]
  .filter((each) => each.href === undefined || each.textContent !== each.getAttribute("href"))
  .map((each) => `${each.localName}:${each.textContent}`)"""
"""What is more than text. A bare address that became a link counts where it is another's: see below."""
ASKED_BY = "strong:Gevraagd door:"


async def test_a_strangers_text_is_text(page: Page) -> None:
    alive, links = {}, {}
    for name, drawing in HOSTILE.items():
        card = draw(drawing)
        assert await show(page, card.content) == []
        assert SHOWN in ((await page.locator("#card").text_content()) or ""), name
        assert "kwaad.example" not in card.text
        alive[name] = await page.evaluate(ALIVE)
        links[name] = await page.locator("#card a[href]").count()
    assert alive == {
        "evidence": ["span:Een collega"],
        "evidence-of-several": [],
        "meant": [],
        "helpdesks-evidence": [ASKED_BY],
        "remark": [ASKED_BY],
    }
    assert set(links.values()) == {0}


async def test_what_holds_markup_holds_ours_alone(page: Page) -> None:
    alive = {}
    for name, drawing in OURS.items():
        assert await show(page, draw(drawing, {ANNA: HOSTILE_MARKDOWN}).content) == []
        alive[name] = await page.evaluate(ALIVE)
    named = "span:vet schuin klik (https kwaad.example) plaatje (https kwaad.example"
    assert alive == {"title": [], "steps": [], "status": [], "asker": [ASKED_BY], "name": [ASKED_BY, named]}


async def test_steps_are_a_list(page: Page) -> None:
    steps = ("- Bel *nu*.", "1. Wacht.", "# Stuur opnieuw aan [naam].")
    await show(page, draw(asker_card(answer(section(steps=steps)))).content)
    assert await page.locator("#card ol > li").all_text_contents() == list(steps)


async def test_headings_are_headings(page: Page) -> None:
    await show(page, draw(asker_card(answer(section(1), section(2)))).content)
    found = [await each.inner_text() for each in await page.get_by_role("heading").all()]
    assert found == ["Mailbox van de ontvanger is vol 1", "Mailbox van de ontvanger is vol 2"]


async def test_a_person_is_a_mention(page: Page) -> None:
    drawing = asker_card(state=State.FOUND, status=statuses.FOUND, person=ANNA)
    await show(page, draw(drawing, {ANNA: "Anna de Vries"}).content)
    mention = page.locator("#card .mention")
    assert await mention.text_content() == "Anna de Vries"
    assert await mention.get_attribute("data-id") == ANNA
    await expect(page.get_by_text("Anna de Vries heeft het antwoord gevonden.")).to_be_visible()


async def test_evidence_unfolds_and_folds(page: Page) -> None:
    await show(page, draw(asker_card()).content)
    line = page.get_by_text("550 5.2.2 mailbox is full")
    await expect(line).to_be_hidden()
    fold = page.get_by_role("button", name=labels.EVIDENCE)
    await fold.click()
    await expect(line).to_be_visible()
    await fold.press("Enter")
    await expect(line).to_be_hidden()


async def test_a_press_brings_back_what_the_button_carries(page: Page) -> None:
    await show(page, draw(asker_card()).content)
    await page.get_by_role("button", name=labels.ANSWER_FOUND).click()
    (pressed,) = await page.evaluate("window.pressed")
    assert (pressed["type"], pressed["verb"]) == ("Action.Execute", names.ANSWER_FOUND)
    assert Carried.from_action(pressed["data"]) == Carried("c" * 24, '{"f":[{"c":"mailbox-full"}]}', helpdesk=True)


async def test_a_form_brings_back_what_was_filled_in(page: Page) -> None:
    await show(page, helpdesk_form(CARRIED))
    await page.get_by_label("Wat wilt u erbij zeggen?").fill("Sinds gisteren.")
    await page.get_by_label("Spoed").check()
    await page.get_by_role("button", name="Versturen").click()
    (pressed,) = await page.evaluate("window.pressed")
    assert pressed["verb"] == names.HELPDESK_FORM
    assert Carried.from_action(pressed["data"]) == CARRIED
    assert (pressed["data"][names.REMARK], pressed["data"][names.URGENCY]) == ("Sinds gisteren.", names.URGENT)


@pytest.mark.parametrize("ticked", [True, False], ids=["ticked", "not-ticked"])
async def test_a_tick_is_set_until_it_is_taken_away(page: Page, ticked: bool) -> None:  # noqa: FBT001
    await show(page, not_found_form(CARRIED))
    tick = page.get_by_label("Naar de helpdesk")
    await expect(tick).to_be_checked()
    await tick.set_checked(ticked)
    await page.get_by_role("button", name="Versturen").click()
    (pressed,) = await page.evaluate("window.pressed")
    assert pressed["verb"] == names.NOT_FOUND_FORM
    assert (pressed["data"][names.ALSO_HELPDESK] == names.YES) is ticked


async def test_a_form_is_left_without_what_was_filled_in(page: Page) -> None:
    await show(page, not_found_form(CARRIED))
    await page.get_by_label("Wat mist u").fill("Geheim.")
    await page.get_by_role("button", name="Annuleren").click()
    (pressed,) = await page.evaluate("window.pressed")
    assert (pressed["verb"], pressed["data"]) == (names.CANCEL, CARRIED.in_action())


async def test_no_helpdesk_no_tick(page: Page) -> None:
    await show(page, not_found_form(Carried("c")))
    await expect(page.get_by_role("checkbox")).to_have_count(0)


async def test_nothing_sticks_out_of_a_narrow_card(page: Page) -> None:
    await page.set_viewport_size({"width": 400, "height": 800})
    widths = {}
    for name, drawing in DRAWINGS.items():
        await show(page, draw(drawing).content)
        widths[name] = await page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(DRAWINGS, 400)


CUT = """() => [...document.querySelectorAll("#card button, #card button *")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)"""


@pytest.mark.parametrize("width", [400, 360])
async def test_no_label_is_cut_on_a_phone(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    contents = {**{name: draw(drawing).content for name, drawing in DRAWINGS.items()}, **FORMS}
    cut = {}
    for name, content in contents.items():
        await show(page, content)
        cut[name] = await page.evaluate(CUT)
    assert {name: labels for name, labels in cut.items() if labels} == {}
