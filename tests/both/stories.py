"""What colleagues live through, once for both platforms; and why where one of them differs.

docs/stories.md shows this table.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from tests.both.sides import ANNA, BRAM, HELLA, OUR_NAME, OnSlack, OnTeams, RefusedError, Side, as_base64, says

FULL: Final = "552 5.2.2 <jan@klant.example>: mailbox is full"
GONE: Final = "550 5.1.1 <jan@klant.example>: user unknown"
TALK: Final = "Zullen we om twaalf uur lunchen bij Kees?"
MAIL: Final = f"From: MAILER-DAEMON@mx.klant.example\r\nSubject: Undeliverable\r\n\r\n{FULL}\r\n"
VOL, WEG = "Mailbox van de ontvanger is vol", "bestaat niet"
FOUND, NOT_FOUND, TO_HELPDESK = "Antwoord gevonden", "Niet gevonden", "Naar de helpdesk"
CLAIM, RESOLVE = "Ik pak dit op", "Opgelost"

Told = Callable[[Any], Awaitable[None]]


@dataclass(frozen=True)
class Story:
    """One story. Where a platform has it not, or has it otherwise, `slack` or `teams` says why."""

    name: str
    told: Told
    slack: str = ""
    teams: str = ""


def told(story: Story) -> str:
    """A story's name in the code."""
    return story.told.__name__


async def a_bounce_in_a_channel(side: Side) -> None:
    posted = await side.posts(f"Kan iemand kijken?\n{FULL}")
    card = await side.answer(posted, VOL)
    assert side.labels(card) == [FOUND, NOT_FOUND, TO_HELPDESK]


async def talk_in_a_channel(side: Side) -> None:
    await side.no_answer(await side.posts(TALK))


async def our_name_in_a_channel(side: Side) -> None:
    await side.answer(await side.posts(f"{OUR_NAME} {TALK}"))


async def a_bounce_in_a_direct_conversation(side: Side) -> None:
    await side.answer(await side.posts(FULL, "direct"), VOL)


async def talk_in_a_direct_conversation(side: Side) -> None:
    await side.answer(await side.posts(TALK, "direct"), "Wat kan ik vragen?")


async def a_code_alone(side: Side) -> None:
    await side.answer(await side.posts("5.7.1", "direct"), "5.7.1")


async def help_is_asked(side: Side) -> None:
    await side.answer(await side.posts("help", "direct"), "bounce")


async def an_edit_before_a_press(side: Side) -> None:
    posted = await side.posts(FULL)
    await side.answer(posted, VOL)
    await side.edits(posted, GONE)
    await side.answer(posted, WEG)


async def an_edit_after_a_press(side: Side) -> None:
    posted = await side.posts(FULL)
    await side.press(await side.answer(posted, VOL), FOUND)
    await side.answer(posted, "heeft het antwoord gevonden.")
    await side.edits(posted, GONE)
    await side.answer(posted, WEG, count=2)


async def a_deleted_message(side: Side) -> None:
    posted = await side.posts(FULL)
    await side.answer(posted, VOL)
    await side.deletes(posted)
    await side.until(lambda: side.answers(posted), lambda seen: seen == [])


async def a_deleted_message_that_the_helpdesk_has(side: Side) -> None:
    posted = await side.posts(f"Geheim 7431: {FULL}")
    card = await side.answer(posted, VOL)
    await side.press(card, TO_HELPDESK)
    await side.sends(card, remark="verwijderd 7431", urgency="normal")
    await side.task("verwijderd 7431", "jan@klant.example")
    await side.deletes(posted)
    task = await side.task("verwijderd 7431", "Het bericht van de collega is verwijderd.")
    assert "jan@klant.example" not in str(task)
    await side.answer(posted, VOL, "Het bericht is verwijderd.")


async def a_deleted_message_that_is_had_back(side: OnTeams) -> None:
    posted = await side.posts(FULL)
    await side.answer(posted, VOL)
    await side.deletes(posted)
    await side.until(lambda: side.answers(posted), lambda seen: seen == [])
    await side.does("undelete", conversation=side.ids["support"], ts=posted.ts)
    await side.answer(posted, VOL)


async def found(side: Side) -> None:
    posted = await side.posts(FULL)
    await side.press(await side.answer(posted, VOL), FOUND, BRAM)
    card = await side.answer(posted, f"{side.named(BRAM)} heeft het antwoord gevonden.")
    assert side.labels(card) == []


async def not_found_without_the_helpdesk(side: Side) -> None:
    posted = await side.posts(FULL)
    card = await side.answer(posted, VOL)
    await side.press(card, NOT_FOUND)
    await side.sends(card, missing="niets", also_helpdesk="no")
    card = await side.answer(posted, "heeft het antwoord niet gevonden.")
    assert side.labels(card) == [TO_HELPDESK]


async def not_found_and_on_to_the_helpdesk(side: Side) -> None:
    posted = await side.posts(FULL)
    card = await side.answer(posted, VOL)
    await side.press(card, NOT_FOUND)
    await side.sends(card, missing="Hij zegt van niet 5512.", also_helpdesk="yes")
    await side.answer(posted, "heeft dit doorgestuurd naar de Carerix Helpdesk.")
    task = await side.task("Hij zegt van niet 5512.", "Nog niemand heeft dit opgepakt.")
    assert side.labels(task) == [CLAIM, RESOLVE]


async def claimed_and_resolved(side: Side) -> None:
    posted = await side.posts(FULL)
    card = await side.answer(posted, VOL)
    await side.press(card, TO_HELPDESK)
    await side.sends(card, remark="haast 9917", urgency="urgent")
    task = await side.task("haast 9917", "Spoed")
    await side.press(task, CLAIM, HELLA, "helpdesk")
    await side.answer(posted, "van de Carerix Helpdesk pakt dit op.")
    task = await side.task("haast 9917", "pakt dit op.")
    assert side.labels(task) == [RESOLVE]
    await side.press(task, RESOLVE, HELLA, "helpdesk")
    await side.answer(posted, "van de Carerix Helpdesk heeft dit opgelost.")
    assert side.labels(await side.task("haast 9917", "heeft dit opgelost.")) == []


async def only_the_helpdesk_claims(side: Side) -> None:
    posted = await side.posts(FULL)
    card = await side.answer(posted, VOL)
    await side.press(card, TO_HELPDESK)
    await side.sends(card, remark="niet voor Anna 2204", urgency="normal")
    task = await side.task("niet voor Anna 2204")
    with suppress(RefusedError):  # Teams shows the channel to its members only
        await side.press(task, CLAIM, ANNA, "helpdesk")
    await side.press(task, CLAIM, HELLA, "helpdesk")
    assert not says(await side.task("niet voor Anna 2204", "pakt dit op."), f"{side.named(ANNA)} pakt dit op")


async def a_mail_in_a_direct_conversation(side: Side) -> None:
    await side.answer(await side.drops("bounce.eml", MAIL, "direct"), VOL)


async def a_mail_in_a_channel(side: OnSlack) -> None:
    await side.answer(await side.drops("bounce.eml", MAIL, "support"), VOL)


async def a_mail_in_a_channel_of_teams(side: OnTeams) -> None:
    posted = await side.posts(OUR_NAME, files=[{"name": "bounce.eml", "content_base64": "Qm91bmNl"}])
    await side.answer(posted, "bestand")


async def a_mail_forwarded_to_a_channel(side: OnSlack) -> None:
    done = await side.does("email", conversation="C0SUPPORT", raw_base64=as_base64(MAIL))
    await side.until(
        lambda: side.messages("support"), lambda seen: [each for each in seen if each["thread_ts"] == done["ts"]]
    )


async def a_one_person_answer(side: OnSlack) -> None:
    await side.does("command", conversation="C0SUPPORT", command="/bounce", text=f"{FULL} 3301")
    await side.until(
        lambda: side.messages("support"), lambda seen: [each for each in seen if each.get("ephemeral")]
    )


async def a_typed_command(side: OnTeams) -> None:
    await side.answer(await side.posts(f"bounce {FULL}", "direct"), VOL)


async def an_explanation_of_a_message(side: Side) -> None:
    posted = await side.posts(TALK)
    await side.no_answer(posted)
    where = {"conversation": side.ids["support"], "ts": posted.ts}
    if isinstance(side, OnSlack):
        await side.does("shortcut", BRAM, callback_id="explain_bounce", **where)
    else:
        await side.does("extend", BRAM, command="explainBounce", **where)
    await side.answer(posted)


async def the_platform_says_not_now(side: Side) -> None:
    await side.fails(status=429, error="ratelimited", retry_after=1, times=2)
    await side.answer(await side.posts(FULL), VOL)


async def an_event_that_comes_three_times(side: Side) -> None:
    await side.does("trouble", repeat={"events": 1, "times": 2})
    posted = await side.posts(FULL)
    await side.answer(posted, VOL)
    await side.answer(await side.posts(GONE), WEG)
    await side.until(side.waits, lambda works: not works)
    await side.answer(posted, VOL)


async def the_platform_is_away_for_a_moment(side: Side) -> None:
    await side.fails(status=503, times=3)
    await side.answer(await side.posts(FULL), VOL)


async def the_platform_refuses_an_answer(side: Side) -> None:
    await side.fails(
        status=403, error="is_archived" if isinstance(side, OnSlack) else "BotNotInConversationRoster"
    )
    posted = await side.posts(FULL)
    await side.until(lambda: side.does("trouble"), lambda told: not told["left"])
    await side.answer(await side.posts(GONE), WEG)
    await side.until(side.waits, lambda works: not works)
    assert await side.answers(posted) == []


async def a_start_page(side: OnSlack) -> None:
    await side.does("open_home")
    await side.until(lambda: side.sees("home"), bool)


THREADS: Final = (
    "Teams has no message that one person sees among others: the answer to a command stands in the chat"
)
STORIES: Final = (
    Story("A bounce in a channel is answered in its thread", a_bounce_in_a_channel),
    Story("Talk in a channel: silence", talk_in_a_channel),
    Story("Our name in a channel: an answer, whatever is said", our_name_in_a_channel),
    Story("A bounce in a direct conversation", a_bounce_in_a_direct_conversation),
    Story("Talk in a direct conversation: what we can be asked", talk_in_a_direct_conversation),
    Story("A code alone, in a direct conversation", a_code_alone),
    Story("`help`, in a direct conversation", help_is_asked),
    Story("An edit before a press: the card is drawn anew", an_edit_before_a_press),
    Story("An edit after a press: a second answer", an_edit_after_a_press),
    Story("A deleted message takes its answer along", a_deleted_message),
    Story(
        "A deleted message that the helpdesk has: its answer stays, without the evidence",
        a_deleted_message_that_the_helpdesk_has,
    ),
    Story(
        "A deleted message that is had back is answered again",
        a_deleted_message_that_is_had_back,
        slack="In Slack what is deleted is gone",
    ),
    Story("Antwoord gevonden, pressed by anyone", found),
    Story("Niet gevonden without the helpdesk: its button stays", not_found_without_the_helpdesk),
    Story("Niet gevonden and on to the helpdesk", not_found_and_on_to_the_helpdesk),
    Story("Urgent to the helpdesk, claimed and resolved, seen on both cards", claimed_and_resolved),
    Story("Only the helpdesk claims", only_the_helpdesk_claims),
    Story("A mail dropped into a direct conversation", a_mail_in_a_direct_conversation),
    Story(
        "A mail dropped into a channel",
        a_mail_in_a_channel,
        teams="Teams gives bots no files in channels: see the next line",
    ),
    Story(
        "A mail dropped into a channel, with our name: the answer says how to do it",
        a_mail_in_a_channel_of_teams,
        slack="Slack gives us the file",
    ),
    Story(
        "A mail forwarded to the address of a channel",
        a_mail_forwarded_to_a_channel,
        teams="What Teams posts of such a mail comes from no person, and bots are not listened to",
    ),
    Story("`/bounce`: an answer that one person sees", a_one_person_answer, teams=THREADS),
    Story("`bounce` typed as a command", a_typed_command, slack="Slack has `/bounce`"),
    Story("Leg deze bounce uit, on a message of someone else", an_explanation_of_a_message),
    Story("The platform says not now: the answer comes later, once", the_platform_says_not_now),
    Story("An event that comes three times has one answer", an_event_that_comes_three_times),
    Story(
        "The platform is away for a moment: the answer comes when it is back, once",
        the_platform_is_away_for_a_moment,
    ),
    Story(
        "The platform refuses an answer for good: nothing is said there, and who comes next is answered",
        the_platform_refuses_an_answer,
    ),
    Story("A start page", a_start_page, teams="A personal chat begins with the help instead"),
)
