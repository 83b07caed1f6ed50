"""Files that people put in, mails that come in by themselves, and who may have their contents."""

import base64
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Ear, Json, Person

pytestmark = pytest.mark.usefixtures("connected")

SUPPORT = "C0SUPPORT"


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


BOUNCE = b"""\
From: Mail Delivery System <mailer-daemon@mx.klant.example>
To: support@ons-bedrijf.example
Subject: =?utf-8?q?Niet_bezorgd=3A_offerte_=C3=A9?=
Message-ID: <1@mx.klant.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain; charset=utf-8

Uw bericht is niet bezorgd.

--grens
Content-Type: message/delivery-status
Content-Disposition: attachment; filename="details.txt"

Reporting-MTA: dns; mx.klant.example

Final-Recipient: rfc822; jan@klant.example
Status: 5.1.1

--grens--
"""


class Reader:
    """Fetches files as an app does."""

    def __init__(self, session: aiohttp.ClientSession, playground: Playground) -> None:
        self._session = session
        self._playground = playground

    async def fetches(self, address: str, token: str | None = None) -> tuple[int, str, bytes]:
        """Status, type and content."""
        given = self._playground.bot_token if token is None else token
        headers = {"Authorization": f"Bearer {given}"} if given else {}
        async with self._session.get(address, headers=headers, allow_redirects=False) as response:
            return response.status, response.content_type, await response.read()


@pytest.fixture
def reader(session: aiohttp.ClientSession, playground: Playground) -> Reader:
    return Reader(session, playground)


@pytest.mark.parametrize(
    ("name", "content", "described"),
    [
        pytest.param(
            "bounce.eml",
            b"From: a@b.nl\r\n\r\nhoi",
            {"mimetype": "message/rfc822", "filetype": "eml", "mode": "hosted", "size": 19},
            id="mail",
        ),
        pytest.param(
            "bounce.TXT",
            "550 é".encode(),
            {"mimetype": "text/plain", "filetype": "text", "mode": "snippet", "preview": "550 é", "lines": 1},
            id="text-shows-as-a-snippet",
        ),
        pytest.param("bounce.msg", b"\xd0\xcf\x11\xe0", {"mimetype": "application/vnd.ms-outlook"}, id="outlook"),
        pytest.param("zonder", b"\x00\xff", {"mimetype": "application/octet-stream"}, id="whatever"),
        pytest.param("leeg.eml", b"", {"size": 0}, id="empty"),
        pytest.param(
            "../../etc/<b>.eml", b"x", {"name": "../../etc/<b>.eml", "filetype": "eml"}, id="hostile-name"
        ),
    ],
)
async def test_an_upload_is_described_and_fetched(
    *, anna: Person, ear: Ear, reader: Reader, name: str, content: bytes, described: Json
) -> None:
    ts = await anna.posts("kijk eens", files=[{"name": name, "content_base64": encoded(content)}])
    event = await ear.event("message", "file_share")
    assert (event["ts"], event["text"], event["upload"], event["user"]) == (ts, "kijk eens", False, "U0ANNA")
    (file,) = event["files"]
    assert {key: file[key] for key in described} == described
    status, kind, read = await reader.fetches(file["url_private_download"])
    assert (status, kind, read) == (200, file["mimetype"], content)


@pytest.mark.parametrize("token", [pytest.param("", id="none"), pytest.param("xoxb-ander", id="another")])
async def test_without_the_token_there_is_a_page_to_sign_in(
    anna: Person, ear: Ear, reader: Reader, token: str
) -> None:
    await anna.posts("x", files=[{"name": "a.eml", "content_base64": encoded(b"geheim")}])
    (file,) = (await ear.event("message", "file_share"))["files"]
    for address in (file["url_private"], file["url_private_download"]):
        status, kind, read = await reader.fetches(address, token)
        assert (status, kind, b"geheim" in read) == (200, "text/html", False)


async def test_the_page_shows_files_without_the_token(
    anna: Person, session: aiohttp.ClientSession, playground: Playground
) -> None:
    await anna.posts("x", files=[{"name": "a.html", "content_base64": encoded(b"<script>alert(1)</script>")}])
    ((shown,),) = [each["files"] for each in await anna.reads()]
    assert (shown["name"], shown["size"]) == ("a.html", 25)
    async with session.get(playground.url.rstrip("/") + shown["url"]) as response:
        assert await response.read() == b"<script>alert(1)</script>"
        # Whatever it is, the browser only saves it.
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Content-Security-Policy"].startswith("sandbox")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["F0/x", "F0-9/x", "..%2Fplayground.json/x", "F..%2F..%2Fx/x"])
async def test_there_are_no_other_files(reader: Reader, playground: Playground, path: str) -> None:
    assert (await reader.fetches(f"{playground.url}files/{path}"))[0] == 404


@pytest.mark.parametrize("part", [pytest.param("9" * 300, id="long"), "..%2F..%2Fplayground.json", "%00", "7"])
async def test_a_file_has_no_other_parts(
    anna: Person, ear: Ear, reader: Reader, playground: Playground, part: str
) -> None:
    await anna.posts("x", files=[{"name": "a.eml", "content_base64": "eA=="}])
    (file,) = (await ear.event("message", "file_share"))["files"]
    assert (await reader.fetches(f"{playground.url}files/{file['id']}-{part}/x"))[0] == 404


async def test_a_long_paste_becomes_a_snippet(anna: Person, ear: Ear, reader: Reader) -> None:
    text = "550 <a@b.nl> é\n" * 300
    await anna.posts(text)
    event = await ear.event("message", "file_share")
    (file,) = event["files"]
    assert (event["text"], "blocks" in event) == ("", False)
    assert (file["mode"], file["filetype"], file["lines"]) == ("snippet", "text", 301)
    assert (await reader.fetches(file["url_private"]))[2].decode() == text


async def test_a_mail_comes_in_by_itself(anna: Person, ear: Ear, reader: Reader) -> None:
    await anna.does("email", conversation=SUPPORT, raw_base64=encoded(BOUNCE))
    event = await ear.event("message", "file_share")
    named = ("user", "bot_id", "text", "upload", "display_as_bot")
    assert [event[name] for name in named] == ["USLACKBOT", "B0EMAIL", "", True, True]
    (file,) = event["files"]
    assert (file["filetype"], file["mode"], file["mimetype"]) == ("email", "email", "text/html")
    assert file["subject"] == file["title"] == "Niet bezorgd: offerte é"
    assert file["plain_text"] == "Uw bericht is niet bezorgd.\n"
    assert file["from"] == [
        {
            "address": "mailer-daemon@mx.klant.example",
            "name": "Mail Delivery System",
            "original": "Mail Delivery System <mailer-daemon@mx.klant.example>",
        }
    ]
    assert file["headers"]["message_id"] == "<1@mx.klant.example>"
    (report,) = file["attachments"]
    assert (report["filename"], report["mimetype"]) == ("details.txt", "message/delivery-status")
    status, _, content = await reader.fetches(report["url"])
    assert (status, b"Status: 5.1.1" in content, report["size"]) == (200, True, len(content))


def nested(depth: int) -> bytes:
    opening = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return (f"From: a@b.nl\n{opening}Content-Type: text/plain\n\n550 diep\n").encode()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\xff\xfe" * 100, id="no-mail"),
        pytest.param(b"Subject: =?onbekend?b?////?=\n\nhoi", id="unknown-charset-in-subject"),
        pytest.param(b"Content-Type: text/plain; charset=klingon\n\nhoi", id="unknown-charset"),
        pytest.param(b"Content-Transfer-Encoding: base64\n\n!!!!", id="broken-base64"),
        pytest.param(b"From: " + b"a@b.nl, " * 5000 + b"\n\nhoi", id="endless-from"),
        pytest.param(b"From: " + b"(" * 5000 + b"\n\nhoi", id="nested-comments"),
        pytest.param(nested(100), id="nested-100-deep"),
        pytest.param(nested(2000), id="nested-2000-deep"),
        pytest.param(
            b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000 + b"--b--", id="10000-parts"
        ),
        pytest.param(b"Subject: x\n\n" + b"550 5.1.1 weg\n" * 80_000, id="1-mb"),
    ],
)
async def test_a_hostile_mail_comes_in_too(anna: Person, ear: Ear, raw: bytes) -> None:
    await anna.does("email", conversation=SUPPORT, raw_base64=encoded(raw))
    (file,) = (await ear.event("message", "file_share"))["files"]
    assert file["mode"] == "email"
    assert len(file["attachments"]) <= 100


async def test_files_can_come_as_no_more_than_an_id(anna: Person, slack: AsyncWebClient, ear: Ear) -> None:
    await anna.does("trouble", stub_files=1)
    await anna.posts("een", files=[{"name": "a.eml", "content_base64": encoded(b"x")}])
    await anna.posts("twee", files=[{"name": "b.eml", "content_base64": encoded(b"y")}])
    await ear.event("message", "file_share", times=2)
    first, second = (body["event"]["files"][0] for body in ear.heard)
    assert (first["file_access"], "url_private" in first) == ("check_file_info", False)
    assert second["file_access"] == "visible"
    described: Any = (await slack.files_info(file=first["id"]))["file"]
    assert (described["name"], described["url_private"].startswith("http://127.0.0.1")) == ("a.eml", True)
