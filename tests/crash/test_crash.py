"""Whatever dies, everything is answered once: a few rounds of what `make crash` does longer."""

from pathlib import Path

import pytest

from tests.crash.__main__ import crash
from tests.crash.counting import problems
from tests.crash.rounds import Moment


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_kill_9_loses_and_doubles_nothing(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if database == "postgres" else None
    moments = [Moment.POSTED, Moment.WHISPERED]
    count = await crash(len(moments), folder=tmp_path, moments=moments, database=lambda: url)
    assert count.is_clean, (problems(count), (tmp_path / "1" / "bot.log").read_text())


async def test_the_harness_would_find_a_double(tmp_path: Path) -> None:
    """A bot that does not look for its own posting says it again, and that is seen."""
    count = await crash(1, folder=tmp_path, moments=[Moment.POSTED], look_up=False)
    assert count.doubled
    assert not count.lost
