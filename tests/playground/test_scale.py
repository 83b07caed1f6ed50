"""Much, and large: hundreds of messages, pastes of a megabyte, uploads of thirty."""

import asyncio
import base64
import json

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.conftest import Ear, Person, button, section

pytestmark = pytest.mark.usefixtures("connected")

SUPPORT = "C0SUPPORT"
CARD = [section("x" * 1000), {"type": "actions", "elements": [button(value="v" * 1900)]}]


async def test_hundreds_of_messages_are_all_there(anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    root = await anna.posts("vraag")
    for _ in range(10):
        posts = (slack.chat_postMessage(channel=SUPPORT, thread_ts=root, text="x", blocks=CARD) for _ in range(30))
        answers = await asyncio.gather(*posts)
        assert len({answer["ts"] for answer in answers}) == 30
    messages = await anna.reads()
    assert len(messages) == 301
    stamps = [each["ts"] for each in messages]
    assert stamps == sorted(stamps)
    read = await slack.conversations_replies(channel=SUPPORT, ts=root, limit=1000)
    assert read["messages"][0]["reply_count"] == 300
    heard = await ear.hears(lambda body: "event" in body, times=301)
    assert heard["event"]["thread_ts"] == root


async def test_a_paste_of_a_megabyte_comes_through(anna: Person, ear: Ear) -> None:
    text = "550 5.1.1 <jan@klant.example>: weg \U0001f4ec\n" * 30_000
    await anna.posts(text)
    (file,) = (await ear.event("message", "file_share"))["files"]
    assert file["size"] == len(text.encode()) > 2**20
    # The page is told how it begins, no more.
    assert len(json.dumps(await anna.sees())) < 20_000


async def test_an_upload_of_thirty_megabytes_comes_through(anna: Person, ear: Ear) -> None:
    content = base64.b64encode(b"\x00" * (30 * 2**20)).decode()
    await anna.posts("groot", files=[{"name": "groot.eml", "content_base64": content}])
    (file,) = (await ear.event("message", "file_share"))["files"]
    assert file["size"] == 30 * 2**20


async def test_people_who_post_at_once_do_not_lose_a_word(anna: Person, bram: Person, hella: Person) -> None:
    people = (anna, bram, hella)
    said = [f"{each.user} {number}" for each in people for number in range(20)]
    await asyncio.gather(*(each.posts(f"{each.user} {number}") for each in people for number in range(20)))
    assert sorted(each["text"] for each in await anna.reads()) == sorted(said)
