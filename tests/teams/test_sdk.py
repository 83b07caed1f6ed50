"""The SDK is imported without what it does beside."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.teams.answered import Answered
from bot.teams.sdk import through_sdk

ROOT = Path(__file__).parents[2]
CODE = """
import os
from bot.teams.sdk import through_sdk
async def hear(activity): pass
through_sdk(hear)
print(sorted(name for name in os.environ if name in {"FROM_DOTENV", "PYTHON_DOTENV_DISABLED"}))
"""


def test_settings_of_a_folder_above_stay_out_of_the_environment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FROM_DOTENV=1\n")
    below = tmp_path / "below"
    below.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CODE],
        cwd=below,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n"


async def test_who_is_not_waited_for_any_more_is_not_heard_to_the_end() -> None:
    ended = asyncio.Event()
    begun = asyncio.Event()

    async def hear(activity: dict[str, Any]) -> Answered | None:
        del activity
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return None

    task = asyncio.create_task(_through(hear))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5):
        await ended.wait()


async def test_two_at_once_hear_their_own() -> None:
    async def hear(activity: dict[str, Any]) -> Answered | None:
        await asyncio.sleep(activity["pause"])
        return Answered(body={"id": activity["id"]})

    heard = through_sdk(hear)
    asked = ({"type": "invoke", "id": str(number), "pause": 0.05 - number / 1000} for number in range(20))
    answers = await asyncio.gather(*map(heard, asked))
    assert [answer and answer.body for answer in answers] == [{"id": str(number)} for number in range(20)]


async def test_what_the_sdk_cannot_read_is_said_to_be_bad() -> None:
    async def hear(activity: dict[str, Any]) -> Answered | None:
        raise AssertionError(activity)

    assert await through_sdk(hear)({"type": "message", "id": 7}) == Answered(status=400)


async def _through(hear: Any) -> Answered | None:
    return await through_sdk(hear)({"type": "message"})
