"""Whole stories with the real desk: activities come in, and what stands in the chat follows."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest

from bot.answers import Knowledge
from bot.desk import Desk
from bot.desk.chat import AnswerCard, State
from bot.desk.database import Database
from bot.teams.carried import Carried
from bot.teams.hearing import Hearing
from bot.teams.workplace import Identity, Workplace
from tests.desk.chat import Chat
from tests.desk.conftest import settled
from tests.teams.activities import (
    APP,
    CHANNEL,
    CHAT,
    FULL,
    HELPDESK,
    PERSONAL,
    POSTED,
    TENANT,
    Json,
    added,
    change,
    channel,
    extension,
    message,
    press,
)
from tests.teams.desk_book import Forms, draw

ROOT: Final = Path(__file__).parents[2]
WORKPLACE: Final = Workplace(Identity(APP, TENANT), helpdesk=HELPDESK)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk")


def a_desk(folder: Path, knowledge: Knowledge, chat: Chat) -> Desk:
    return Desk(
        database=Database(f"sqlite:///{folder}/desk.db"),
        engine_url=f"sqlite:///{folder}/engine.db",
        knowledge=knowledge,
        ports=[chat],
        helpdesk=WORKPLACE.place(HELPDESK),
        secret=b"s" * 32,
        polling=0.02,
    )


@pytest.fixture(scope="module")
def launched(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """The databases as a first start leaves them: making them takes a while."""
    folder = tmp_path_factory.mktemp("launched")

    async def launch() -> None:
        desk = a_desk(folder, knowledge, Chat("teams"))
        await desk.start()
        await desk.stop()

    asyncio.run(launch())
    return folder


@pytest.fixture
def chat() -> Chat:
    return Chat("teams")


@pytest.fixture
async def desk(launched: Path, tmp_path: Path, chat: Chat, knowledge: Knowledge) -> AsyncIterator[Desk]:
    desk = a_desk(Path(shutil.copytree(launched, tmp_path / "desk")), knowledge, chat)
    await desk.start()
    yield desk
    await desk.stop()


class Town:
    """What people do, each thing done before the next."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._hearing = Hearing(desk=desk, workplace=WORKPLACE, draw=draw, forms=Forms())

    async def hears(self, heard: Json) -> Any:
        """Gives what the presser's card is replaced by, or what is said to them."""
        answer = await self._hearing.hear(heard)
        await settled(self._desk)
        return answer.body["value"] if answer and answer.body and "value" in answer.body else None


@pytest.fixture
def town(desk: Desk) -> Town:
    return Town(desk)


def causes(card: AnswerCard) -> list[str]:
    return [section.cause for section in card.answer.sections]


async def test_a_bounce_in_a_channel_goes_to_the_helpdesk(town: Town, chat: Chat) -> None:
    for _ in range(3):
        await town.hears(message(conversation=channel()))
    [card] = chat.cards(CHANNEL, POSTED)
    assert causes(card) == ["mailbox-full"]

    carried = Carried(card.case, card.packed, card.helpdesk)
    form = await town.hears(press("not_found", carried.in_action()))
    assert form["form"] == "not_found"
    assert await town.hears(press("cancel", form["data"])) == {
        "type": "AdaptiveCard",
        "of": card.case,
        "state": State.ANSWERED,
    }
    await town.hears(press("not_found_form", {**form["data"], "missing": "de oorzaak", "also_helpdesk": "yes"}))
    [escalated] = chat.escalated()
    assert escalated.remark == "de oorzaak"
    late = await town.hears(press("to_helpdesk", carried.in_action()))
    assert late == {"type": "AdaptiveCard", "of": card.case, "state": State.ESCALATED}


async def test_an_answer_follows_its_message(town: Town, chat: Chat) -> None:
    await town.hears(message(conversation=channel()))
    await town.hears(change("messageUpdate", "editMessage", channel(), text="550 5.1.1 User unknown"))
    [card] = chat.cards(CHANNEL, POSTED)
    assert causes(card) != ["mailbox-full"]
    await town.hears(change("messageDelete", "softDeleteMessage", channel()))
    assert chat.cards(CHANNEL) == []
    back = change("messageUpdate", "undeleteMessage", channel())
    await town.hears({**back, "timestamp": "2026-11-23T10:25:00Z"})
    assert [causes(card) for card in chat.cards(CHANNEL, POSTED)] == [["mailbox-full"]]


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        pytest.param(added("28:" + APP), ["help"], id="installed"),
        pytest.param(message("help"), ["help"], id="help"),
        pytest.param(message("dank je"), ["help"], id="thanks"),
        pytest.param(message(f"bounce {FULL}"), ["mailbox-full"], id="bounce"),
        pytest.param(message("bounce"), ["help"], id="bounce-of-nothing"),
    ],
)
async def test_what_a_personal_chat_is_told(town: Town, chat: Chat, heard: Json, said: list[str]) -> None:
    await town.hears(heard)
    [card] = chat.cards(CHAT)
    assert causes(card) == said


async def test_the_message_extension_where_we_stand(town: Town, chat: Chat) -> None:
    await town.hears(extension(PERSONAL))
    assert [causes(card) for card in chat.cards(CHAT, POSTED)] == [["mailbox-full"]]
