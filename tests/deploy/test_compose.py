"""compose.yml: replicas beside a PostgreSQL, each with as little as it needs."""

from typing import Any

import pytest

from bot.settings import names
from tests.deploy.files import DEPLOY, DRAIN, documents, validated

(COMPOSE,) = documents("compose.yml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
BOT = SERVICES["bouncewijzer"]
BOTH = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES.keys())


def test_it_keeps_to_the_schema_of_compose() -> None:
    assert not validated("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yml")


@BOTH
def test_a_service_has_no_more_than_it_needs(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    assert "privileged" not in service


@BOTH
def test_a_service_is_given_the_time_to_end(service: dict[str, Any]) -> None:
    assert int(service["stop_grace_period"].removesuffix("s")) > DRAIN


def test_it_can_be_more_than_one() -> None:
    assert BOT["deploy"]["replicas"] == 2
    assert "container_name" not in BOT
    assert "volumes" not in BOT


def test_it_waits_for_a_database_that_is_well() -> None:
    assert BOT["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert SERVICES["postgres"]["healthcheck"]["test"][0] == "CMD"


def test_no_secret_stands_in_it() -> None:
    told = [f"{key}" for service in SERVICES.values() for key in service.get("environment", {})]
    assert [key for key in told if "TOKEN" in key or key.endswith(("PASSWORD", "SECRET", "_URL"))] == []


def test_only_the_bot_reaches_the_world() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["postgres"]["networks"] == ["inside"]


def test_the_settings_that_are_shown_are_settings() -> None:
    lines = (DEPLOY / "bouncewijzer.env.example").read_text("utf-8").splitlines()
    shown = [line.partition("=")[0] for line in lines if not line.startswith("#")]
    assert shown
    assert [name for name in shown if name not in names()] == []
