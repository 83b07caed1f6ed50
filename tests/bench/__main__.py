"""`make bench`: what reading and judging cost, against the standard library, with many rules, on hostile text.

Every figure has a limit; where one is not kept, it says so and the exit status is 1.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.diagnosis import RuleSet, load_rules
from tests.bench.delivered import delivered
from tests.bench.figure import Figure
from tests.bench.hostile import hostile_figures
from tests.bench.lines import line_figures
from tests.bench.mails import mail_figures

ROOT = Path(__file__).parents[2]


def figures(mails: list[bytes], rules: RuleSet) -> Iterator[Figure]:
    yield from mail_figures(mails, rules)
    yield from line_figures(rules)
    yield from hostile_figures(rules)


def _mails(folder: Path | None) -> list[bytes]:
    own = ROOT / "tests" / "data" / "mails"
    mails = [path.read_bytes() for path in sorted((folder or own).rglob("*.eml"))]
    return mails if folder else [delivered(raw) for raw in mails]


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--mails", type=Path, help="a folder of .eml files, else the tests' own as if delivered")
    arguments = parser.parse_args()
    kept = True
    for figure in figures(_mails(arguments.mails), load_rules(ROOT / "rules")):
        print(figure, flush=True)
        kept = kept and figure.is_kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
