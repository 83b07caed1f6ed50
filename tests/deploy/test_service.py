"""The unit of systemd: what it may, what it may write, and that it is given the time to end."""

import pytest

from bot.settings import names
from tests.deploy.files import DRAIN, unit

UNIT = unit("bouncewijzer.service")
SERVICE = UNIT["Service"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("DynamicUser", "yes", id="no-user-of-anybody"),
        pytest.param("ProtectSystem", "strict", id="writes-nowhere"),
        pytest.param("StateDirectory", "bouncewijzer", id="but-in-its-own-folder"),
        pytest.param("StateDirectoryMode", "0700", id="which-nobody-else-reads"),
        pytest.param("ProtectHome", "yes", id="sees-no-home"),
        pytest.param("PrivateTmp", "yes", id="shares-no-tmp"),
        pytest.param("NoNewPrivileges", "yes", id="gets-no-more"),
        pytest.param("CapabilityBoundingSet", "", id="may-nothing-of-root"),
        pytest.param("MemoryDenyWriteExecute", "yes", id="runs-nothing-it-wrote"),
        pytest.param("Restart", "on-failure", id="comes-back"),
        pytest.param("KillSignal", "SIGTERM", id="is-asked-first"),
    ],
)
def test_what_it_may(key: str, value: str) -> None:
    assert SERVICE[key] == [value]


def test_it_is_given_longer_to_end_than_it_takes() -> None:
    (patience,) = SERVICE["TimeoutStopSec"]
    assert int(patience.removesuffix("s")) > DRAIN


def test_it_comes_back_for_as_long_as_a_database_may_be_away() -> None:
    """systemd gives up a service that failed too often: here a few minutes of five seconds each are allowed."""
    assert int(UNIT["Unit"]["StartLimitBurst"][0]) * int(SERVICE["RestartSec"][0].removesuffix("s")) >= 100


def test_its_data_is_where_it_may_write() -> None:
    (said,) = SERVICE["Environment"]
    settings = dict(pair.split("=", 1) for pair in said.split())
    assert settings.pop("BOUNCEWIJZER_DATA") == f"/var/lib/{SERVICE['StateDirectory'][0]}"
    assert [name for name in settings if name.startswith("BOUNCEWIJZER_") and name not in names()] == []
