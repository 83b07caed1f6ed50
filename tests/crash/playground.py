"""`python -m tests.crash.playground CHANNELS`: a workspace for harnesses.

Without Slack's limits, which are proven elsewhere and would make a long run longer; with as many channels more
as are asked for (C0KANAAL0 and on); kept in memory only.
"""

import asyncio
import os
import sys
from pathlib import Path

from bot.playground import Playground
from bot.settings import shipped


async def serve(channels: int) -> None:
    workspace = Playground(
        Path(os.environ["BOUNCEWIJZER_DATA"]),
        port=0,
        manifest=shipped("app_manifest.yml"),
        channels=[f"kanaal{number}" for number in range(channels)],
        rate_limits=False,
        writes=False,
    )
    await workspace.start()
    try:
        print(workspace.url, flush=True)
        await asyncio.Event().wait()
    finally:
        await workspace.stop()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
