"""The bot is started for Teams: with a registration that Microsoft knows, or not at all."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.obstacles import obstacle
from bot.desk.database import Database
from bot.server.errors import TeamsRefusedError
from bot.server.on_teams import on_teams
from bot.settings import Settings, read_settings
from tests.teams.counterpart import APP, SECRET, TENANT, Counterpart


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, teams: Counterpart) -> Settings:
    monkeypatch.chdir(tmp_path)
    return read_settings().model_copy(
        update={
            "teams_app_id": APP,
            "teams_app_password": SecretStr(SECRET),
            "teams_tenant_id": TENANT,
            "teams_cloud": teams.origin,
        }
    )


async def test_with_a_registration_that_is_known(settings: Settings, teams: Counterpart) -> None:
    async with on_teams(settings, Database("sqlite://")) as chat:
        assert teams.tokens == 1
        assert chat.helpdesk is None


async def test_with_another_secret(settings: Settings) -> None:
    wrong = settings.model_copy(update={"teams_app_password": SecretStr("an older one")})
    with pytest.raises(TeamsRefusedError) as caught:
        async with on_teams(wrong, Database("sqlite://")):
            pass
    assert obstacle(caught.value) == (
        "Microsoft weigert de registratie van de bot (code invalid_client). "
        "Controleer TEAMS_APP_ID, TEAMS_APP_PASSWORD en TEAMS_TENANT_ID."
    )


async def test_while_microsoft_is_away(settings: Settings, teams: Counterpart) -> None:
    teams.trouble("POST", 503)
    async with on_teams(settings, Database("sqlite://")) as chat:
        assert teams.tokens == 0
        await chat.port.introduce()
        assert teams.tokens == 1
