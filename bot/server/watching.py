"""Rules and intents that change on disk take effect in the running bot; a broken file never does."""

import asyncio
from typing import Final

import structlog

from bot.answers import Knowledge

EVERY: Final = 1.0
"""Seconds between two looks."""

_log = structlog.get_logger(__name__)


async def watch(knowledge: Knowledge, every: float = EVERY) -> None:
    """Look for changes until cancelled. What is wrong with them is logged once, with file, line and field."""
    while True:
        await asyncio.sleep(every)
        before = knowledge.current()
        for mistake in await asyncio.to_thread(knowledge.refresh):
            _log.error("not taken", mistake=str(mistake))
        if knowledge.current() is not before:
            _log.info("taken", rules=len(knowledge.current().rules))
