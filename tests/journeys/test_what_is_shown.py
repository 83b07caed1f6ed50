"""The answer follows its message, tells recipients apart, and shows a stranger's text as text."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys.bounces import FULL, HOSTILE, NO_SUCH_USER, TALK, TWO_CAUSES
from tests.journeys.page import ANSWER_FOUND, HELPDESK, TO_HELPDESK, Person

pytestmark = pytest.mark.browser


async def test_an_answer_follows_its_message(anna: Person) -> None:
    post = await anna.support.post(FULL)
    answer = await post.answer()
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await post.edit(NO_SUCH_USER)
    await answer.is_headed("Mailbox is niet beschikbaar")
    await answer.press(ANSWER_FOUND)
    await answer.offers()

    await post.edit(FULL)
    added = await post.answer(2)
    await added.is_headed("Mailbox van de ontvanger is vol")
    await added.says("Het bericht is aangepast. Dit is de uitleg bij de nieuwe tekst.")
    await answer.says("@Anna heeft het antwoord gevonden.")


async def test_talk_that_becomes_a_bounce_is_answered_and_back(anna: Person) -> None:
    post = await anna.support.post(TALK)
    await post.edit(FULL)
    answer = await post.answer()
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await post.edit(TALK)
    await expect(answer.node).to_have_count(0)


async def test_a_deleted_message_takes_its_answer_along(anna: Person, hella: Person) -> None:
    post = await anna.support.post(FULL)
    await post.answer()
    await post.delete()
    await expect(anna.support.messages).to_have_count(0)

    post = await anna.support.post(FULL)
    answer = await post.answer()
    await answer.press(TO_HELPDESK)
    await anna.form("Naar de helpdesk").send()
    case = await hella.helpdesk.newest()
    await post.delete()
    await answer.says("Het bericht is verwijderd.", f"@Anna heeft dit doorgestuurd naar de {HELPDESK}.")
    await case.says("Het bericht van de collega is verwijderd.")
    for card in (answer, case):
        await expect(card.node).not_to_contain_text("vandijkbouw")


async def test_recipients_with_different_causes_are_told_apart(anna: Person, hella: Person) -> None:
    answer = await (await anna.support.post(TWO_CAUSES)).answer()
    await answer.is_headed("Mailbox is niet beschikbaar", "Mailbox van de ontvanger is vol")
    await answer.says("Ontvanger: k.bakker@tuincentrum.example", "Ontvanger: w.visser@tuincentrum.example")
    await answer.press(TO_HELPDESK)
    await anna.form("Naar de helpdesk").send()
    case = await hella.helpdesk.newest()
    await case.is_headed("Hulp gevraagd: Mailbox is niet beschikbaar en nog 1")
    await case.says("Oorzaak: Mailbox van de ontvanger is vol", "w.visser@tuincentrum.example")


async def test_markup_in_a_bounce_is_text(anna: Person, hella: Person) -> None:
    answer = await (await anna.support.post(HOSTILE)).answer()
    await answer.press(TO_HELPDESK)
    form = anna.form("Naar de helpdesk")
    await form.write("Wat wilt u erbij zeggen?", "<!channel> *vet* <https://voorbeeld.example|klik>")
    await form.send()
    await answer.offers()
    case = await hella.helpdesk.newest()
    await case.says("<!channel> *vet* <https://voorbeeld.example|klik>")
    for card in (answer, case):
        await card.says(
            "*User unknown* <!channel> <https://voorbeeld.example|klik hier>", "<b>vet</b>", "<script>"
        )
        await expect(card.node).not_to_contain_text(re.compile("[\u202e\u200b]"))
        shown = card.node.locator(".blocks")
        await expect(shown.locator("code, b, script, .loud, a[href*='voorbeeld.example']")).to_have_count(0)
    assert "Bouncewijzer" in await anna.page.title()
