"""What pip-audit reports is read for what it is; what could not be asked is no good news."""

import json
from typing import Any

import pytest

from tests.supply.advisories import Advisories, read

KNOWN: dict[str, Any] = {"name": "idna", "version": "3.20", "vulns": []}
OPEN: dict[str, Any] = {"name": "yarl", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SKIPPED: dict[str, Any] = {"name": "rich", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        pytest.param([KNOWN], Advisories(1), id="well"),
        pytest.param([KNOWN, OPEN], Advisories(2, holes=["yarl 1.0: PYSEC-1, mended in 1.1"]), id="a-hole"),
        pytest.param([KNOWN, SKIPPED], Advisories(2, unknown=["rich"]), id="one-unknown"),
        pytest.param([SKIPPED], Advisories(1, unknown=["rich"], reached=False), id="no-service"),
        pytest.param([], Advisories(0, reached=False), id="nothing-asked"),
    ],
)
def test_a_report_is_read(packages: list[dict[str, Any]], said: Advisories) -> None:
    assert read(json.dumps({"dependencies": packages, "fixes": []})) == said
