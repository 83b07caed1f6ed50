"""What docs/watching.md and deploy/alerts.yml say is so: their metrics, fields, log entries and labels."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest

from bot.desk.metrics import Metrics
from bot.server.pulse import Readiness, Status
from tests.server.story import Story
from tests.server.watched import samples

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "watching.md").read_text("utf-8")
ALERTS = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text("utf-8"))
RULES: list[dict[str, Any]] = [rule for group in ALERTS["groups"] for rule in group["rules"]]
LOGGED = re.compile(r'\b_?log(?:\.\w+)?\(\s*"([^"]+)"(?: if \w+ else "([^"]+)")?')
NAMED = re.compile(r"\b(?:bouncewijzer|process)_[a-z_]+")


def metrics() -> set[str]:
    """Every metric of ours, under the name that a query uses."""
    return {
        name
        for metric in Metrics().registry.collect()
        if metric.name.startswith("bouncewijzer_")
        for name in [f"{metric.name}_total" if metric.type == "counter" else metric.name]
    }


def queried() -> set[str]:
    """Every name that a query may use."""
    series = {"_bucket", "_count", "_sum"}
    counting = Metrics()
    counting.speaks_to(["slack"])
    exposed = generate_latest(counting.registry).decode()
    others = {name.partition("{")[0] for name in samples(exposed)}
    return {*metrics(), *others, *(f"{name}{part}" for name in metrics() for part in series if "seconds" in name)}


def rows(heading: str) -> Iterator[list[str]]:
    """The words in code of the first cell of each row of the tables under a heading."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    for line in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE):
        yield re.findall(r"`([^`]+)`", line)


def test_every_metric_stands_on_the_page_and_no_other() -> None:
    assert {name for row in rows("`/metrics`") for name in row} == metrics()


def test_every_field_and_status_of_readiness_stands_on_the_page_and_no_other() -> None:
    named = [name for row in rows("`/health/ready`") for name in row]
    assert named == [*(field.name for field in fields(Readiness)), *_by_precedence()]


def _by_precedence() -> list[str]:
    return [Status.DRAINING, Status.STARTING, Status.NO_DATABASE, Status.NO_CONNECTION, Status.OK]


def test_the_example_of_readiness_is_one(story: Story) -> None:
    example = json.loads(re.findall(r"^(\{\"status\".*\})$", PAGE, re.MULTILINE)[0])
    assert list(example) == list(story.told)
    assert [type(value) for value in example.values()] == [type(value) for value in story.told.values()]


def test_every_entry_of_the_log_stands_on_the_page_and_no_other() -> None:
    sources = (path for path in (ROOT / "bot").rglob("*.py") if "playground" not in path.parts)
    said = {
        event for path in sources for found in LOGGED.findall(path.read_text("utf-8")) for event in found if event
    }
    assert {event for row in rows("The log") for event in row} == said


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_an_alert_asks_for_what_there_is_and_is_explained(rule: dict[str, Any]) -> None:
    assert {*rule} <= {"alert", "expr", "for", "labels", "annotations"}
    assert rule["labels"]["severity"] in {"critical", "warning", "info"}
    assert rule["annotations"]["summary"]
    asked = set(NAMED.findall(rule["expr"]))
    assert asked <= queried()
    assert asked or rule["expr"].startswith("up{")
    assert f"\n### {rule['alert']}\n" in PAGE


def test_no_alert_is_explained_that_is_not_there() -> None:
    explained = re.findall(r"^### (\w+)$", PAGE, re.MULTILINE)
    assert explained == [rule["alert"] for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_a_label_of_an_alert_has_been_seen(rule: dict[str, Any], story: Story) -> None:
    seen = {pair for name in samples(story.exposed) for pair in name.partition("{")[2].rstrip("}").split(",")}
    wanted = {f"{name}={value}" for name, value in re.findall(r'(\w+)!?="([^"]+)"', rule["expr"])}
    assert wanted - {"job=bouncewijzer"} <= seen
