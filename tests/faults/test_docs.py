"""docs/faults.md names a test for each fault; each of them is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_each_fault_has_its_test() -> None:
    rows = [row for row in (ROOT / "docs" / "faults.md").read_text().splitlines() if row.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`(test_\w+)`", row)}
    heads = [row for row in rows if row.endswith("| test |")]
    assert len(rows) - len(heads) == sum(bool(re.search(r"`test_\w+` \|$", row)) for row in rows)
    written = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in sorted(named) if f"def {name}(" not in written] == []


def test_each_log_event_that_is_named_is_logged() -> None:
    page = (ROOT / "docs" / "faults.md").read_text()
    named = set(re.findall(r"`((?:platform|database|slack)_[a-z_]+)`", page)) - {"database_errors", "database_up"}
    source = "\n".join(path.read_text() for path in (ROOT / "bot").rglob("*.py"))
    assert named
    assert [event for event in sorted(named) if f'"{event}"' not in source] == []
