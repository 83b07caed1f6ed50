"""All the ways in which a bounce reaches the bot."""

import pytest
from playwright.async_api import expect

from tests.journeys.bounces import FULL, NO_SUCH_USER, TALK
from tests.journeys.page import ANSWER_FOUND, CLAIM, HELPDESK, NOT_FOUND, RESOLVE, TO_HELPDESK, Person, mail

pytestmark = pytest.mark.browser

SHORTCUT = "Leg deze bounce uit"


async def test_the_command_answers_its_asker_only(anna: Person, bram: Person, hella: Person) -> None:
    await anna.support.command(f"/bounce {FULL}")
    whispered = await anna.support.whisper()
    await whispered.is_headed("Mailbox van de ontvanger is vol")
    await expect((await bram.support.open()).messages).to_have_count(0)

    await whispered.press(NOT_FOUND)
    await anna.form("Niet gevonden").send()
    await whispered.says(f"@Anna heeft dit doorgestuurd naar de {HELPDESK}.", "verder in een privébericht aan u")
    await whispered.offers()
    direct = await anna.bot.newest()
    await direct.is_headed("Mailbox van de ontvanger is vol")

    case = await hella.helpdesk.newest()
    await case.leads_nowhere()
    await case.press(CLAIM)
    await direct.says(f"@Hella van de {HELPDESK} pakt dit op.")
    await case.press(RESOLVE)
    await direct.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await direct.offers()


async def test_the_command_without_a_text_asks_for_it(anna: Person, bram: Person) -> None:
    await anna.support.command("/bounce")
    form = anna.form("Een bounce uitleggen")
    await form.write("Tekst van de bounce", FULL)
    await form.send("Uitleggen")
    whispered = await anna.support.whisper()
    await whispered.press(ANSWER_FOUND)
    await whispered.says("@Anna heeft het antwoord gevonden.")
    await whispered.offers()

    await anna.support.command("/bounce")
    await form.write("Tekst van de bounce", NO_SUCH_USER)
    await form.choose("In het kanaal")
    await form.send("Uitleggen")
    for person in (anna, bram):
        card = await person.support.newest()
        await card.is_headed("Mailbox is niet beschikbaar")
        await card.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)


async def test_the_shortcut_answers_below_a_colleagues_message(anna: Person, bram: Person) -> None:
    post = await anna.support.post("Gaat de vergadering nog door?")
    await (await post.seen_by(bram)).choose(SHORTCUT)
    await (await post.answer()).is_headed("Geen bounce")


async def test_the_shortcut_whispers_where_the_bot_is_no_member(anna: Person, bram: Person) -> None:
    post = await anna.general.post(FULL)
    await (await post.seen_by(bram)).choose(SHORTCUT)
    whispered = await bram.general.whisper()
    await whispered.is_headed("Mailbox van de ontvanger is vol")
    await whispered.press(TO_HELPDESK)
    await bram.form("Naar de helpdesk").send()
    await whispered.offers()
    await (await bram.bot.newest()).is_headed("Mailbox van de ontvanger is vol")
    await expect((await anna.general.open()).messages).to_have_count(1)


async def test_a_direct_message_is_always_answered(anna: Person, hella: Person) -> None:
    await (await (await anna.bot.post("Hallo!")).answer()).is_headed("Wat kan ik vragen?")
    answer = await (await anna.bot.post(FULL)).answer()
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await answer.press(TO_HELPDESK)
    await anna.form("Naar de helpdesk").send()
    await answer.says(f"@Anna heeft dit doorgestuurd naar de {HELPDESK}.")
    await (await hella.helpdesk.newest()).press(RESOLVE)
    await answer.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")


async def test_a_mail_is_dropped_or_forwarded(anna: Person) -> None:
    dropped = await anna.support.drop("teruggekomen.eml", mail("exchange-online-nl.eml"))
    answer = await dropped.answer()
    await answer.is_headed("Mailbox is niet beschikbaar")
    await answer.press(ANSWER_FOUND)
    await answer.says("@Anna heeft het antwoord gevonden.")
    forwarded = await anna.support.drop("bounce.eml", mail("exim-plain.eml"), as_mail=True)
    await forwarded.says("Mail delivery failed: returning message to sender")
    answer = await forwarded.answer()
    await answer.is_headed("Mailbox is niet beschikbaar")
    await answer.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)


async def test_the_start_page_has_an_example_to_try(anna: Person) -> None:
    home = await anna.start()
    await expect(home.get_by_role("heading", name="Zo vraagt u uitleg")).to_be_visible()
    await home.get_by_role("button", name="Leg dit voorbeeld uit").click()
    answer = await anna.bot.newest()
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await answer.press(ANSWER_FOUND)
    await answer.says("@Anna heeft het antwoord gevonden.")


async def test_it_is_silent_until_it_is_meant(anna: Person, bram: Person) -> None:
    """What stands in one thread is dealt with in its order: an answer to the last proves silence before it."""
    post = await anna.support.post(TALK)
    await (await post.seen_by(bram)).reply("Ja hoor, om vier uur.")
    await post.reply("Dank je!")
    await post.reply("@Bouncewijzer dank je ook")
    answer = await post.answer(4)
    await answer.is_headed("Wat kan ik vragen?")
    await expect(post.thread).to_have_count(5)
    question = await anna.support.post("Wat is een bounce?")
    await (await question.answer()).is_headed("Wat is een bounce-bericht?")
