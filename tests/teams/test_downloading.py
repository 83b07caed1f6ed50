"""Files that people send: fetched from Microsoft's addresses, with our token only where it belongs."""

import gzip

import pytest

from bot.desk.chat import ChatUnavailableError, FileRefusedError
from bot.desk.work import FileRef
from bot.teams.cloud import cloud_of
from bot.teams.connection import connected
from bot.teams.port import TeamsPort
from tests.teams.counterpart import Counterpart
from tests.teams.drawn import plainly
from tests.teams.remembered import Remembered

MAIL = b"From: jan@klant.example\r\n\r\n550 5.2.2 mailbox is full"
SIGNED = "/files/b%C3%B3unce.eml?tempauth=a%2Bb%3D"
LIMIT = 1000


def download(teams: Counterpart, url: str = SIGNED, **more: object) -> FileRef:
    return FileRef.model_validate({"id": "download:1", "url": f"{teams.origin}{url}", **more})


def picture(teams: Counterpart, path: str = "/emea/v3/attachments/0-x/views/original") -> FileRef:
    return FileRef(id="picture:0", url=f"{teams.origin}{path}")


async def test_a_file_comes_without_our_token_and_along_its_address_as_written(
    port: TeamsPort, teams: Counterpart
) -> None:
    teams.files["/files/bóunce.eml"] = MAIL
    assert await port.fetch(download(teams), LIMIT) == MAIL
    assert [(call.path, call.token) for call in teams.calls] == [(SIGNED, None)]


async def test_a_picture_comes_with_our_token(port: TeamsPort, teams: Counterpart) -> None:
    teams.files["/emea/v3/attachments/0-x/views/original"] = b"\x89PNG"
    assert await port.fetch(picture(teams), LIMIT) == b"\x89PNG"
    assert [call.token for call in teams.calls if call.method == "GET"] == ["token-1"]


async def test_a_file_may_have_moved_among_those_that_hold_files(port: TeamsPort, teams: Counterpart) -> None:
    teams.files["/files/there.eml"] = MAIL
    teams.trouble("GET", 302, Location="/files/there.eml")
    assert await port.fetch(download(teams), LIMIT) == MAIL


@pytest.mark.parametrize(
    ("status", "headers", "code"),
    [
        pytest.param(404, {}, "http_404", id="gone"),
        pytest.param(401, {}, "http_401", id="its-time-is-over"),
        pytest.param(403, {}, "http_403", id="no"),
        pytest.param(302, {"Location": "https://evil.example/x"}, "foreign_host", id="moved-to-a-stranger"),
        pytest.param(302, {"Location": "file:///etc/passwd"}, "foreign_host", id="moved-into-the-machine"),
        pytest.param(302, {}, "too_many_redirects", id="moved-to-itself"),
    ],
)
async def test_a_file_that_is_refused(
    port: TeamsPort, teams: Counterpart, status: int, headers: dict[str, str], code: str
) -> None:
    teams.trouble("GET", status, times=9, **headers)
    with pytest.raises(FileRefusedError) as refused:
        await port.fetch(download(teams), LIMIT)
    assert refused.value.code == code


async def test_a_picture_that_has_moved_is_not_followed(port: TeamsPort, teams: Counterpart) -> None:
    teams.trouble("GET", 302, Location=f"{teams.origin}/files/x")
    with pytest.raises(FileRefusedError) as refused:
        await port.fetch(picture(teams), LIMIT)
    assert refused.value.code == "redirected"
    assert [call.path for call in teams.calls if call.path.startswith("/files")] == []


@pytest.mark.parametrize(
    "path",
    [
        "/emea/v3/conversations/19:desk@thread.tacv2/members",
        "/emea/v3/attachments/../conversations/x/members",
        "/emea/v3/attachments/%2e%2e/conversations/x/members",
        "/emea/v3/attachments/",
        "/v1/keys",
    ],
)
async def test_our_token_is_for_pictures_only(port: TeamsPort, teams: Counterpart, path: str) -> None:
    with pytest.raises(FileRefusedError):
        await port.fetch(picture(teams, path), LIMIT)
    assert teams.calls == []


@pytest.mark.parametrize("host", [f"{'x' * 64}.sharepoint.com", "a..b.sharepoint.com"])
async def test_a_host_that_cannot_be_is_no_absence_of_teams(host: str, references: Remembered) -> None:
    async with connected(None, references, cloud_of("public"), plainly) as (port, _):
        with pytest.raises(FileRefusedError) as refused:
            await port.fetch(FileRef(id="download:1", url=f"https://{host}/x"), LIMIT)
    assert refused.value.code == "foreign_host"


@pytest.mark.parametrize("id_", ["download:1", "picture:1"])
@pytest.mark.parametrize(
    "url", ["https://evil.example/x", "http://127.0.0.1:1/x", "file:///etc/passwd", "x", None]
)
async def test_a_foreign_address_is_never_called(
    port: TeamsPort, teams: Counterpart, id_: str, url: str | None
) -> None:
    with pytest.raises(FileRefusedError):
        await port.fetch(FileRef(id=id_, url=url), LIMIT)
    assert teams.calls == []


@pytest.mark.parametrize("size", [None, LIMIT + 1], ids=["unsaid", "said"])
async def test_a_file_that_is_too_large(port: TeamsPort, teams: Counterpart, size: int | None) -> None:
    teams.files["/files/bóunce.eml"] = b"x" * (LIMIT + 1)
    with pytest.raises(FileRefusedError) as refused:
        await port.fetch(download(teams, size=size), LIMIT)
    assert refused.value.code == "too_large"


async def test_a_file_that_grows_when_it_is_unpacked(port: TeamsPort, teams: Counterpart) -> None:
    teams.files["/files/x.gz"] = gzip.compress(b"x" * 10_000_000)
    file = download(teams, "/files/x.gz")
    with pytest.raises(FileRefusedError) as refused:
        await port.fetch(file, 100_000)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize("status", [0, 429, 503])
async def test_a_file_that_cannot_be_had_now(port: TeamsPort, teams: Counterpart, status: int) -> None:
    teams.trouble("GET", status, times=2)  # a lost connection is tried once more by itself
    with pytest.raises(ChatUnavailableError):
        await port.fetch(download(teams), LIMIT)
