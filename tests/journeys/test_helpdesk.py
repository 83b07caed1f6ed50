"""An answer that did not help: from the colleague to the helpdesk and back."""

import pytest

from tests.journeys.bounces import FULL
from tests.journeys.page import ANSWER_FOUND, CLAIM, HELPDESK, NOT_FOUND, RESOLVE, TO_HELPDESK, Person

pytestmark = pytest.mark.browser


async def test_what_the_answer_cannot_solve_the_helpdesk_does(anna: Person, hella: Person) -> None:
    post = await anna.support.post(FULL)
    answer = await post.answer()
    await answer.is_headed("Mailbox van de ontvanger is vol")
    await answer.offers(ANSWER_FOUND, NOT_FOUND, TO_HELPDESK)

    await answer.press(NOT_FOUND)
    form = anna.form("Niet gevonden")
    await form.write("Wat mist u in het antwoord?", "De ontvanger zegt dat er nog plaats is.")
    await form.send()
    await answer.says(f"@Anna heeft dit doorgestuurd naar de {HELPDESK}.")
    await answer.offers()

    case = await hella.helpdesk.newest()
    await case.is_headed("Hulp gevraagd bij een bounce")
    await case.says("@Anna", "De ontvanger zegt dat er nog plaats is.", "Mailbox van de ontvanger is vol")
    await case.says("j.devries@vandijkbouw.example", "552 5.2.2 The mailbox of this recipient is full")
    await case.offers(CLAIM, RESOLVE)
    await case.press(CLAIM)
    await case.says("@Hella pakt dit op.")
    await answer.says(f"@Hella van de {HELPDESK} pakt dit op.")
    await case.offers(RESOLVE)
    await case.press(RESOLVE)
    await case.says("@Hella heeft dit opgelost.")
    await case.offers()

    await answer.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await anna.reload()
    await answer.look()
    await answer.says(f"@Hella van de {HELPDESK} heeft dit opgelost.")
    await answer.offers()
