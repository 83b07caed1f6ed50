"""docs/keeping.md: every command in it, in the order of the page, on SQLite and on PostgreSQL."""

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_desk import ANNA, Kept, chat, clock, fails, kept, knowledge, launched, make_desk
from tests.desk.chat import Chat
from tests.desk.conftest import do, running
from tests.desk.works import ODD, shown

__all__ = ["chat", "clock", "kept", "knowledge", "launched", "make_desk"]
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "keeping.md").read_text("utf-8")
LINES = [
    line
    for block in re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
ONLY_SQLITE = ("bouncewijzer desk backup", "bouncewijzer desk restore ")
ONLY_POSTGRESQL = ("pg_dump", "pg_restore")


def typed(command: str, folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """What comes of it when someone types it there."""
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_command_of_the_desk_is_on_the_page() -> None:
    shown_there = {match[1] for line in LINES if (match := re.match(r"bouncewijzer desk (\w+)", line))}
    assert shown_there == {"list", "show", "retry", "forget", "sweep", "backup", "restore", "restored"}
    assert "bouncewijzer doctor" in LINES


def test_every_link_of_the_page_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", PAGE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


async def test_every_command_of_the_page_runs(kept: Kept, chat: Chat, tmp_path: Path) -> None:
    async with running(kept.desk(), kept.patience) as desk:
        await do(desk, shown(ODD, person=ANNA))
        await fails(desk, chat)
    (piece,) = json.loads(kept.run("list", "--json").stdout)
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "bouncewijzer"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n')
    program.chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "BOUNCEWIJZER_DATA": str(kept.data),
        **({"BOUNCEWIJZER_DATABASE_URL": kept.url} if kept.url else {}),
    }
    leave = ONLY_SQLITE if kept.url else ONLY_POSTGRESQL
    ran = [line for line in LINES if line and not line.startswith(leave)]
    for line in ran:
        command = line.replace("0123456789ab", str(piece["id"])).replace("U0123456789", ANNA)
        done = await asyncio.to_thread(typed, command, tmp_path, environment)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    assert len(ran) >= 12
    async with running(kept.desk(), kept.patience) as again:
        assert (await again.health()).waiting == 0, "the failed work was of someone who is forgotten"


@pytest.mark.parametrize("name", ["desk", "doctor"])
def test_the_readme_leads_to_the_page(name: str) -> None:
    assert f"bouncewijzer {name}" in (ROOT / "README.md").read_text("utf-8")
