"""`bouncewijzer teams package` and `bouncewijzer teams check`: what is missing is said in a sentence."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.cli import teams_words as words
from bot.cli.commands import app
from bot.cli.teams_checking import what_is_wrong
from bot.settings import names
from bot.teams.cloud import on_this_machine
from bot.teams.credentials import Credentials
from tests.cli.conftest import bouncewijzer
from tests.teams.counterpart import CREDENTIALS, SECRET, Counterpart

APP = {"TEAMS_APP_ID": "11111111-2222-3333-4444-555555555555"}
PASSWORD = {"TEAMS_APP_PASSWORD": "geheim-van-de-bot"}
TENANT = {"TEAMS_TENANT_ID": "99999999-8888-7777-6666-555555555555"}
SHUT_OFF = {"HTTPS_PROXY": "http://127.0.0.1:1"}
"""No way to Microsoft."""


@dataclass
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Teams = Callable[..., Done]


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Teams:
    """Run `bouncewijzer teams …` in an empty folder, with nothing set but what is given."""
    monkeypatch.chdir(tmp_path)
    for name in names():
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, **environment: str) -> Done:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = app(["teams", *arguments], standalone_mode=False)
        return Done(code, *capsys.readouterr())

    return run


def manifest_in(path: Path) -> dict[str, object]:
    with ZipFile(io.BytesIO(path.read_bytes())) as archive:
        told: dict[str, object] = json.loads(archive.read("manifest.json"))
        return told


def test_the_package_is_written_for_the_registration_that_is_set(tmp_path: Path) -> None:
    done = bouncewijzer(tmp_path, "teams", "package", "--out", "teams.zip", **APP)
    assert (done.returncode, done.stderr) == (0, "")
    assert "teams.zip" in done.stdout
    assert words.NO_DOMAIN in done.stdout
    told = manifest_in(tmp_path / "teams.zip")
    assert told["id"] == APP["TEAMS_APP_ID"]
    assert "authorization" in told


def test_what_is_asked_for_stands_in_the_package(said: Teams, tmp_path: Path) -> None:
    asked = ("--app-id", APP["TEAMS_APP_ID"], "--domain", "Bounce.Example", "--maker", "Voorbeeld BV")
    done = said("package", "--out", "teams.zip", *asked, "--mentions-only")
    assert (done.code, done.err) == (0, "")
    assert words.NO_DOMAIN not in done.out
    told = manifest_in(tmp_path / "teams.zip")
    assert told["developer"] == {
        "name": "Voorbeeld BV",
        "websiteUrl": "https://bounce.example",
        "privacyUrl": "https://bounce.example/privacy",
        "termsOfUseUrl": "https://bounce.example/terms",
    }
    assert "authorization" not in told


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        pytest.param((), words.NO_APP_ID, id="no-registration"),
        pytest.param(
            ("--app-id", "bouncewijzer"), "bij bots[0].botId, composeExtensions[0].botId, id", id="no-id"
        ),
        pytest.param(
            ("--app-id", APP["TEAMS_APP_ID"], "--maker", "x" * 33), "bij developer.name.", id="long-name"
        ),
        pytest.param(("--app-id", APP["TEAMS_APP_ID"], "--out", "weg/x.zip"), "weg/x.zip", id="no-folder"),
        pytest.param(("--app-id", APP["TEAMS_APP_ID"], "--out", ".."), "Het bestand .. kan niet", id="a-folder"),
        *(
            pytest.param(("--app-id", APP["TEAMS_APP_ID"], "--domain", domain), words.BAD_DOMAIN, id=why)
            for why, domain in {
                "an-address": "https://bounce.example",
                "with-a-path": "bounce.example/app",
                "with-a-port": "bounce.example:8080",
                "one-word": "localhost",
                "a-number": "192.0.2.1",
                "nothing": "",
            }.items()
        ),
    ],
)
def test_without_a_package_the_reason_is_said(
    said: Teams, tmp_path: Path, asked: tuple[str, ...], sentence: str
) -> None:
    done = said("package", "--out", "teams.zip", *asked)
    assert (done.code, done.out) == (1, "")
    assert sentence in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param({}, words.NO_REGISTRATION, id="nothing"),
        pytest.param(APP, "TEAMS_APP_PASSWORD ontbreekt", id="no-password"),
        pytest.param(PASSWORD, "TEAMS_APP_ID ontbreekt", id="no-id"),
        pytest.param({"TEAMS_APP_ID": "bouncewijzer"}, "De waarde van TEAMS_APP_ID klopt niet.", id="bad-id"),
        pytest.param({**APP, **PASSWORD, "TEAMS_CLOUD": "mars"}, "De waarde van TEAMS_CLOUD", id="bad-cloud"),
        pytest.param({**APP, **PASSWORD, **TENANT}, words.SILENT, id="nobody-answers"),
        pytest.param(
            {"TEAMS_ALLOW_ANONYMOUS": "1", "BOUNCEWIJZER_HOST": "0.0.0.0"},
            "BOUNCEWIJZER_HOST moet met TEAMS_ALLOW_ANONYMOUS",
            id="anonymous-for-everybody",
        ),
    ],
)
def test_what_is_missing_is_said(said: Teams, given: dict[str, str], sentence: str) -> None:
    done = said("check", **SHUT_OFF, **given)
    assert done.code == 1
    assert sentence in done.err
    assert words.WELL not in done.out
    assert PASSWORD["TEAMS_APP_PASSWORD"] not in done.out + done.err


def test_an_emulator_needs_no_registration_and_is_warned_of(tmp_path: Path) -> None:
    done = bouncewijzer(tmp_path, "teams", "check", TEAMS_ALLOW_ANONYMOUS="1", BOUNCEWIJZER_PORT="8123")
    assert (done.returncode, done.stderr) == (0, "")
    assert words.ANONYMOUS in done.stdout
    assert words.endpoint("127.0.0.1", 8123) in done.stdout
    assert done.stdout.endswith(f"{words.WELL}\n")


@pytest.mark.parametrize(
    ("given", "note"),
    [
        pytest.param({}, words.NO_TENANT, id="no-tenant"),
        pytest.param({"BOUNCEWIJZER_HELPDESK": "19:x"}, "BOUNCEWIJZER_HELPDESK is geen instelling", id="a-slip"),
        pytest.param({}, "BOUNCEWIJZER_HELPDESK_CHANNEL is niet ingesteld", id="no-helpdesk"),
        pytest.param(
            {
                "BOUNCEWIJZER_HELPDESK_CHANNEL": "19:a@thread.tacv2",
                "BOUNCEWIJZER_SUPPORT_CHANNELS": "19:a@thread.tacv2",
            },
            "het kanaal van de helpdesk staat ook in",
            id="helpdesk-listened-to",
        ),
    ],
)
def test_what_may_be_a_slip_is_noted(said: Teams, given: dict[str, str], note: str) -> None:
    assert note in said("check", **SHUT_OFF, **APP, **PASSWORD, **given).out


@pytest.mark.parametrize("asked", [("package", "--out", "teams.zip"), ("check",)], ids=["package", "check"])
def test_without_the_extra_the_way_to_it_is_said(
    said: Teams, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    for name in ("bot.teams", "bot.teams.package"):
        monkeypatch.setitem(sys.modules, name, None)
    done = said(*asked, **APP, **PASSWORD, **TENANT)
    assert (done.code, done.err) == (1, f"{words.NO_EXTRA}\n")


async def test_a_registration_that_is_known_is_fine(teams: Counterpart) -> None:
    assert await what_is_wrong(CREDENTIALS, teams.cloud) is None
    assert [call.path for call in teams.calls] == [f"/{CREDENTIALS.tenant}/oauth2/v2.0/token"]


@pytest.mark.parametrize("credentials", [replace(CREDENTIALS, secret="fout")], ids=["secret"])
async def test_a_registration_that_is_not_known_is_said(teams: Counterpart, credentials: Credentials) -> None:
    wrong = await what_is_wrong(credentials, teams.cloud)
    assert wrong == "Microsoft weigert: TEAMS_APP_PASSWORD klopt niet, of is verlopen."
    assert SECRET not in wrong


@pytest.mark.parametrize(
    ("code", "named"),
    [
        pytest.param("invalid_client", "TEAMS_APP_PASSWORD", id="secret"),
        pytest.param("unauthorized_client", "TEAMS_APP_ID", id="not-in-this-tenant"),
        pytest.param("invalid_request", "TEAMS_TENANT_ID", id="no-such-tenant"),
        pytest.param("something_new", "code something_new", id="anything-else"),
    ],
)
async def test_each_refusal_names_the_setting_to_look_at(teams: Counterpart, code: str, named: str) -> None:
    teams.trouble("POST", 400, {"error": code})
    wrong = await what_is_wrong(CREDENTIALS, teams.cloud)
    assert wrong is not None
    assert wrong.startswith("Microsoft weigert: ")
    assert named in wrong


async def test_where_nobody_answers_nothing_is_said_of_the_registration() -> None:
    assert await what_is_wrong(CREDENTIALS, on_this_machine("http://127.0.0.1:1")) == words.SILENT
