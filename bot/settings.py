"""What an operator can set: from the environment, or from a file .env in the working folder.

Read once, at the top, and passed down as values. What is wrong is told as facts; the command line words them.
"""

import os
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, NoDecode, SettingsConfigDict

ENV_FILE: Final = ".env"
OURS: Final = "BOUNCEWIJZER_"
FOR_TESTS: Final = frozenset({"BOUNCEWIJZER_BROWSER"})
"""Ours too, but only the tests read it."""

LOOPBACK: Final = "127.0.0.1, localhost, ::1"
_OF_TEAMS: Final = "19:"
"""What the ids of channels and group chats in Teams begin with."""
_REGISTRATION: Final = ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID")
_PACKAGE: Final = Path(__file__).parent


class Mode(StrEnum):
    """How the bot reaches its chat. AUTO follows the credentials."""

    AUTO = "auto"
    SOCKET = "socket"
    HTTP = "http"
    PLAYGROUND = "playground"


class TeamsCloud(StrEnum):
    """In which of Microsoft's clouds Teams is."""

    PUBLIC = "public"
    GCC = "gcc"
    GCC_HIGH = "gcc-high"
    DOD = "dod"
    CHINA = "china"


class LogLevel(StrEnum):
    """What is logged: this, and what is worse."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Platform(StrEnum):
    """Where colleagues are."""

    SLACK = "slack"
    TEAMS = "teams"


class Wrong(StrEnum):
    """What can be wrong with a setting."""

    MISSING = "is missing beside what is set"
    SWAPPED = "holds the other token"
    NOT_LOOPBACK = "is not this machine's own address"
    VALUE = "has a value that is not allowed"
    UNREADABLE = "is a file that cannot be read"


class SettingsError(Exception):
    """A setting that keeps the bot from starting.

    `name` is the setting as the operator writes it, `beside` the settings that make it needed, `allowed` what
    would be right. A value is never in it: it might be a secret.
    """

    def __init__(self, name: str, wrong: Wrong, *, beside: tuple[str, ...] = (), allowed: str = "") -> None:
        super().__init__(f"{name} {wrong.value}")
        self.name, self.wrong, self.beside, self.allowed = name, wrong, beside, allowed


def shipped(name: str) -> Path:
    """A folder or file of data: inside the package in a wheel, at the top in a checkout."""
    inside = _PACKAGE / "data" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


_ChannelId = Annotated[str, Field(pattern=r"^([A-Z][A-Z0-9]+|19:[A-Za-z0-9_.@-]{1,190})$")]
_Guid = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
_Folder = Annotated[Path, AfterValidator(Path.expanduser)]


class Settings(BaseSettings):
    """All settings. The README has the same list; a test compares them."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: Annotated[str, Field(pattern=r"^https?://[^\s@]+$"), AfterValidator(_with_slash)] | None = (
        Field(None, validation_alias="SLACK_API_URL")
    )
    teams_app_id: _Guid | None = Field(None, validation_alias="TEAMS_APP_ID")
    teams_app_password: SecretStr | None = Field(None, validation_alias="TEAMS_APP_PASSWORD")
    teams_tenant_id: _Guid | None = Field(None, validation_alias="TEAMS_TENANT_ID")
    teams_cloud: TeamsCloud = Field(TeamsCloud.PUBLIC, validation_alias="TEAMS_CLOUD")
    teams_allow_anonymous: bool = Field(default=False, validation_alias="TEAMS_ALLOW_ANONYMOUS")
    mode: Mode = Field(Mode.AUTO, validation_alias="BOUNCEWIJZER_MODE")
    support_channels: Annotated[tuple[_ChannelId, ...], NoDecode, BeforeValidator(_split)] = Field(
        (), validation_alias="BOUNCEWIJZER_SUPPORT_CHANNELS"
    )
    helpdesk_channel: _ChannelId | None = Field(None, validation_alias="BOUNCEWIJZER_HELPDESK_CHANNEL")
    helpdesk_name: Annotated[str, Field(max_length=80)] = Field(
        "Carerix Helpdesk", validation_alias="BOUNCEWIJZER_HELPDESK_NAME"
    )
    rules: _Folder = Field(default_factory=lambda: shipped("rules"), validation_alias="BOUNCEWIJZER_RULES")
    intents: _Folder = Field(default_factory=lambda: shipped("intents"), validation_alias="BOUNCEWIJZER_INTENTS")
    data: _Folder = Field(Path(".bouncewijzer"), validation_alias="BOUNCEWIJZER_DATA")
    database_url: SecretStr | None = Field(None, validation_alias="BOUNCEWIJZER_DATABASE_URL")
    host: str = Field("127.0.0.1", validation_alias="BOUNCEWIJZER_HOST")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(8080, validation_alias="BOUNCEWIJZER_PORT")
    retention_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        30, validation_alias="BOUNCEWIJZER_RETENTION_DAYS"
    )
    executor_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")] = Field(
        "local", validation_alias="BOUNCEWIJZER_EXECUTOR_ID"
    )
    log_level: LogLevel | None = Field(None, validation_alias="BOUNCEWIJZER_LOG_LEVEL")

    @model_validator(mode="before")
    @classmethod
    def _blank_is_unset(cls, values: dict[str, Any]) -> dict[str, Any]:
        """A setting of nothing but white space is not set; white space around one is nobody's intention."""
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in stripped.items() if value != ""}

    def way(self) -> Mode:
        """How to connect: SOCKET, HTTP or PLAYGROUND, never AUTO. Teams alone comes over HTTP.

        Raises:
            SettingsError: half of the credentials, tokens that changed places, or a helpdesk where we are not.
        """
        self._check_tokens()
        self._check_teams()
        way = self._way()
        if way is not Mode.PLAYGROUND:
            self._check_helpdesk()
        return way

    @property
    def with_slack(self) -> bool:
        """Whether there is a Slack to connect to."""
        return self.slack_bot_token is not None

    @property
    def with_teams(self) -> bool:
        """Whether Teams may call us."""
        return self.teams_app_id is not None or self.teams_allow_anonymous

    def channels_in(self, platform: Platform) -> tuple[str, ...]:
        """All channels of a platform that are named, in their order."""
        named = dict.fromkeys((*self.support_channels, *filter(None, (self.helpdesk_channel,))))
        return tuple(each for each in named if platform_of(each) is platform)

    def support_in(self, platform: Platform) -> frozenset[str]:
        """The channels of a platform to listen in; none means all."""
        return frozenset(each for each in self.support_channels if platform_of(each) is platform)

    def helpdesk_in(self, platform: Platform) -> str | None:
        """The helpdesk's channel, if it is there."""
        channel = self.helpdesk_channel
        return channel if channel is not None and platform_of(channel) is platform else None

    def _way(self) -> Mode:
        if self.with_teams and not self._given() and self.mode in {Mode.AUTO, Mode.HTTP}:
            return Mode.HTTP
        if self.mode is Mode.SOCKET:
            return self._needing(Mode.SOCKET, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", beside="BOUNCEWIJZER_MODE")
        if self.mode is Mode.HTTP:
            return self._needing(Mode.HTTP, "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", beside="BOUNCEWIJZER_MODE")
        if self.mode is Mode.PLAYGROUND or not self._given():
            return Mode.PLAYGROUND
        if self.slack_app_token is None and self.slack_signing_secret is not None:
            return self._needing(Mode.HTTP, "SLACK_BOT_TOKEN")
        return self._needing(Mode.SOCKET, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")

    def _given(self) -> tuple[str, ...]:
        """The settings that say that a real chat is meant."""
        names = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL")
        return tuple(name for name in names if getattr(self, name.lower()) is not None)

    def _needing(self, mode: Mode, *names: str, beside: str | None = None) -> Mode:
        given = self._given()
        for name in names:
            if name not in given:
                raise SettingsError(name, Wrong.MISSING, beside=(beside,) if beside else given)
        return mode

    def _check_tokens(self) -> None:
        for name, token, others in (
            ("SLACK_BOT_TOKEN", self.slack_bot_token, "xapp-"),
            ("SLACK_APP_TOKEN", self.slack_app_token, "xoxb-"),
        ):
            if token is not None and token.get_secret_value().startswith(others):
                raise SettingsError(name, Wrong.SWAPPED)

    def _check_teams(self) -> None:
        given = [name for name in _REGISTRATION if getattr(self, name.lower()) is not None]
        for name in _REGISTRATION[:2]:
            if given and name not in given:
                raise SettingsError(name, Wrong.MISSING, beside=tuple(given))
        if self.teams_allow_anonymous and not is_loopback(self.host):
            raise SettingsError(
                "BOUNCEWIJZER_HOST", Wrong.NOT_LOOPBACK, beside=("TEAMS_ALLOW_ANONYMOUS",), allowed=LOOPBACK
            )

    def _check_helpdesk(self) -> None:
        beside = ("BOUNCEWIJZER_HELPDESK_CHANNEL",)
        if self.helpdesk_in(Platform.SLACK) and not self.with_slack:
            raise SettingsError("SLACK_BOT_TOKEN", Wrong.MISSING, beside=beside)
        if self.helpdesk_in(Platform.TEAMS) and not self.with_teams:
            raise SettingsError("TEAMS_APP_ID", Wrong.MISSING, beside=beside)


def plain(secret: SecretStr | None) -> str:
    """A secret as it is sent; empty where there is none."""
    return secret.get_secret_value() if secret else ""


def platform_of(channel: str) -> Platform:
    """Where a channel is, by the form of its id."""
    return Platform.TEAMS if channel.startswith(_OF_TEAMS) else Platform.SLACK


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def names() -> tuple[str, ...]:
    """Every setting by the name that an operator writes, in the order of the README."""
    return tuple(str(field.validation_alias) for field in Settings.model_fields.values())


def strangers() -> tuple[str, ...]:
    """Names that begin as ours do and are no setting: a slip that would otherwise go unnoticed."""
    written = {*os.environ, *(name.upper() for name in DotEnvSettingsSource(Settings).env_vars)}
    return tuple(sorted(name for name in written if name.startswith(OURS) and name not in {*names(), *FOR_TESTS}))


_ALLOWED: Final = {
    "SLACK_API_URL": "https://…",
    "TEAMS_APP_ID": "00000000-0000-0000-0000-000000000000",
    "TEAMS_TENANT_ID": "00000000-0000-0000-0000-000000000000",
    "TEAMS_CLOUD": ", ".join(TeamsCloud),
    "TEAMS_ALLOW_ANONYMOUS": "1, 0",
    "BOUNCEWIJZER_MODE": ", ".join(Mode),
    "BOUNCEWIJZER_SUPPORT_CHANNELS": "C0123456789,19:0123abcd@thread.tacv2",
    "BOUNCEWIJZER_HELPDESK_CHANNEL": "C0123456789 (Slack), 19:0123abcd@thread.tacv2 (Teams)",
    "BOUNCEWIJZER_PORT": "0 … 65535",
    "BOUNCEWIJZER_RETENTION_DAYS": "1 … 3650",
    "BOUNCEWIJZER_EXECUTOR_ID": "bot-1",
    "BOUNCEWIJZER_LOG_LEVEL": ", ".join(LogLevel),
}


def read_settings() -> Settings:
    """Read the settings of this process.

    Raises:
        SettingsError: the first setting whose value cannot be used, or a file .env that cannot be read.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise SettingsError(name, Wrong.VALUE, allowed=_ALLOWED.get(name, "")) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(ENV_FILE, Wrong.UNREADABLE) from error
