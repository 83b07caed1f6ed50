"""A few seconds of what `make soak` does longer; and growth that is seen."""

import random
from pathlib import Path

import pytest

from tests.crash.counting import problems
from tests.soak.__main__ import soak
from tests.soak.sampling import ROOM, Growth, Sample


async def test_a_bad_slack_loses_and_doubles_nothing(tmp_path: Path) -> None:
    dice = random.Random(1)  # noqa: S311 — chance, not secrecy
    count, growth, events = await soak(8, folder=tmp_path, rate=6, faults=0.2, database=None, dice=dice)
    assert count.is_clean, problems(count)
    assert events
    assert all(each.tasks and each.threads and each.descriptors and each.memory for each in growth.samples)


@pytest.mark.parametrize("what", ["tasks", "threads", "descriptors", "memory"])
@pytest.mark.parametrize("more", [0, 1])
def test_growth_is_seen(what: str, more: float) -> None:
    held = {"tasks": 10.0, "threads": 5.0, "descriptors": 30.0, "memory": 100.0}
    grown = {**held, what: held[what] + getattr(ROOM, what) + more}
    growth = Growth([Sample(**held)] * 30, rest=Sample(**grown))
    assert growth.is_flat is not bool(more)
    assert any("GREW" in row and row.startswith(what) for row in growth.table()) is bool(more)
