"""Mails per second: read and judged, against the standard library's bare parse of the same mails."""

import email
import email.policy
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.diagnosis import RuleSet, diagnose
from bot.reading import read_mail
from bot.reading.errors import ReadingError
from tests.bench.figure import Figure, least_seconds

ROUNDS = 15
OF_BARE = 0.25
OF_SISIMAI = 1.5
SISIMAI = "use Sisimai; Sisimai->rise($ARGV[0]);"


def mail_figures(mails: list[bytes], rules: RuleSet) -> Iterator[Figure]:

    def bare(raw: bytes) -> None:
        email.message_from_bytes(raw, policy=email.policy.compat32)

    def ours(raw: bytes) -> None:
        with suppress(ReadingError):
            diagnose(read_mail(raw), rules)

    parsing, judging = least_seconds([bare, ours], mails, ROUNDS)
    yield Figure("mails parsed bare by the standard library (compat32)", len(mails) / parsing, "a second")
    yield Figure("mails read and judged by one process", len(mails) / judging, "a second")
    yield Figure("  of the bare parse", parsing / judging, "", least=OF_BARE)
    theirs = sisimai(mails)
    if theirs is not None:
        yield Figure("mails read by Sisimai", theirs, "a second")
        yield Figure("  ours of Sisimai's", len(mails) / judging / theirs, "", least=OF_SISIMAI)


def sisimai(mails: list[bytes]) -> float | None:
    """Mails per second of Sisimai, its start not counted; None where it or Perl is not installed."""
    perl = shutil.which("perl")
    if perl is None or subprocess.run([perl, "-MSisimai", "-e", "1"], capture_output=True, check=False).returncode:
        return None
    with tempfile.TemporaryDirectory() as name:
        full, empty = Path(name) / "full", Path(name) / "empty"
        for folder in (full, empty):
            (folder / "new").mkdir(parents=True)
        for number, raw in enumerate(mails):
            (full / "new" / f"{number}.eml").write_bytes(raw)
        took = {}
        for folder in (empty, full):
            start = time.perf_counter()
            subprocess.run([perl, "-e", SISIMAI, str(folder / "new")], capture_output=True, check=False)
            took[folder] = time.perf_counter() - start
    return len(mails) / (took[full] - took[empty])
