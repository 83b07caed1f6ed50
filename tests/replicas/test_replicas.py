"""One of three bots dies for good: a short round of what `make replicas` does longer."""

import random
from pathlib import Path

from tests.crash.counting import problems
from tests.replicas.__main__ import replicas
from tests.replicas.rounds import Ending


async def test_one_of_three_dies_and_nothing_is_lost_or_doubled(tmp_path: Path, postgres_url: str) -> None:
    dice = random.Random(1)  # noqa: S311 — chance, not secrecy
    outcome = await replicas(
        Ending.KILLED, folder=tmp_path, database=lambda: postgres_url, dice=dice, events=40, rate=6
    )
    assert not outcome.count.lost, problems(outcome.count)
    assert not outcome.count.doubled, problems(outcome.count)
    assert outcome.count.asked
