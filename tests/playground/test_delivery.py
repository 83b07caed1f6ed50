"""Events come until they are acknowledged: over a new connection, after a restart, on a bad day."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Ear, Json, Person, refusal


class Wire:
    """A bare Socket Mode connection, that acknowledges only what it is told to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    @classmethod
    async def connect(cls, session: aiohttp.ClientSession, playground: Playground) -> "Wire":
        client = AsyncWebClient(playground.app_token, base_url=playground.api_url)
        opened = await client.apps_connections_open(app_token=playground.app_token)
        wire = cls(await session.ws_connect(opened["url"]))
        assert (await wire.reads())["type"] == "hello"
        return wire

    async def reads(self) -> Json:
        """The next thing that comes."""
        read: Json = json.loads(await self._socket.receive_str(timeout=60))
        return read

    async def reads_until(self, text: str) -> None:
        """Read on, past what was on its way already, until this comes; acknowledge it."""
        while text_of(envelope := await self.reads()) != text:
            pass
        await self.acknowledges(envelope)

    async def acknowledges(self, envelope: Json, **payload: Any) -> None:
        """Say that something came."""
        answer = {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}
        await self._socket.send_str(json.dumps(answer))

    async def closes(self) -> None:
        """Go away."""
        await self._socket.close()

    async def is_closed(self) -> bool:
        """Whether the other end closed it, once all was read."""
        message = await self._socket.receive(timeout=60)
        return message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}


def text_of(envelope: Json) -> str:
    text: str = envelope["payload"]["event"]["text"]
    return text


@pytest.mark.parametrize("pauses", [(0.2, 0.3)])
async def test_an_event_comes_until_it_is_acknowledged(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    wire = await Wire.connect(session, playground)
    await anna.posts("een")
    first, second, third = [await wire.reads() for _ in range(3)]
    assert [each["type"] for each in (first, second, third)] == ["events_api"] * 3
    assert {each["payload"]["event_id"] for each in (first, second, third)} == {first["payload"]["event_id"]}
    assert len({each["envelope_id"] for each in (first, second, third)}) == 3
    assert [(each["retry_attempt"], each["retry_reason"]) for each in (first, second, third)] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
    ]
    await wire.acknowledges(first)  # late, but it counts
    await anna.posts("twee")
    await wire.reads_until("twee")


async def test_what_came_before_the_app_is_told_in_order(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    for text in ("een", "twee", "drie"):
        await anna.posts(text)
    wire = await Wire.connect(session, playground)
    assert [text_of(await wire.reads()) for _ in range(3)] == ["een", "twee", "drie"]


async def test_an_app_that_dies_hears_again_at_once(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    wire = await Wire.connect(session, playground)
    await anna.posts("een")
    heard = await wire.reads()
    await wire.closes()
    again = await (await Wire.connect(session, playground)).reads()
    assert again["payload"] == heard["payload"]
    assert again["retry_reason"] == "connection_failed"


async def test_what_was_said_stays_as_it_was_said(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    slack = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    ts = await anna.posts("eerst")
    await slack.reactions_add(channel="C0SUPPORT", timestamp=ts, name="eyes")
    await anna.does("edit", conversation="C0SUPPORT", ts=ts, text="dan")
    await slack.reactions_add(channel="C0SUPPORT", timestamp=ts, name="tada")
    wire = await Wire.connect(session, playground)
    told, changed = await wire.reads(), await wire.reads()
    message = changed["payload"]["event"]["message"]
    assert (text_of(told), message["text"]) == ("eerst", "dan")
    assert [each["name"] for each in message["reactions"]] == ["eyes"]


async def test_a_restarted_playground_remembers_what_was_not_acknowledged(
    session: aiohttp.ClientSession, playground: Playground, anna: Person, tmp_path: Path
) -> None:
    wire = await Wire.connect(session, playground)
    await anna.posts("gehoord")
    await wire.acknowledges(await wire.reads())
    await anna.posts("niet gehoord")
    heard = await wire.reads()
    await playground.stop()
    second = Playground(tmp_path / "data", port=0)
    await second.start()
    try:
        again = await (await Wire.connect(session, second)).reads()
        assert again["payload"] == heard["payload"]
    finally:
        await second.stop()


async def test_events_go_to_one_of_several_connections(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    wires = [await Wire.connect(session, playground) for _ in range(2)]
    heard: list[tuple[int, str]] = []
    for number in range(4):
        await anna.posts(str(number))
        reading = [asyncio.create_task(wire.reads()) for wire in wires]
        done, _ = await asyncio.wait(reading, return_when=asyncio.FIRST_COMPLETED)
        for index, each in enumerate(reading):
            if each in done:
                await wires[index].acknowledges(await each)
                heard.append((index, text_of(await each)))
            else:
                each.cancel()
    assert [text for _, text in heard] == ["0", "1", "2", "3"]
    assert {index for index, _ in heard} == {0, 1}


async def test_no_more_than_ten_connections(session: aiohttp.ClientSession, playground: Playground) -> None:
    wires = [await Wire.connect(session, playground) for _ in range(10)]
    client = AsyncWebClient(base_url=playground.api_url)
    opened = await client.apps_connections_open(app_token=playground.app_token)
    last = Wire(await session.ws_connect(opened["url"]))
    assert (await last.reads())["reason"] == "too_many_websockets"
    assert await last.is_closed()
    await wires[0].closes()
    await Wire.connect(session, playground)


@pytest.mark.parametrize("query", ["", "?ticket=", "?ticket=geraden"])
async def test_a_connection_needs_a_ticket(
    session: aiohttp.ClientSession, playground: Playground, query: str
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await session.ws_connect(f"{playground.url}link{query}")
    assert caught.value.status == 401


async def test_a_ticket_works_once(session: aiohttp.ClientSession, playground: Playground) -> None:
    client = AsyncWebClient(base_url=playground.api_url)
    opened = await client.apps_connections_open(app_token=playground.app_token)
    await session.ws_connect(opened["url"])
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(opened["url"])


async def test_only_the_apps_own_token_connects(playground: Playground) -> None:
    client = AsyncWebClient(playground.bot_token, base_url=playground.api_url)
    with pytest.raises(SlackApiError) as caught:
        await client.apps_connections_open(app_token=playground.bot_token)
    assert refusal(caught.value.response)["error"] == "not_allowed_token_type"


@pytest.mark.parametrize("pauses", [(0.2, 0.3)])
async def test_lost_acknowledgements_bring_an_event_again(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    await anna.does("trouble", lose_acks=1)
    wire = await Wire.connect(session, playground)
    await anna.posts("een")
    first = await wire.reads()
    await wire.acknowledges(first)
    second = await wire.reads()
    assert second["payload"]["event_id"] == first["payload"]["event_id"]
    await wire.acknowledges(second)
    await anna.posts("twee")
    await wire.reads_until("twee")


async def test_events_are_repeated_on_request(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    await anna.does("trouble", repeat={"events": 1, "times": 2})
    wire = await Wire.connect(session, playground)
    await anna.posts("een")
    await anna.posts("twee")
    heard: list[str] = []
    for _ in range(4):
        envelope = await wire.reads()
        await wire.acknowledges(envelope)
        heard.append(text_of(envelope))
    assert sorted(heard) == ["een", "een", "een", "twee"]


async def test_a_disconnect_on_request_loses_nothing(
    connected: AsyncSocketModeHandler, anna: Person, ear: Ear
) -> None:
    old = await connected.client.session_id()
    await anna.does("trouble", disconnect=True)
    async with asyncio.timeout(60):
        while connected.client.current_session is None or await connected.client.session_id() == old:
            await anna.sees()
    await anna.posts("daarna")
    assert (await ear.event("message"))["text"] == "daarna"


async def test_who_goes_takes_leave(session: aiohttp.ClientSession, playground: Playground, anna: Person) -> None:
    wire = await Wire.connect(session, playground)
    await anna.does("trouble", disconnect=True)
    assert (await wire.reads())["reason"] == "refresh_requested"
    await anna.posts("onderweg")
    assert await wire.is_closed()
    assert text_of(await (await Wire.connect(session, playground)).reads()) == "onderweg"


async def test_the_page_knows_whether_the_app_is_there(
    session: aiohttp.ClientSession, playground: Playground, anna: Person
) -> None:
    assert (await anna.sees())["connected"] is False
    async with session.ws_connect(f"{playground.url}page/changes") as changes:
        await changes.receive_json(timeout=60)
        wire = await Wire.connect(session, playground)
        await changes.receive_json(timeout=60)
        assert (await anna.sees())["connected"] is True
        await wire.closes()
        await changes.receive_json(timeout=60)
        assert (await anna.sees())["connected"] is False


@pytest.mark.parametrize("junk", ["", "geen json", "[]", '{"envelope_id": 1}', '{"envelope_id": "onbekend"}'])
async def test_junk_on_the_wire_harms_nothing(
    session: aiohttp.ClientSession, playground: Playground, anna: Person, junk: str
) -> None:
    wire = await Wire.connect(session, playground)
    await wire._socket.send_str(junk)  # noqa: SLF001 — no well-behaved client could
    await anna.posts("een")
    assert text_of(await wire.reads()) == "een"
