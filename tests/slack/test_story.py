"""Whole stories: the real desk behind the real app, in the playground, as people live them."""

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from bot.answers import Knowledge
from bot.answers.words import home
from bot.desk import Desk
from bot.desk.database import Database
from bot.playground import Playground
from bot.slack import Identity, SlackPort, Workplace, build_app, socket_mode
from tests.slack.conftest import Json, Person

ROOT: Final = Path(__file__).parents[2]
FULL: Final = "552 5.2.2 <jan@klant.example>: mailbox is full"
LISTED: Final = "554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.example"
VOL: Final = "Mailbox van de ontvanger is vol"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk")


def a_desk(folder: Path, knowledge: Knowledge, ports: Sequence[SlackPort], workplace: Workplace) -> Desk:
    return Desk(
        database=Database(f"sqlite:///{folder}/desk.db"),
        engine_url=f"sqlite:///{folder}/engine.db",
        knowledge=knowledge,
        ports=ports,
        helpdesk=workplace.place("C0HELPDESK"),
        secret=b"s" * 32,
        polling=0.02,
    )


@pytest.fixture(scope="module")
def launched(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """The databases as a first start leaves them: making them takes a while."""
    folder = tmp_path_factory.mktemp("launched")
    nowhere = Workplace(Identity("T0PLAY", "U0BOT", "B0BOT"))

    async def launch() -> None:
        desk = a_desk(folder, knowledge, [], nowhere)
        await desk.start()
        await desk.stop()

    asyncio.run(launch())
    return folder


@pytest.fixture
async def desk(
    launched: Path, tmp_path: Path, port: SlackPort, workplace: Workplace, knowledge: Knowledge
) -> AsyncIterator[Desk]:
    folder = Path(shutil.copytree(launched, tmp_path / "desk"))
    desk = a_desk(folder, knowledge, [port], workplace)
    await desk.start()
    yield desk
    await desk.stop()


@pytest.fixture
async def town(
    playground: Playground, desk: Desk, port: SlackPort, workplace: Workplace, anna: Person
) -> AsyncIterator[None]:
    """The whole bot, connected."""
    app = build_app(desk=desk, port=port, workplace=workplace)
    async with socket_mode(app, playground.app_token):
        await anna.waits_for(lambda state: state["connected"])
        yield


def standing(state: Json, conversation: str) -> list[Json]:
    messages: list[Json] = next(each for each in state["conversations"] if each["id"] == conversation)["messages"]
    return [each for each in messages if not each["deleted"]]


def by_bot(conversation: str, says: str, *, labels: tuple[str, ...] | None = None) -> Callable[[Json], Any]:
    """A message of the bot that says something, with just these buttons."""

    def seen(state: Json) -> Json | None:
        for each in standing(state, conversation):
            told = str(each["blocks"]) + each["text"]
            drawn = tuple(button["text"]["text"] for button in buttons_of(each))
            if each["user"] == "U0BOT" and says in told and labels in {None, drawn}:
                return each
        return None

    return seen


def replies(state: Json, ts: str) -> list[Json]:
    """What the bot said under a message."""
    messages = standing(state, "C0SUPPORT")
    return [each for each in messages if each["thread_ts"] == ts and each["user"] == "U0BOT"]


def buttons_of(message: Json) -> list[Json]:
    return [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]


async def press(person: Person, conversation: str, message: Json, label: str) -> None:
    block = next(block for block in message["blocks"] if block["type"] == "actions")
    button = next(each for each in block["elements"] if each["text"]["text"] == label)
    await person.does(
        "press",
        conversation=conversation,
        ts=message["ts"],
        block_id=block["block_id"],
        action_id=button["action_id"],
    )


async def send(person: Person, **values: Any) -> None:
    modal = await person.waits_for(lambda state: state["modal"])
    await person.does("submit", modal=modal["id"], values={name: {name: value} for name, value in values.items()})


@pytest.mark.usefixtures("town")
async def test_from_a_paste_to_resolved(anna: Person, hella: Person) -> None:
    ts = await anna.posts(f"Kan iemand kijken?\n{FULL}")
    card = await anna.waits_for(by_bot("C0SUPPORT", VOL))
    assert card["thread_ts"] == ts
    await press(anna, "C0SUPPORT", card, "Niet gevonden")
    await send(anna, missing="Hij zegt van niet.", also_helpdesk=["yes"])
    task = await hella.waits_for(by_bot("C0HELPDESK", "Hij zegt van niet.", labels=("Ik pak dit op", "Opgelost")))
    await press(hella, "C0HELPDESK", task, "Ik pak dit op")
    task = await hella.waits_for(by_bot("C0HELPDESK", "<@U0HELLA> pakt dit op.", labels=("Opgelost",)))
    await anna.waits_for(by_bot("C0SUPPORT", "<@U0HELLA> van de Carerix Helpdesk pakt dit op.", labels=()))
    await press(hella, "C0HELPDESK", task, "Opgelost")
    await anna.waits_for(by_bot("C0SUPPORT", "<@U0HELLA> van de Carerix Helpdesk heeft dit opgelost.", labels=()))
    assert len(standing(await anna.sees(), "C0SUPPORT")) == 2, "one post, one card"


@pytest.mark.usefixtures("town")
async def test_found(anna: Person) -> None:
    await anna.posts(FULL)
    card = await anna.waits_for(by_bot("C0SUPPORT", VOL))
    await press(anna, "C0SUPPORT", card, "Antwoord gevonden")
    await anna.waits_for(by_bot("C0SUPPORT", "<@U0ANNA> heeft het antwoord gevonden.", labels=()))


@pytest.mark.usefixtures("town")
async def test_only_the_helpdesk_claims(anna: Person, hella: Person) -> None:
    await anna.posts(LISTED)
    task = await hella.waits_for(by_bot("C0HELPDESK", "Automatisch doorgestuurd"))
    await press(anna, "C0HELPDESK", task, "Ik pak dit op")
    await press(hella, "C0HELPDESK", task, "Ik pak dit op")
    await hella.waits_for(by_bot("C0HELPDESK", "<@U0HELLA> pakt dit op."))


@pytest.mark.usefixtures("town")
async def test_a_whispered_answer_goes_to_the_helpdesk(anna: Person, hella: Person) -> None:
    await anna.does("command", conversation="C0ALGEMEEN", command="/bounce", text=FULL)
    answer = await anna.waits_for(by_bot("C0ALGEMEEN", VOL))
    assert answer["ephemeral"]
    await press(anna, "C0ALGEMEEN", answer, "Naar de helpdesk")
    await send(anna, remark="Graag snel.", urgency="urgent")
    await hella.waits_for(by_bot("C0HELPDESK", "Graag snel."))
    await anna.waits_for(by_bot("D0ANNA", "doorgestuurd naar de Carerix Helpdesk", labels=()))
    await anna.waits_for(by_bot("C0ALGEMEEN", "doorgestuurd", labels=()))


@pytest.mark.usefixtures("town")
async def test_an_event_that_comes_three_times_has_one_answer(anna: Person) -> None:
    await anna.does("trouble", repeat={"events": 1, "times": 3})
    await anna.posts(FULL)
    await anna.waits_for(by_bot("C0SUPPORT", VOL))
    await anna.posts("554 5.7.1 Message rejected as spam by content scanner")
    await anna.waits_for(lambda state: len([m for m in standing(state, "C0SUPPORT") if m["user"] == "U0BOT"]) > 1)
    assert len([each for each in await anna.reads() if VOL in str(each["blocks"])]) == 1


@pytest.mark.usefixtures("town")
async def test_a_forwarded_e_mail_is_answered_by_its_report(anna: Person) -> None:
    raw = (
        b"From: mailer-daemon@mx.example\nTo: anne@ons.example\nSubject: Onbestelbaar\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="g"\n\n'
        b"--g\nContent-Type: text/plain\n\nUw bericht kwam niet aan.\n\n"
        b"--g\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        b"Final-Recipient: rfc822; jan@klant.example\nAction: failed\nStatus: 5.2.2\n"
        b"Diagnostic-Code: smtp; 552 5.2.2 mailbox is full\n\n--g--\n"
    )
    await anna.does("email", conversation="C0SUPPORT", raw_base64=base64.b64encode(raw).decode())
    card = await anna.waits_for(by_bot("C0SUPPORT", VOL))
    assert "jan@klant.example" in str(card["blocks"])


@pytest.mark.usefixtures("town")
async def test_a_dropped_mail_an_edit_and_a_deletion(anna: Person) -> None:
    await anna.drops("bounce.eml", b"From: mailer-daemon@mx.example\nSubject: x\n\n" + FULL.encode())
    await anna.waits_for(by_bot("C0SUPPORT", VOL))
    ts = await anna.posts("goedemorgen")
    await anna.does("edit", conversation="C0SUPPORT", ts=ts, text=FULL)
    await anna.waits_for(lambda state: VOL in str(replies(state, ts)))
    await anna.does("delete", conversation="C0SUPPORT", ts=ts)
    await anna.waits_for(
        lambda state: (
            not [m for m in standing(state, "C0SUPPORT") if m["thread_ts"] == ts and m["user"] == "U0BOT"]
        )
    )


@pytest.mark.usefixtures("town")
async def test_the_shortcut_answers_where_it_can(anna: Person) -> None:
    for conversation in ("C0SUPPORT", "C0ALGEMEEN"):
        ts = await anna.posts("oude tekst" if conversation == "C0SUPPORT" else FULL, conversation)
        await anna.does("shortcut", callback_id="explain_bounce", conversation=conversation, ts=ts)
    whispered = await anna.waits_for(by_bot("C0ALGEMEEN", VOL))
    assert whispered["ephemeral"], "where the bot is no member only the asker sees it"
    shown = await anna.waits_for(by_bot("C0SUPPORT", ""))
    assert shown["thread_ts"], "asked outright, it also answers what is no bounce"


@pytest.mark.usefixtures("town")
async def test_the_example_of_app_home(anna: Person) -> None:
    await anna.does("open_home")
    view = (await anna.waits_for(lambda state: state["home"]))["view"]
    block = next(block for block in view["blocks"] if block["type"] == "actions")
    assert block["elements"][0]["text"]["text"] == home.TRY
    await anna.does("press", view="home", block_id=block["block_id"], action_id="try_example")
    await anna.waits_for(by_bot("D0ANNA", VOL))


@pytest.mark.usefixtures("town")
async def test_markup_in_a_bounce_is_shown_as_text(anna: Person) -> None:
    await anna.posts(
        "550 5.2.2 mailbox is full <!channel> *vet* `code` \u202eomgekeerd <https://kwaad.example|klik>"
    )
    card = await anna.waits_for(by_bot("C0SUPPORT", VOL))
    assert "<!channel>" not in card["text"]
    marked = [each for each in str(card["blocks"]).split("'type': ") if each.startswith("'mrkdwn'")]
    assert not [each for each in marked if "channel" in each]
