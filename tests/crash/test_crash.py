"""Whatever dies, each bounce is answered once: a few rounds of what `make crash` does longer."""

from pathlib import Path

from tests.crash.__main__ import crash
from tests.crash.rounds import Moment


async def test_kill_9_at_each_kind_of_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    count = await crash(len(Moment), folder=tmp_path)
    assert count.is_clean, f"{count!r}; {(tmp_path / '0' / 'bot.log').read_text()}"


async def test_the_harness_would_find_a_double(tmp_path: Path) -> None:
    """A bot that does not look for its own posting says it again, and that is seen."""
    count = await crash(1, folder=tmp_path, moments=[Moment.POSTED], look_up=False)
    assert count.doubled
    assert not count.lost
