"""Whole stories in the Teams tab. The helpdesk is in Slack, as it is where nothing else is set."""

import pytest
from playwright.async_api import expect

from tests.journeys.bounces import FULL, NO_SUCH_USER, TALK
from tests.journeys.page import ANSWER_FOUND, CLAIM, HELPDESK, NOT_FOUND, RESOLVE, TO_HELPDESK, Person, mail
from tests.journeys.teams_page import EXTENSION, Card, PersonInTeams

pytestmark = pytest.mark.browser


async def test_who_asks_in_teams_is_helped_from_slack(anna_in_teams: PersonInTeams, hella: Person) -> None:
    post = await anna_in_teams.support.post(FULL)
    answer = Card.of(await post.answer())
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await answer.says("Wie moet iets doen: de ontvanger")
    await answer.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)
    await answer.unfold()
    await expect(answer.node.get_by_text("j.devries@vandijkbouw.example")).to_be_visible()

    await answer.press(NOT_FOUND)
    form = answer.form("Niet gevonden")
    await form.write("Wat mist u in het antwoord?", "De ontvanger zegt dat er nog plaats is.")
    await form.send()
    await answer.says(f"@Anna heeft dit doorgestuurd naar de {HELPDESK}.")
    await answer.offers()

    case = await hella.helpdesk.newest()
    await case.is_headed("Hulp gevraagd: Mailbox van de ontvanger is vol")
    await case.says(
        "Anna (in Teams)", "De ontvanger zegt dat er nog plaats is.", "Nog niemand heeft dit opgepakt."
    )
    await case.press(CLAIM)
    await case.says("@Hella pakt dit op.")
    await answer.says(f"Hella (in Slack) van de {HELPDESK} pakt dit op.")
    await case.press(RESOLVE)
    await case.says("@Hella heeft dit opgelost.")
    await answer.says(f"Hella (in Slack) van de {HELPDESK} heeft dit opgelost.")
    await anna_in_teams.reload()
    await answer.look()
    await answer.says(f"Hella (in Slack) van de {HELPDESK} heeft dit opgelost.")
    await answer.offers()


async def test_a_form_that_is_left_gives_the_card_back(anna_in_teams: PersonInTeams) -> None:
    answer = Card.of(await (await anna_in_teams.support.post(FULL)).answer())
    await answer.press(NOT_FOUND)
    await answer.form("Niet gevonden").write("Wat mist u in het antwoord?", "Toch niets.")
    await answer.press("Annuleren")
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await answer.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)
    await answer.press(ANSWER_FOUND)
    await answer.says("@Anna heeft het antwoord gevonden.")
    await answer.offers()


async def test_a_chat_with_the_bot_takes_mails_and_answers_talk(anna_in_teams: PersonInTeams) -> None:
    chat = anna_in_teams.bot
    answer = await Card.after(await chat.drop("teruggekomen.eml", mail("exchange-online-nl.eml")))
    await answer.is_headed("Mailbox is niet beschikbaar")
    await answer.press(ANSWER_FOUND)
    await answer.says("@Anna heeft het antwoord gevonden.")
    talk = await Card.after(await chat.post(TALK))
    await talk.is_headed("Wat kan ik vragen?")


async def test_the_message_extension_answers_below_a_colleagues_message(
    anna_in_teams: PersonInTeams, bram_in_teams: PersonInTeams
) -> None:
    post = await anna_in_teams.support.post(TALK)
    await (await post.seen_by(bram_in_teams)).choose(EXTENSION)
    await (await post.answer()).is_headed("Geen bounce")

    in_group = await anna_in_teams.group.post(FULL)
    await (await in_group.seen_by(bram_in_teams)).choose(EXTENSION)
    await (await Card.after(in_group)).is_headed("Mailbox van de ontvanger is vol")


async def test_a_card_follows_its_message_and_goes_with_it(anna_in_teams: PersonInTeams) -> None:
    post = await anna_in_teams.support.post(FULL)
    answer = Card.of(await post.answer())
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await post.edit(NO_SUCH_USER)
    await answer.is_headed("Mailbox is niet beschikbaar")
    await expect(answer.node).not_to_contain_text("vandijkbouw")
    await post.delete()
    await expect(answer.tombstone).to_be_visible()


async def test_a_deleted_message_takes_what_it_said_from_the_helpdesk(
    anna_in_teams: PersonInTeams, hella: Person
) -> None:
    post = await anna_in_teams.support.post(FULL)
    answer = Card.of(await post.answer())
    await answer.press(TO_HELPDESK)
    await answer.form("Naar de helpdesk").send()
    case = await hella.helpdesk.newest()
    await post.delete()
    await answer.says("Het bericht is verwijderd.", f"@Anna heeft dit doorgestuurd naar de {HELPDESK}.")
    await case.says("Het bericht van de collega is verwijderd.")
    for card in (answer, case):
        await expect(card.node).not_to_contain_text("vandijkbouw")


async def test_talk_in_a_channel_is_left_alone(anna_in_teams: PersonInTeams, bram_in_teams: PersonInTeams) -> None:
    """What stands in one thread is dealt with in its order: an answer to the last proves silence before it."""
    post = await anna_in_teams.support.post(TALK)
    await (await post.seen_by(bram_in_teams)).reply("Ja hoor, om vier uur.")
    await post.reply("Dank je!")
    await post.reply("@Bouncewijzer dank je ook")
    await (await post.answer(4)).is_headed("Wat kan ik vragen?")
    await expect(post.thread).to_have_count(5)
