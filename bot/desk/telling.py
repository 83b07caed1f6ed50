"""A sentence to one person about what they did: politeness, never in the way of the work itself."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import Final

import structlog

from bot.desk.chat import ChatError, ChatPort, Notice
from bot.desk.means import Means
from bot.desk.patience import LIMIT, patiently, within
from bot.desk.work import Claim, Found, Manner, NotFound, Resolve, Shown, ToHelpdesk, Work

_log = structlog.get_logger(__name__)

_WORTH: Final = timedelta(minutes=1)


async def tell(work: Work, sentence: str, means: Means) -> None:
    """Say it to whoever did this work: along the route that came with it, else where it was done.

    Nothing is said where nobody asked for anything. What cannot be said within a minute is not said.
    """
    port = means.ports.get(_platform(work))
    if port is None:
        return

    def call() -> Awaitable[None]:
        return _said(work, Notice(sentence), port)

    try:
        await patiently(means.clock, lambda: within(LIMIT, call()), _WORTH)
    except ChatError as error:
        _log.info("a notice was not to be given", kind=work.kind, code=error.code)


async def _said(work: Work, notice: Notice, port: ChatPort) -> None:
    match work:
        case Shown() | Found() | NotFound() | ToHelpdesk() | Claim() | Resolve() if work.whisper is not None:
            await port.whisper(work.whisper, notice, replace=False)
        case Claim() | Resolve():
            await port.whisper_in(work.place, work.person, notice)
        case Shown() if work.manner is not Manner.WATCHED:
            await port.whisper_in(work.place, work.person, notice)
        case _:
            pass


def _platform(work: Work) -> str:
    """The platform that work came from: a press on a card knows its case only, but its key says it."""
    match work:
        case Found() | NotFound() | ToHelpdesk():
            return (*work.key.split(":", 2), "")[1]
        case _:
            return work.place.platform
