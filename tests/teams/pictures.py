"""Pictures of Teams' cards, light and dark, wide and narrow: `python -m tests.teams.pictures [FOLDER]`.

Whoever changes a card looks at them. The folder is a temporary one unless it is named.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from bot.answers import Escalate, Evidence
from bot.answers.words import labels, statuses
from bot.desk.chat import Drawing, Notice, State
from bot.teams.cards import draw
from bot.teams.cards.forms import helpdesk_form, not_found_form
from bot.teams.carried import Carried
from tests import adaptivecards
from tests import browser as real_browser
from tests.drawings import HOSTILE_MARKDOWN, answer, asker_card, desk_card, section
from tests.teams.host import COLOURS, show, window

ANNA, HELLA = "29:1Zq0uYQm8xR-b_t7pXk2a", "0f8a4f0e-7c1f-4c39-9b39-0d1c5c4f2f11"
NAMES = {ANNA: "Anna de Vries", HELLA: "Hella Smit"}
HELPDESK = "Carerix Helpdesk"
WIDTHS = {"wide": 800, "narrow": 400}

FULL = section(
    note="Soms is een mailbox maar even vol. Vaak helpt het om het later op de dag nog eens te proberen.",
    also="Het kan ook zijn dat het bericht zelf te groot was voor de ruimte die er nog is.",
    evidence=(
        Evidence(label="Ontvanger", value="jan.van.der.velden@een-lange-naam.klant.example"),
        Evidence(
            label="Beslissende regel",
            value="552-5.2.2 The email account that you tried to reach is over quota. Please see "
            "https://support.mail.example/?p=OverQuotaPerm and-a-word-that-is-much-longer-than-a-narrow-card-is",
        ),
        Evidence(label="Code", value="5.2.2 (mailbox vol)"),
        Evidence(label="Server", value="mx1.klant.example"),
    ),
)
ADVISED = answer(
    section(advice="De helpdesk kan dit voor u uitzoeken.", steps=(), note="Wacht met opnieuw versturen."),
    escalate=Escalate.ADVISE,
)


def cards() -> dict[str, dict[str, Any]]:
    """Every state of a card, and the forms."""
    carried = Carried("c" * 24, "{}", helpdesk=True)
    drawings: dict[str, Drawing] = {
        "answered": asker_card(answer(FULL)),
        "advised": asker_card(ADVISED),
        "found": asker_card(state=State.FOUND, status=statuses.FOUND, person=ANNA),
        "escalated": asker_card(state=State.ESCALATED, status=statuses.escalated(HELPDESK), person=ANNA),
        "several": asker_card(answer(*(section(number) for number in range(1, 4)))),
        "many": asker_card(answer(*(section(number) for number in range(1, 29)))),
        "hostile": asker_card(answer(section(quote=HOSTILE_MARKDOWN, meant=HOSTILE_MARKDOWN))),
        "case": desk_card(answer(FULL), asker=ANNA, remark="Dit gebeurt sinds gisteren bij alle ontvangers."),
        "case-claimed": desk_card(state=State.CLAIMED, asker=ANNA, claimed_by=HELLA, urgent=True),
        "case-resolved": desk_card(state=State.RESOLVED, asker=ANNA, resolved_by=HELLA),
        "case-automatic": desk_card(answer(section(1), section(2)), asker=ANNA, automatic=True, deleted=True),
        "case-hostile": desk_card(answer(section(quote=HOSTILE_MARKDOWN)), asker=ANNA, remark=HOSTILE_MARKDOWN),
        "notice": Notice("Een collega was u net voor: dit is al opgepakt."),
    }
    drawn = {name: draw(drawing, NAMES).content for name, drawing in drawings.items()}
    return {**drawn, "form-not-found": not_found_form(carried), "form-helpdesk": helpdesk_form(carried)}


async def take(folder: Path, browser: Browser) -> None:
    """Draw each card in each light and width; where something is folded away, unfolded too."""
    for light in COLOURS:
        for size, width in WIDTHS.items():
            async with window(browser, light, width) as page:
                for number, (name, content) in enumerate(cards().items(), 1):
                    await show(page, content, light)
                    stem = f"teams-{number:02}-{name}"
                    await page.screenshot(path=folder / f"{stem}.{size}.{light}.png", full_page=True)
                    folds = await page.get_by_role("button", name=labels.EVIDENCE).all()
                    for fold in folds:
                        await fold.click()
                    await page.mouse.move(0, 0)
                    if folds:
                        await page.screenshot(path=folder / f"{stem}-open.{size}.{light}.png", full_page=True)


async def main(folder: Path) -> None:
    """Take them all. Without the renderer there is nothing to take."""
    if not adaptivecards.there():
        print(adaptivecards.WITHOUT)
        return
    async with async_playwright() as playwright:
        arguments = list(real_browser.ARGUMENTS)
        browser = await playwright.chromium.launch(executable_path=real_browser.find(), args=arguments)
        await take(folder, browser)
        await browser.close()
    print(folder)


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="bouncewijzer-pictures-"))
    place.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(place))
