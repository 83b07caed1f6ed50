"""Growth is seen; `make soak` looks for it."""

import pytest

from tests.soak.sampling import ROOM, Growth, Sample


@pytest.mark.parametrize("what", ["tasks", "threads", "descriptors", "memory"])
@pytest.mark.parametrize("more", [0, 1])
def test_growth_is_seen(what: str, more: float) -> None:
    held = {"tasks": 10.0, "threads": 5.0, "descriptors": 30.0, "memory": 100.0}
    grown = {**held, what: held[what] + getattr(ROOM, what) + more}
    growth = Growth([Sample(**held)] * 30, rest=Sample(**grown))
    assert growth.is_flat is not bool(more)
    assert any("GREW" in row and row.startswith(what) for row in growth.table()) is bool(more)
