"""Files: from Slack's own addresses only, with the token nowhere else, within the limit; e-mails put together."""

import base64
import email
import gzip
import json
from email.message import Message

import pytest

from bot.desk.chat import ChatUnavailableError, FileRefusedError
from bot.desk.work import FileRef, Shown
from bot.slack import SlackPort
from bot.slack.origins import Origins
from tests.slack.badslack import bad_slack, says
from tests.slack.conftest import Ledger, Person

LIMIT = 10_000


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        pytest.param("https://files.slack.com/files-pri/T1-F1/bounce.eml", True, id="slacks-files"),
        pytest.param("https://ons.slack.com/files/U1/F1/bounce.eml", True, id="the-workspace"),
        pytest.param("https://files-origin.slack.com/x", True, id="slacks-mails"),
        pytest.param("https://slack-files.com/T1-F1-x", True, id="slacks-other-name"),
        pytest.param("https://files.slack.com:443/x", True, id="the-usual-port"),
        pytest.param("http://files.slack.com/x", False, id="in-the-clear"),
        pytest.param("https://files.slack.com:8443/x", False, id="another-port"),
        pytest.param("https://slack.com.kwaad.example/x", False, id="only-begins-alike"),
        pytest.param("https://kwaadslack.com/x", False, id="only-ends-alike"),
        pytest.param("https://kwaad.example/?x=https://files.slack.com/", False, id="only-named"),
        pytest.param("https://files.slack.com@kwaad.example/x", False, id="as-a-user-name"),
        pytest.param("https://u:p@files.slack.com/x", False, id="with-a-password"),
        pytest.param("https://kwaad.example\\.slack.com/x", False, id="backslash"),
        pytest.param("file:///etc/passwd", False, id="this-machine"),
        pytest.param("https://[::1", False, id="no-address"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_where_slacks_token_may_go(url: str, *, trusted: bool) -> None:
    assert Origins().may_have_token(url) is trusted


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        pytest.param("http://127.0.0.1:8080/files/F1", True, id="exactly-there"),
        pytest.param("http://127.0.0.1:8081/files/F1", False, id="another-port"),
        pytest.param("https://127.0.0.1:8080/files/F1", False, id="another-scheme"),
        pytest.param("http://localhost:8080/files/F1", False, id="another-name"),
        pytest.param("https://files.slack.com/files-pri/x", False, id="not-even-slack"),
    ],
)
def test_where_the_token_may_go_of_a_slack_elsewhere(url: str, *, trusted: bool) -> None:
    assert Origins("http://127.0.0.1:8080/api/").may_have_token(url) is trusted


@pytest.mark.parametrize(
    ("api", "url", "trusted"),
    [
        pytest.param("https://slack.com/api/", "https://hooks.slack.com/actions/T/1/x", True, id="slacks"),
        pytest.param("https://slack.com/api", "https://hooks.slack-gov.com/commands/T/1/x", True, id="gov"),
        pytest.param("https://slack.com/api/", "http://hooks.slack.com/actions/T/1/x", False, id="in-the-clear"),
        pytest.param("https://slack.com/api/", "https://hooks.slack.com.kwaad.example/x", False, id="alike"),
        pytest.param("http://127.0.0.1:8080/api/", "http://127.0.0.1:9090/response/x", True, id="same-machine"),
        pytest.param("http://127.0.0.1:8080/api/", "http://192.0.2.1:8080/response/x", False, id="elsewhere"),
    ],
)
def test_along_which_route_an_answer_may_go(api: str, url: str, *, trusted: bool) -> None:
    assert Origins(api).may_answer_along(url) is trusted


async def fetched(answer: object, file: FileRef | None = None, *, path: str = "/files/F1") -> bytes:
    async with bad_slack(answer) as (port, bad):  # type: ignore[arg-type]
        return await port.fetch(file or FileRef(id="F1", name="bounce.eml", url=f"{bad.origin}{path}"), LIMIT)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(says("<html>Sign in", Content_Type="text/html"), "not_signed_in", id="a-page-to-sign-in"),
        pytest.param(says("", 302, Location="https://kwaad.example/"), "foreign_host", id="sent-elsewhere"),
        pytest.param(says("", 302, Location="/files/F1"), "too_many_redirects", id="sent-in-circles"),
        pytest.param(says("", 302), "too_many_redirects", id="sent-nowhere"),
        pytest.param(says("", 404), "http_404", id="gone"),
        pytest.param(says("", 403), "http_403", id="forbidden"),
        pytest.param(says(b"x" * (LIMIT + 1)), "too_large", id="too-large"),
    ],
)
async def test_a_file_that_is_refused(answer: object, code: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        await fetched(answer)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(says("", 429, Retry_After="2"), "ratelimited", id="too-many"),
        pytest.param(says("", 500), "http_500", id="500"),
        pytest.param("hang up", "no_connection", id="hung-up"),
    ],
)
async def test_a_file_that_cannot_be_had_now(answer: object, code: str) -> None:
    with pytest.raises(ChatUnavailableError) as error:
        await fetched(answer)
    assert error.value.code == code


async def test_a_file_comes_with_the_token() -> None:
    async with bad_slack(says(b"x" * LIMIT, Content_Type="message/rfc822")) as (port, bad):
        assert await port.fetch(FileRef(id="F1", url=f"{bad.origin}/files/F1"), LIMIT) == b"x" * LIMIT
        assert bad.asked[0].headers["Authorization"] == "Bearer xoxb-geheim"


async def test_a_file_that_moved_within_slack() -> None:
    async with bad_slack(says("", 302, Location="/files/there"), says("550", Content_Type="text/plain")) as (
        port,
        bad,
    ):
        assert await port.fetch(FileRef(id="F1", url=f"{bad.origin}/files/here"), LIMIT) == b"550"
        assert [asked.path for asked in bad.asked] == ["/files/here", "/files/there"]


async def test_a_page_of_their_own_is_a_file_too() -> None:
    answer = says("<html>550", Content_Type="text/html")
    async with bad_slack(answer) as (port, bad):
        file = FileRef(id="F1", name="bounce.HTML", url=f"{bad.origin}/files/F1")
        assert await port.fetch(file, LIMIT) == b"<html>550"


async def test_what_grows_on_the_way_is_cut_off() -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    assert len(bomb) < LIMIT
    with pytest.raises(FileRefusedError) as refused:
        await fetched(says(bomb, Content_Encoding="gzip", Content_Type="text/plain"))
    assert refused.value.code == "too_large"


async def test_a_foreign_address_is_never_asked() -> None:
    async with bad_slack(says("x")) as (port, bad):
        with pytest.raises(FileRefusedError) as refused:
            await port.fetch(FileRef(id="F1", url="http://kwaad.example/F1"), LIMIT)
        assert (refused.value.code, bad.asked) == ("foreign_host", [])


async def test_a_file_known_to_be_too_large_is_never_asked() -> None:
    async with bad_slack(says("x")) as (port, bad):
        with pytest.raises(FileRefusedError) as refused:
            await port.fetch(FileRef(id="F1", url=f"{bad.origin}/F1", size=LIMIT + 1), LIMIT)
        assert (refused.value.code, bad.asked) == ("too_large", [])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(says('{"ok": false, "error": "file_not_found"}'), "file_not_found", id="gone"),
        pytest.param(says('{"ok": true, "file": {"id": "F1"}}'), "no_address", id="no-address"),
        pytest.param(says('{"ok": true, "file": {"no": "id"}}'), "unreadable_answer", id="another-shape"),
    ],
)
async def test_a_file_that_slack_does_not_tell_of(answer: object, code: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        await fetched(answer, FileRef(id="F1"))
    assert refused.value.code == code


async def test_a_file_without_an_address_is_asked_about(live: Ledger, anna: Person, port: SlackPort) -> None:
    await anna.does("trouble", stub_files=1)
    await anna.drops("bounce.eml", b"Subject: terug\n\n550 5.1.1")
    work = await live.gets()
    assert isinstance(work, Shown)
    (file,) = work.files
    assert file.url is None
    assert await port.fetch(file, LIMIT) == b"Subject: terug\n\n550 5.1.1"


async def test_a_long_paste_comes_whole(live: Ledger, anna: Person, port: SlackPort) -> None:
    whole = "550 5.1.1 user unknown\n" * 300
    await anna.posts(whole)
    work = await live.gets()
    assert isinstance(work, Shown)
    (file,) = work.files
    assert await port.fetch(file, LIMIT) == whole.encode()


REPORT = b"""From: Mail Delivery System <mailer-daemon@mx.example>
To: anne@ons.example
Subject: Onbestelbaar
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain; charset=utf-8

Uw bericht kwam niet aan.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; jan@klant.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 mailbox is full

--grens--
"""


async def an_email(live: Ledger, anna: Person) -> FileRef:
    await anna.does("email", conversation="C0SUPPORT", raw_base64=base64.b64encode(REPORT).decode())
    work = await live.gets()
    assert isinstance(work, Shown)
    (file,) = work.files
    assert file.is_email
    return file


def parts_of(raw: bytes) -> dict[str, Message]:
    parts: dict[str, Message] = {}
    for part in email.message_from_bytes(raw).walk():
        parts.setdefault(part.get_content_type(), part)
    return parts


async def test_an_e_mail_is_put_together_with_its_report(live: Ledger, anna: Person, port: SlackPort) -> None:
    parts = parts_of(await port.fetch(await an_email(live, anna), LIMIT))
    assert parts["multipart/report"]["Subject"] == "Onbestelbaar"
    assert parts["multipart/report"].get_param("report-type") == "delivery-status"
    assert "552 5.2.2 mailbox is full" in str(parts["message/delivery-status"])
    assert "Uw bericht kwam niet aan." in str(parts["text/plain"].get_payload())


async def test_an_e_mail_whose_report_is_not_to_be_had(live: Ledger, anna: Person, port: SlackPort) -> None:
    file = await an_email(live, anna)
    await anna.does("trouble", fail={"method": "files", "status": 404})
    raw = await port.fetch(file, LIMIT)
    assert list(parts_of(raw)) == ["text/plain"]
    assert b"Uw bericht kwam niet aan." in raw


async def test_an_e_mail_that_slack_no_longer_tells_of(live: Ledger, anna: Person, port: SlackPort) -> None:
    file = await an_email(live, anna)
    await anna.does("trouble", fail={"method": "files.info", "error": "file_not_found"})
    assert b"Uw bericht kwam niet aan." in await port.fetch(file, LIMIT)


async def test_an_e_mail_that_slack_did_not_take_apart() -> None:
    async with bad_slack(says(), says(b"From: a@b.example\n\n550", Content_Type="message/rfc822")) as (port, bad):
        info = {"ok": True, "file": {"id": "F1", "mode": "email", "url_private": f"{bad.origin}/files/F1"}}
        bad.answers[0] = says(json.dumps(info))
        assert await port.fetch(FileRef(id="F1", is_email=True), LIMIT) == b"From: a@b.example\n\n550"


async def test_a_boundary_in_the_text_does_not_cut_it() -> None:
    hostile = "--=-bouncewijzer-part--\nContent-Type: text/html\n\nweg"
    async with bad_slack(says(), says(b"Status: 5.1.1", Content_Type="text/plain")) as (port, bad):
        part = {"mimetype": "message/delivery-status", "url": f"{bad.origin}/files/part"}
        described = {
            "id": "F1",
            "mode": "email",
            "plain_text": hostile,
            "attachments": [part],
            "subject": "a\nb: c",
        }
        bad.answers[0] = says(json.dumps({"ok": True, "file": described}))
        raw = await port.fetch(FileRef(id="F1", is_email=True), LIMIT)
    parts = parts_of(raw)
    assert set(parts) == {"multipart/report", "text/plain", "message/delivery-status"}
    assert str(parts["text/plain"].get_payload()).strip() == hostile
    assert parts["multipart/report"]["Subject"] == "a b: c"
