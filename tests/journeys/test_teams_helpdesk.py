"""Asked in Teams, helped by a helpdesk that is in Teams as well."""

from collections.abc import Mapping

import pytest
from playwright.async_api import expect

from tests.journeys.bounces import FULL
from tests.journeys.page import ANSWER_FOUND, CLAIM, HELPDESK, NOT_FOUND, RESOLVE, TO_HELPDESK
from tests.journeys.teams_page import HELPDESK_IN_TEAMS, Card, PersonInTeams

pytestmark = pytest.mark.browser


@pytest.fixture
def settings() -> Mapping[str, str]:
    return {"BOUNCEWIJZER_HELPDESK_CHANNEL": HELPDESK_IN_TEAMS}


async def test_an_urgent_question_is_claimed_and_resolved(
    anna_in_teams: PersonInTeams, bram_in_teams: PersonInTeams, hella_in_teams: PersonInTeams
) -> None:
    post = await anna_in_teams.support.post(FULL)
    answer = Card.of(await post.answer())
    await answer.press(TO_HELPDESK)
    form = answer.form("Naar de helpdesk")
    await form.write("Wat wilt u erbij zeggen?", "De offerte moet vandaag weg.")
    await form.choose("Spoed")
    also = await answer.seen_by(bram_in_teams)
    await also.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)
    await form.send()
    for page in (answer, also):
        await page.says(f"@Anna heeft dit met spoed doorgestuurd naar de {HELPDESK}.")
        await page.offers()

    case = await hella_in_teams.helpdesk.newest()
    await case.is_headed("Spoed: Mailbox van de ontvanger is vol")
    await case.says("@Anna", "De offerte moet vandaag weg.", "Nog niemand heeft dit opgepakt.")
    await case.says("j.devries@vandijkbouw.example", "552 5.2.2 The mailbox of this recipient is full")
    await case.offers(CLAIM, RESOLVE)
    await case.press(CLAIM)
    await case.says("@Hella pakt dit op.")
    await case.offers(RESOLVE)
    await answer.says(f"@Hella van de {HELPDESK} pakt dit op.")
    await case.press(RESOLVE)
    await case.says("@Hella heeft dit opgelost.")
    await case.offers()

    for page in (answer, also):
        await page.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await anna_in_teams.reload()
    await answer.look()
    await answer.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await answer.offers()
    await expect(hella_in_teams.helpdesk.messages).to_have_count(1)


async def test_who_asks_in_a_chat_sees_who_of_the_helpdesk_helps(
    anna_in_teams: PersonInTeams, hella_in_teams: PersonInTeams
) -> None:
    """Neither is where the other's card is."""
    post = await anna_in_teams.bot.post(FULL)
    answer = await Card.after(post)
    await answer.press(TO_HELPDESK)
    await answer.form("Naar de helpdesk").send()
    case = await hella_in_teams.helpdesk.newest()
    await case.says("Gevraagd door: @Anna")
    await case.leads_nowhere()
    await case.press(CLAIM)
    await answer.says(f"@Hella van de {HELPDESK} pakt dit op.")
