"""Settings: where they come from, what is refused, and in which words."""

from pathlib import Path

import pytest

from bot.cli import words
from bot.settings import Mode, Platform, Settings, SettingsError, Wrong, names, read_settings, strangers

BOT = {"SLACK_BOT_TOKEN": "xoxb-geheim"}
APP = {"SLACK_APP_TOKEN": "xapp-geheim"}
TEAMS = {"TEAMS_APP_ID": "0a1b2c3d-0000-4000-8000-00000000000f", "TEAMS_APP_PASSWORD": "geheim"}
IN_TEAMS = {"BOUNCEWIJZER_HELPDESK_CHANNEL": "19:abc_1@thread.tacv2"}
IN_SLACK = {"BOUNCEWIJZER_HELPDESK_CHANNEL": "C0123456789"}
EMULATOR = {"TEAMS_ALLOW_ANONYMOUS": "1"}
SIGNING = {"SLACK_SIGNING_SECRET": "geheim"}
API = {"SLACK_API_URL": "http://127.0.0.1:9/api/"}


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and nothing of the environment of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in (*names(), "BOUNCEWIJZER_BROWSER"):
        monkeypatch.delenv(name, raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_settings()


@pytest.mark.parametrize(
    ("environment", "way"),
    [
        pytest.param({}, Mode.PLAYGROUND, id="nothing"),
        pytest.param({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": "  "}, Mode.PLAYGROUND, id="blank-is-nothing"),
        pytest.param({**BOT, **APP}, Mode.SOCKET, id="both-tokens"),
        pytest.param({**BOT, **SIGNING}, Mode.HTTP, id="token-and-signing-secret"),
        pytest.param({**BOT, **APP, **SIGNING}, Mode.SOCKET, id="all-three"),
        pytest.param({**BOT, **APP, **SIGNING, "BOUNCEWIJZER_MODE": "http"}, Mode.HTTP, id="http-asked-for"),
        pytest.param(
            {**BOT, **APP, "BOUNCEWIJZER_MODE": "playground"}, Mode.PLAYGROUND, id="playground-asked-for"
        ),
        pytest.param({**BOT, **APP, **API}, Mode.SOCKET, id="another-slack"),
        pytest.param(TEAMS, Mode.HTTP, id="teams-alone"),
        pytest.param({**TEAMS, **IN_TEAMS, "BOUNCEWIJZER_MODE": "http"}, Mode.HTTP, id="teams-over-http"),
        pytest.param({**TEAMS, **BOT, **APP, **IN_SLACK}, Mode.SOCKET, id="teams-beside-slack"),
        pytest.param({**TEAMS, "BOUNCEWIJZER_MODE": "playground"}, Mode.PLAYGROUND, id="playground-before-teams"),
        pytest.param(EMULATOR, Mode.HTTP, id="an-emulator-of-teams"),
        pytest.param({**EMULATOR, "BOUNCEWIJZER_HOST": "::1"}, Mode.HTTP, id="an-emulator-on-this-machine"),
        pytest.param({"TEAMS_ALLOW_ANONYMOUS": "0"}, Mode.PLAYGROUND, id="no-emulator"),
        pytest.param(IN_TEAMS, Mode.PLAYGROUND, id="a-helpdesk-and-no-credentials"),
    ],
)
def test_the_credentials_choose_the_way(
    environment: dict[str, str], way: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert given(monkeypatch, **environment).way() is way


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        pytest.param(BOT, "SLACK_APP_TOKEN", id="bot-token-alone"),
        pytest.param(APP, "SLACK_BOT_TOKEN", id="app-token-alone"),
        pytest.param(SIGNING, "SLACK_BOT_TOKEN", id="signing-secret-alone"),
        pytest.param({**APP, **SIGNING}, "SLACK_BOT_TOKEN", id="no-bot-token"),
        pytest.param(API, "SLACK_BOT_TOKEN", id="another-slack-without-tokens"),
        pytest.param({**BOT, "BOUNCEWIJZER_MODE": "http"}, "SLACK_SIGNING_SECRET", id="http-without-secret"),
        pytest.param({"TEAMS_APP_ID": TEAMS["TEAMS_APP_ID"]}, "TEAMS_APP_PASSWORD", id="teams-without-password"),
        pytest.param({"TEAMS_APP_PASSWORD": "geheim"}, "TEAMS_APP_ID", id="teams-without-id"),
        pytest.param({"TEAMS_TENANT_ID": TEAMS["TEAMS_APP_ID"]}, "TEAMS_APP_ID", id="a-tenant-alone"),
        pytest.param({**TEAMS, **IN_SLACK}, "SLACK_BOT_TOKEN", id="helpdesk-in-slack-and-no-slack"),
        pytest.param({**BOT, **APP, **IN_TEAMS}, "TEAMS_APP_ID", id="helpdesk-in-teams-and-no-teams"),
        pytest.param({**TEAMS, "BOUNCEWIJZER_MODE": "socket"}, "SLACK_BOT_TOKEN", id="teams-over-a-socket"),
        pytest.param({"BOUNCEWIJZER_MODE": "socket"}, "SLACK_BOT_TOKEN", id="socket-without-anything"),
        pytest.param(
            {**BOT, **SIGNING, "BOUNCEWIJZER_MODE": "socket"}, "SLACK_APP_TOKEN", id="socket-with-http's"
        ),
        pytest.param({"SLACK_BOT_TOKEN": "xapp-1", **APP}, "SLACK_BOT_TOKEN", id="bot-token-is-an-app-token"),
        pytest.param({**BOT, "SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN", id="app-token-is-a-bot-token"),
    ],
)
def test_half_of_the_credentials_is_an_error_and_never_the_playground(
    environment: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = given(monkeypatch, **environment)
    with pytest.raises(SettingsError) as caught:
        settings.way()
    assert caught.value.name == named
    assert words.setting(caught.value).startswith(f"{named} ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("BOUNCEWIJZER_PORT", "tachtig", id="port-in-letters"),
        pytest.param("BOUNCEWIJZER_PORT", "65536", id="port-too-high"),
        pytest.param("BOUNCEWIJZER_MODE", "teams", id="unknown-mode"),
        pytest.param("BOUNCEWIJZER_RETENTION_DAYS", "-7", id="no-retention"),
        pytest.param("BOUNCEWIJZER_SUPPORT_CHANNELS", "C0123,#support", id="name-of-a-channel"),
        pytest.param("BOUNCEWIJZER_HELPDESK_CHANNEL", "helpdesk", id="name-of-the-helpdesk"),
        pytest.param("BOUNCEWIJZER_EXECUTOR_ID", "a/b", id="executor-that-is-a-path"),
        pytest.param("BOUNCEWIJZER_LOG_LEVEL", "luid", id="no-level"),
        pytest.param("TEAMS_APP_ID", "bouncewijzer", id="name-of-the-registration"),
        pytest.param("TEAMS_CLOUD", "http://127.0.0.1:1/", id="a-cloud-of-ones-own"),
        pytest.param("TEAMS_ALLOW_ANONYMOUS", "vast wel", id="neither-yes-nor-no"),
        pytest.param("BOUNCEWIJZER_HELPDESK_CHANNEL", "19:abc@x/../y", id="a-channel-that-is-a-path"),
        pytest.param("SLACK_API_URL", "slack.com/api", id="address-without-scheme"),
        pytest.param("SLACK_API_URL", "http://anna:geheim@example.nl/", id="address-with-a-password"),
    ],
)
def test_a_bad_value_is_named_and_never_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as caught:
        given(monkeypatch, **{name: value})
    assert (caught.value.name, caught.value.wrong) == (name, Wrong.VALUE)
    sentence = words.setting(caught.value)
    assert sentence.startswith(f"De waarde van {name} klopt niet.")
    assert value not in sentence


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.nl", "127.0.0.1.example.nl", "::"])
def test_nobody_from_elsewhere_is_let_in_without_a_token(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, **EMULATOR, BOUNCEWIJZER_HOST=host)
    with pytest.raises(SettingsError) as caught:
        settings.way()
    assert (caught.value.name, caught.value.wrong) == ("BOUNCEWIJZER_HOST", Wrong.NOT_LOOPBACK)
    assert words.setting(caught.value) == (
        "BOUNCEWIJZER_HOST moet met TEAMS_ALLOW_ANONYMOUS het adres van deze computer zelf zijn:"
        " 127.0.0.1, localhost, ::1."
    )


def test_a_channel_belongs_to_the_platform_that_its_id_is_of(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(
        monkeypatch, **IN_TEAMS, BOUNCEWIJZER_SUPPORT_CHANNELS="C01,19:xyz@thread.tacv2,19:chat@thread.v2"
    )
    assert settings.support_in(Platform.SLACK) == {"C01"}
    assert settings.support_in(Platform.TEAMS) == {"19:xyz@thread.tacv2", "19:chat@thread.v2"}
    assert settings.helpdesk_in(Platform.SLACK) is None
    assert settings.helpdesk_in(Platform.TEAMS) == "19:abc_1@thread.tacv2"
    assert settings.channels_in(Platform.SLACK) == ("C01",)


def test_a_file_in_the_working_folder_counts_and_the_environment_counts_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "SLACK_BOT_TOKEN=xoxb-uit-bestand\nBOUNCEWIJZER_PORT=9000\nBOUNCEWIJZER_SUPPORT_CHANNELS=C01, C02\n"
        "BOUNCEWIJZER_HELPDESK_NAME=\nIETS_ANDERS=1\n"
    )
    settings = given(monkeypatch, BOUNCEWIJZER_PORT="9001")
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == "xoxb-uit-bestand"
    assert settings.port == 9001
    assert settings.support_channels == ("C01", "C02")
    assert settings.helpdesk_name == "Carerix Helpdesk"


def test_a_file_that_is_no_text_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert words.setting(caught.value) == "Het bestand .env kan niet gelezen worden."


def test_a_secret_is_in_no_text_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(
        monkeypatch, **BOT, **APP, **SIGNING, BOUNCEWIJZER_DATABASE_URL="postgresql://bot:geheim@example.nl/bot"
    )
    assert "geheim" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_a_slip_in_a_name_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOUNCEWIJZER_HELPDESK=C01\n")
    monkeypatch.setenv("BOUNCEWIJZER_SUPPORT_CHANNEL", "C01")
    monkeypatch.setenv("BOUNCEWIJZER_BROWSER", "/usr/bin/chromium")
    monkeypatch.setenv("BOUNCEWIJZER_PORT", "1")
    assert strangers() == ("BOUNCEWIJZER_HELPDESK", "BOUNCEWIJZER_SUPPORT_CHANNEL")
