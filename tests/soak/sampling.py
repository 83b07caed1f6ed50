"""What a process holds, sampled over time, and whether that grows."""

from dataclasses import astuple, dataclass, fields
from pathlib import Path
from statistics import median

from tests.soak.bot import TASKS

_MIB = 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """What a process holds at a moment. Memory is what is resident, in MiB."""

    tasks: float
    threads: float
    descriptors: float
    memory: float


ROOM = Sample(tasks=10, threads=12, descriptors=8, memory=24)
"""How much more of each there may be at rest than amid the work: pools that grow to their size, caches."""


def sample(pid: int, folder: Path) -> Sample:
    """Look at a bot of `tests.soak.bot` that works in a folder."""
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines() if ":" in line
    )
    return Sample(
        tasks=float((folder / TASKS).read_text("ascii") or 0),
        threads=float(status["Threads"]),
        descriptors=len(list(Path(f"/proc/{pid}/fd").iterdir())),
        memory=float(status["VmRSS"].split()[0]) / _MIB,
    )


@dataclass(slots=True)
class Growth:
    """The samples of a run, and the last one, `rest`, when all was done and nothing more came.

    What is left at rest is compared with what there was in the middle third of the run: what comes and goes with
    the work at hand is gone by then, what leaks is not. The last third is shown beside them.
    """

    samples: list[Sample]
    rest: Sample

    def table(self) -> list[str]:
        """A row for each thing that can grow: in the middle, at the end, at rest, and whether that is more."""
        third = len(self.samples) // 3
        end = _median(self.samples[2 * third :])
        rows = [f"{'':12}{'middle':>10}{'end':>10}{'at rest':>10}{'allowed':>10}"]
        for each in fields(Sample):
            was, late, left, room = (
                float(getattr(of, each.name)) for of in (self._middle(), end, self.rest, ROOM)
            )
            grew = "  GREW" if left > was + room else ""
            rows.append(f"{each.name:12}{was:10.0f}{late:10.0f}{left:10.0f}{was + room:10.0f}{grew}")
        return rows

    @property
    def is_flat(self) -> bool:
        """Whether nothing grew."""
        pairs = zip(astuple(self._middle()), astuple(self.rest), astuple(ROOM), strict=True)
        return all(left <= was + room for was, left, room in pairs)

    def _middle(self) -> Sample:
        third = len(self.samples) // 3
        return _median(self.samples[third : 2 * third])


def _median(samples: list[Sample]) -> Sample:
    return Sample(*(median(column) for column in zip(*map(astuple, samples), strict=True)))
