"""Pictures of every state, light and dark, wide and narrow: `python -m tests.journeys.pictures [FOLDER]`.

Whoever changes a card or the page looks at them. The folder is a temporary one unless it is named.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests import browser as real_browser
from tests.journeys import pictures_in_teams
from tests.journeys.bounces import BLACKLISTED, FULL, HOSTILE, NO_SUCH_USER, TALK, TWO_CAUSES, UNKNOWN
from tests.journeys.camera import Camera
from tests.journeys.conftest import looking
from tests.journeys.page import ANSWER_FOUND, CLAIM, NOT_FOUND, RESOLVE, TO_HELPDESK, Person, mail
from tests.journeys.program import announced, running


async def colleague(anna: Person, hella: Person, camera: Camera) -> None:
    """From a pasted bounce to the helpdesk and back."""
    await camera.shoot(anna, "empty")
    answer = await (await anna.support.post(FULL)).answer()
    await camera.shoot(anna, "answered")
    await answer.press(NOT_FOUND)
    form = anna.form("Niet gevonden")
    await form.write("Wat mist u", "De ontvanger zegt dat er nog plaats is.")
    await camera.shoot(anna, "not-found-form")
    await form.send()
    case = await hella.helpdesk.newest()
    await answer.offers()
    await camera.shoot(anna, "escalated")
    await camera.shoot(hella, "case")
    await case.press(CLAIM)
    await case.offers(RESOLVE)
    await camera.shoot(hella, "case-claimed")
    await case.press(RESOLVE)
    await case.offers()
    await camera.shoot(hella, "case-resolved")
    await answer.says("opgelost")
    await camera.shoot(anna, "resolved")


async def answers(anna: Person, hella: Person, camera: Camera) -> None:
    """One answer after another."""
    answer = await (await anna.support.post(NO_SUCH_USER)).answer()
    await answer.press(ANSWER_FOUND)
    await answer.offers()
    await camera.shoot(anna, "found")
    answer = await (await anna.support.post(UNKNOWN)).answer()
    await camera.shoot(anna, "unknown")
    await answer.press(TO_HELPDESK)
    form = anna.form("Naar de helpdesk")
    await form.write("Wat wilt u erbij zeggen?", "De offerte moet vandaag weg.")
    await form.choose("Spoed")
    await camera.shoot(anna, "helpdesk-form")
    await form.send()
    await answer.offers()
    await hella.helpdesk.newest()
    await camera.shoot(hella, "urgent-case")
    await (await anna.support.post(BLACKLISTED)).answer()
    await camera.shoot(anna, "blacklisted")
    await (await hella.helpdesk.newest()).says("blacklist")
    await camera.shoot(hella, "blacklisted-case")
    for name, text in (("two-causes", TWO_CAUSES), ("hostile", HOSTILE), ("question", "Wat is een bounce?")):
        await (await anna.support.post(text)).answer()
        await camera.shoot(anna, name)
    await (await anna.support.drop("ndr.eml", mail("exchange-online-nl.eml"))).answer()
    await camera.shoot(anna, "dropped-mail")
    await (await anna.support.drop("exim.eml", mail("exim-plain.eml"), as_mail=True)).answer()
    await camera.shoot(anna, "forwarded-mail")


async def other_ways(anna: Person, bram: Person, camera: Camera) -> None:
    """Commands, the shortcut, direct messages, the start page."""
    await anna.support.open()
    await anna.support.command(f"/bounce {NO_SUCH_USER}")
    whispered = await anna.support.whisper()
    await camera.shoot(anna, "whispered")
    await whispered.press(TO_HELPDESK)
    await anna.form("Naar de helpdesk").send()
    await whispered.offers()
    await camera.shoot(anna, "whispered-moved")
    await anna.bot.newest()
    await camera.shoot(anna, "direct")
    await anna.support.command("/bounce")
    await anna.form("Een bounce uitleggen").node.wait_for()
    await camera.shoot(anna, "bounce-form")
    await anna.page.keyboard.press("Escape")
    await anna.general.post(TALK)
    await (await bram.general.post(FULL)).choose("Leg deze bounce uit")
    await bram.general.whisper()
    await camera.shoot(bram, "shortcut-outside")
    home = await bram.start()
    await home.get_by_role("button").wait_for()
    await camera.shoot(bram, "start")
    await home.get_by_role("button").click()
    await bram.bot.newest()
    await camera.shoot(bram, "start-example")


async def take(folder: Path, browser: Browser) -> None:
    """Play the stories with a new bot each, and take the pictures."""
    camera = Camera(folder)
    with tempfile.TemporaryDirectory() as place:
        async with running("run", Path(place)) as program:
            url = await announced(program)
            async with (
                looking(browser, url, "Anna") as anna,
                looking(browser, url, "Bram") as bram,
                looking(browser, url, "Hella") as hella,
            ):
                await colleague(anna, hella, camera)
                await answers(anna, hella, camera)
                await other_ways(anna, bram, camera)


async def main(folder: Path) -> None:
    async with async_playwright() as playwright:
        arguments = list(real_browser.ARGUMENTS)
        browser = await playwright.chromium.launch(executable_path=real_browser.find(), args=arguments)
        await take(folder, browser)
        await pictures_in_teams.take(folder, browser)
        await browser.close()
    print(folder)


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="bouncewijzer-pictures-"))
    place.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(place))
