"""A mutated mail through every door that a stranger's bytes come in by."""

import random
import resource
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.answers import Explanation, Knowledge, Known, explain_file, explain_text, pack, unpack
from bot.reading.errors import ReadingError
from tests.fuzz.mutations import mutated

ROOT = Path(__file__).parents[2]
SLOW = 1.0
"""Seconds of the processor that one mail may take."""

GROWTH = 200 * 2**20
"""Bytes that reading all of it may add to a process."""


@dataclass(slots=True)
class Count:
    """What the trials found. `failures`: how one ended, with the mail and seed that bring it about again."""

    trials: int = 0
    slowest: float = 0.0
    grown: int = 0
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Count") -> None:
        """Count another one's too."""
        self.trials += other.trials
        self.slowest = max(self.slowest, other.slowest)
        self.grown = max(self.grown, other.grown)
        self.failures.update(other.failures)

    @property
    def is_clean(self) -> bool:
        return not self.failures and self.slowest < SLOW and self.grown < GROWTH


def tried(mails: Sequence[bytes], at: int, times: int, seed: int) -> Count:
    """Mutate the mail at a place and read what came of it, so many times."""
    known, count = _known(), Count()
    before = _peak()
    for number in range(seed, seed + times):
        raw = mutated(mails[at], mails, random.Random(f"{at} {number}"))  # noqa: S311 — chance, not secrecy
        started = time.process_time()
        try:
            _read(raw, known)
        except Exception:  # noqa: BLE001 — any that comes is what is looked for
            count.failures[traceback.format_exc(limit=-3)] = f"mail {at}, seed {number}"
        count.trials += 1
        count.slowest = max(count.slowest, time.process_time() - started)
    count.grown = _peak() - before
    return count


@lru_cache(maxsize=1)
def _known() -> Known:
    known = Knowledge(ROOT / "rules", ROOT / "intents", "Carerix Helpdesk").current()
    explain_text("550 5.1.1 <jan@klant.example>: User unknown", known)
    return known


def _read(raw: bytes, known: Known) -> None:
    """As a file, and as a text pasted into chat; the answer has to fit its button and come back from it."""
    for explanation in (_file(raw, known), _text(raw, known)):
        if explanation is None or explanation.answer is None:
            continue
        explanation.notification.text.encode()
        explanation.answer.model_dump_json().encode()
        unpack(pack(explanation.answer.findings))


def _file(raw: bytes, known: Known) -> Explanation | None:
    try:
        return explain_file(raw, known)
    except ReadingError:
        return None


def _text(raw: bytes, known: Known) -> Explanation | None:
    try:
        return explain_text(raw.decode("utf-8", "surrogateescape"), known)
    except ReadingError:
        return None


def _peak() -> int:
    """The most bytes that this process has had in memory."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
