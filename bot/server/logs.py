"""Logs for whoever runs it: JSON in a pipe, readable in a terminal, without a stranger's text in either.

Libraries put payloads, addresses and statements with their values into messages and into the texts of their
exceptions. So of a library only its name and level are logged, and of any exception only its kind and its way.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

from bot.server.hush import Hush

OURS: Final = "bot."
_SPEAK_FOR_THEMSELVES: Final = ("dbos",)
"""Libraries that write to standard error on their own, past everything that is set up for a process."""

_ORDER: Final = ("timestamp", "level", "logger", "event")


def set_up(level: int) -> None:
    """Let everything that is logged in this process go to standard error in our form."""
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=True, sort_keys=False)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Hush())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _without_words],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _way_of_error, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _SPEAK_FOR_THEMSELVES:
        speaker = logging.getLogger(name)
        speaker.handlers[:], speaker.propagate = [handler], False
    logging.getLogger("bot").setLevel(level)


def _without_words(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A library's message may hold what a stranger wrote: where it comes from has to do."""
    record: logging.LogRecord = event["_record"]
    if not record.name.startswith(OURS):
        first = record.getMessage().partition("\n")[0] if record.name == "asyncio" else ""
        event["event"] = first or f"{record.module}:{record.lineno}"
        event["exc_info"] = record.exc_info
    return event


def _way_of_error(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its kind and the places that it went through; its words only where they are ours."""
    error = _error_in(event.pop("exc_info", None))
    if error is not None:
        event["error"] = [_kind(each) for each in _chain(error)]
        event["way"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def _error_in(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _kind(error: BaseException) -> str:
    kind = type(error)
    ours = kind.__module__.startswith(OURS)
    return f"{kind.__module__}.{kind.__qualname__}" + (f": {error}" if ours else "")
