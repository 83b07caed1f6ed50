"""The bot as `bouncewijzer run` starts it, which also writes down how many asyncio tasks it has."""

import asyncio
from pathlib import Path

from bot.server import serve, set_up_logs
from bot.settings import read_settings

EVERY = 2.0
TASKS = "tasks"
"""The file in the working folder that holds the number."""


async def main() -> None:
    counting = asyncio.create_task(_count())
    try:
        await serve(read_settings(), ready=lambda: print("ready", flush=True))
    finally:
        counting.cancel()


async def _count() -> None:
    while True:
        Path(TASKS).write_text(str(len(asyncio.all_tasks())), "ascii")  # noqa: ASYNC240 — some bytes
        await asyncio.sleep(EVERY)


if __name__ == "__main__":
    set_up_logs(20)
    asyncio.run(main())
