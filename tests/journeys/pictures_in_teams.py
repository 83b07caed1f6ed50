"""The pictures of the Teams tab, with the helpdesk in Teams as well."""

import json
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Route

from tests import adaptivecards
from tests.journeys.bounces import FULL, HOSTILE, LONG, TALK, TWO_CAUSES
from tests.journeys.camera import Camera
from tests.journeys.conftest import looking_at_teams
from tests.journeys.page import CLAIM, NOT_FOUND, RESOLVE, TO_HELPDESK, mail
from tests.journeys.program import announced, running
from tests.journeys.teams_page import EXTENSION, HELPDESK_IN_TEAMS, Card, PersonInTeams

_SETTINGS = {"BOUNCEWIJZER_HELPDESK_CHANNEL": HELPDESK_IN_TEAMS}


async def colleague(anna: PersonInTeams, hella: PersonInTeams, camera: Camera) -> None:
    """From a pasted bounce to the helpdesk and back."""
    await camera.shoot(anna, "empty")
    post = await anna.support.post(FULL)
    answer = Card.of(await post.answer())
    await camera.shoot(anna, "answered")
    await answer.unfold()
    await camera.shoot(anna, "unfolded")
    await answer.press(NOT_FOUND)
    form = answer.form("Niet gevonden")
    await form.write("Wat mist u", "De ontvanger zegt dat er nog plaats is.")
    await camera.shoot(anna, "not-found-form")
    await form.send()
    await answer.offers()
    await camera.shoot(anna, "escalated")
    case = await hella.helpdesk.newest()
    await camera.shoot(hella, "case")
    await case.press(CLAIM)
    await case.offers(RESOLVE)
    await camera.shoot(hella, "case-claimed")
    await case.press(RESOLVE)
    await case.offers()
    await camera.shoot(hella, "case-resolved")
    await answer.says("opgelost")
    await camera.shoot(anna, "resolved")
    await post.delete()
    await answer.says("Het bericht is verwijderd.")
    await camera.shoot(anna, "deleted")


async def strangers(anna: PersonInTeams, hella: PersonInTeams, camera: Camera) -> None:
    """Words without an end, markup, several causes."""
    answer = Card.of(await (await anna.support.post(LONG)).answer())
    await answer.unfold()
    await camera.shoot(anna, "long-words")
    await answer.press(TO_HELPDESK)
    form = answer.form("Naar de helpdesk")
    await form.write("Wat wilt u erbij zeggen?", "Zie " + "bijlage" * 40)
    await form.choose("Spoed")
    await camera.shoot(anna, "helpdesk-form")
    await form.send()
    await answer.offers()
    await (await hella.helpdesk.newest()).says("Spoed")
    await camera.shoot(hella, "long-words-case")
    for name, text in (("two-causes", TWO_CAUSES), ("hostile", HOSTILE)):
        await (await anna.support.post(text)).answer()
        await camera.shoot(anna, name)


async def chats(anna: PersonInTeams, bram: PersonInTeams, camera: Camera) -> None:
    """The chat with the bot, and a group chat."""
    await anna.bot.open()
    await camera.shoot(anna, "chat-empty")
    await Card.after(await anna.bot.drop("teruggekomen.eml", mail("exchange-online-nl.eml")))
    await camera.shoot(anna, "chat-mail")
    await Card.after(await anna.bot.post(TALK))
    await camera.shoot(anna, "chat-talk")
    post = await anna.group.post(TWO_CAUSES)
    await (await post.seen_by(bram)).choose(EXTENSION)
    await Card.after(post)
    await camera.shoot(bram, "extension")


async def without_renderer(anna: PersonInTeams, camera: Camera) -> None:
    """The cards as text, as they are where the renderer was not fetched."""

    async def none(route: Route) -> None:
        await route.fulfill(content_type="application/json", body=json.dumps({"scripts": [], "style": ""}))

    await anna.page.route("**/renderer", none)
    await anna.reload()
    await anna.bot.open()
    await camera.shoot(anna, "without-renderer")


async def take(folder: Path, browser: Browser) -> None:
    """Play the stories with a bot of their own, and take the pictures. Without the renderer there are none."""
    if not adaptivecards.there():
        print(adaptivecards.WITHOUT)
        return
    camera = Camera(folder, "in-teams-")
    with tempfile.TemporaryDirectory() as place:
        async with running("run", Path(place), _SETTINGS) as program:
            url = f"{await announced(program)}teams"
            async with (
                looking_at_teams(browser, url, "Anna") as anna,
                looking_at_teams(browser, url, "Bram") as bram,
                looking_at_teams(browser, url, "Hella") as hella,
            ):
                await colleague(anna, hella, camera)
                await strangers(anna, hella, camera)
                await chats(anna, bram, camera)
                await without_renderer(anna, camera)
