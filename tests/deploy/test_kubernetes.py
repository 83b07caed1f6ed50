"""kubernetes.yml: three replicas that can be replaced one by one, with nobody noticing."""

from typing import Any

import pytest

from bot.settings import names
from tests.deploy.files import DRAIN, documents, validated

KINDS: dict[str, Any] = {each["kind"]: each for each in documents("kubernetes.yml")}
DEPLOYMENT = KINDS["Deployment"]["spec"]
POD = DEPLOYMENT["template"]["spec"]
(BOT,) = POD["containers"]


def test_it_keeps_to_the_schemas_of_kubernetes() -> None:
    assert not validated("kubernetes-validate", "--strict", "kubernetes.yml")


def test_an_update_takes_none_away_before_another_is_ready() -> None:
    assert DEPLOYMENT["replicas"] == 3
    assert DEPLOYMENT["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    assert KINDS["PodDisruptionBudget"]["spec"]["minAvailable"] == 2


def test_it_is_given_longer_to_end_than_it_takes() -> None:
    waits = BOT["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert POD["terminationGracePeriodSeconds"] > waits + DRAIN


@pytest.mark.parametrize(
    ("probe", "path"),
    [
        pytest.param("startupProbe", "/health/live", id="it-may-take-a-minute-to-start"),
        pytest.param("livenessProbe", "/health/live", id="a-database-that-is-away-is-no-reason-to-kill-it"),
        pytest.param("readinessProbe", "/health/ready", id="but-to-send-nothing"),
    ],
)
def test_how_it_is_asked(probe: str, path: str) -> None:
    assert BOT[probe]["httpGet"] == {"path": path, "port": "http"}


def test_it_has_no_more_than_it_needs() -> None:
    assert POD["securityContext"]["runAsNonRoot"] is True
    assert POD["securityContext"]["runAsUser"] == 10001, "the user of the image"
    assert POD["automountServiceAccountToken"] is False
    assert BOT["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


def test_the_service_s_own_variables_stay_out() -> None:
    """A service of this name would set BOUNCEWIJZER_PORT to an address, and the bot would not start."""
    assert KINDS["Service"]["metadata"]["name"] == "bouncewijzer"
    assert POD["enableServiceLinks"] is False


def test_secrets_come_by_reference() -> None:
    assert "Secret" not in KINDS
    assert {"secretRef": {"name": "bouncewijzer"}} in BOT["envFrom"]
    assert [name for name in KINDS["ConfigMap"]["data"] if name not in names()] == []


def test_everyone_speaks_of_the_same_pods() -> None:
    labels = DEPLOYMENT["template"]["metadata"]["labels"]
    assert DEPLOYMENT["selector"]["matchLabels"] == labels
    assert KINDS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert KINDS["Service"]["spec"]["selector"] == labels
