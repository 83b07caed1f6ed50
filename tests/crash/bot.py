"""The bot as `bouncewijzer run` starts it, but without looking for its own postings after a crash."""

import asyncio

from bot.server import serve
from bot.settings import read_settings

if __name__ == "__main__":
    asyncio.run(serve(read_settings(), ready=lambda: print("ready", flush=True), look_up=False))
