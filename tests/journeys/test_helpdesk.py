"""An answer that did not help: from the colleague to the helpdesk and back."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.journeys.bounces import BLACKLISTED, FULL, NO_SUCH_USER
from tests.journeys.page import ANSWER_FOUND, CLAIM, HELPDESK, NOT_FOUND, RESOLVE, TO_HELPDESK, Person

pytestmark = pytest.mark.browser


async def test_what_the_answer_cannot_solve_the_helpdesk_does(anna: Person, hella: Person) -> None:
    post = await anna.support.post(FULL)
    answer = await post.answer()
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await answer.says("Wie moet iets doen: de ontvanger", "Ontvanger: j.devries@vandijkbouw.example")
    await answer.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)

    await answer.press(NOT_FOUND)
    form = anna.form("Niet gevonden")
    await form.write("Wat mist u in het antwoord?", "De ontvanger zegt dat er nog plaats is.")
    await form.send()
    await answer.says(f"@Anna heeft dit doorgestuurd naar de {HELPDESK}.")
    await answer.offers()

    case = await hella.helpdesk.newest()
    await case.is_headed("Hulp gevraagd: Mailbox van de ontvanger is vol")
    await case.says("@Anna", "De ontvanger zegt dat er nog plaats is.", "Nog niemand heeft dit opgepakt.")
    await case.says("j.devries@vandijkbouw.example", "552 5.2.2 The mailbox of this recipient is full")
    await case.offers(CLAIM, RESOLVE)
    await case.press(CLAIM)
    await case.says("@Hella pakt dit op.")
    await case.offers(RESOLVE)
    await answer.says(f"@Hella van de {HELPDESK} pakt dit op.")
    await case.press(RESOLVE)
    await case.says("@Hella heeft dit opgelost.")
    await case.offers()

    await answer.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await anna.reload()
    await answer.look()
    await answer.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await answer.offers()

    await case.follow("Naar het bericht")
    await (await answer.seen_by(hella)).says("heeft dit opgelost.")


async def test_not_found_without_the_helpdesk_keeps_its_button(anna: Person, hella: Person) -> None:
    answer = await (await anna.support.post(FULL)).answer()
    await answer.press(NOT_FOUND)
    form = anna.form("Niet gevonden")
    await form.untick("Naar de helpdesk")
    await form.send()
    await answer.says("@Anna heeft het antwoord niet gevonden.")
    await answer.offers(TO_HELPDESK)

    await answer.press(TO_HELPDESK)
    form = anna.form("Naar de helpdesk")
    await form.write("Wat wilt u erbij zeggen?", "De offerte moet vandaag weg.")
    await form.choose("Spoed")
    await form.send()
    await answer.says(f"@Anna heeft dit met spoed doorgestuurd naar de {HELPDESK}.")
    case = await hella.helpdesk.newest()
    await case.is_headed("Spoed: Mailbox van de ontvanger is vol")
    await case.says("De offerte moet vandaag weg.")


async def test_a_blacklist_goes_to_the_helpdesk_by_itself(anna: Person, hella: Person) -> None:
    answer = await (await anna.support.post(BLACKLISTED)).answer()
    await answer.is_headed("Verzendende server staat op een blacklist")
    await answer.says(f"Dit is automatisch doorgestuurd naar de {HELPDESK}. U hoeft zelf niets meer te doen.")
    await answer.offers()
    case = await hella.helpdesk.newest()
    await case.is_headed("Hulp gevraagd: Verzendende server staat op een blacklist")
    await case.says("Automatisch doorgestuurd", "Client host [203.0.113.40] blocked using bl.lijst.example")

    await case.press(RESOLVE)
    await answer.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await expect(hella.helpdesk.messages).to_have_count(1)


async def test_the_helpdesks_buttons_are_for_its_members(anna: Person, bram: Person, hella: Person) -> None:
    await (await anna.support.post(BLACKLISTED)).answer()
    case = await hella.helpdesk.newest()

    watched = await case.seen_by(bram)
    for number, label in enumerate((CLAIM, RESOLVE), start=1):
        await watched.press(label)
        await (await bram.helpdesk.whisper(number)).says("Alleen leden van de helpdesk kunnen dit doen.")
    await watched.offers(CLAIM, RESOLVE)

    await bram.helpdesk.join()
    await asyncio.gather(watched.press(CLAIM), case.press(CLAIM))
    await case.offers(RESOLVE)
    late, number = (hella, 1) if "@Bram" in await case.node.inner_text() else (bram, 3)
    await (await late.helpdesk.whisper(number)).says("Een collega was u net voor: dit is al opgepakt.")
    await case.says("pakt dit op.")
    await (await case.seen_by(bram)).says("pakt dit op.")


async def test_an_answer_that_was_found_says_so_to_everybody(anna: Person, bram: Person) -> None:
    answer = await (await anna.support.post(NO_SUCH_USER)).answer()
    also = await answer.seen_by(bram)
    await also.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)
    await also.press(ANSWER_FOUND)
    for page in (also, answer):
        await page.says("@Bram heeft het antwoord gevonden.", "Wat u kunt doen")
        await page.offers()
    await anna.reload()
    await (await answer.look()).says("@Bram heeft het antwoord gevonden.")
    await answer.offers()
