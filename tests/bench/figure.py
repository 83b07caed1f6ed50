"""A measured figure and its limit, and the measuring itself."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`; `least` or `most` is its limit, where it has one."""

    name: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def is_kept(self) -> bool:
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    def __str__(self) -> str:
        limit = ""
        if self.least is not None:
            limit = f"(at least {self.least:g})"
        if self.most is not None:
            limit = f"(at most {self.most:g})"
        value = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:.3g}"
        return f"{self.name:<62}{value:>9} {self.unit:<10}{limit}{'' if self.is_kept else '  NOT KEPT'}"


def least_seconds(works: list[Callable[[_Item], object]], items: list[_Item], rounds: int) -> list[float]:
    """Seconds that each work takes for all items: the least that each item took in any round.

    The works take turns with every item, so that whatever else the machine does falls on all of them alike.
    """
    least = [[float("inf")] * len(items) for _ in works]
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for at, item in enumerate(items):
            for work, seconds in zip(works, least, strict=True):
                start = time.perf_counter()
                work(item)
                seconds[at] = min(seconds[at], time.perf_counter() - start)
    gc.unfreeze()
    return [sum(seconds) for seconds in least]
