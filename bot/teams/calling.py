"""Calling Teams: each call ends within its time, and fails in the desk's words.

| what Teams did | what is raised |
|---|---|
| 429 | ChatUnavailableError with Retry-After |
| 408, 412, 5xx, no answer (in time), an answer that is none | ChatUnavailableError |
| 401: our token is no good, our registration or its secret is gone | ChatBarredError |
| 404, 410: a conversation or a message is gone | NotThereError, a ChatRefusedError |
| 403 and any other no: the bot was removed, the person blocked it | ChatRefusedError |

An error carries Teams' code where it gave one, and never what else it said.
Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit (412, 502 and 504 pass).
"""

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from bot.desk.chat import ChatBarredError, ChatError, ChatRefusedError, ChatUnavailableError

SECONDS: Final = 10.0
"""That a call may take; what takes longer is tried again by the desk."""
LONGEST: Final = 1_000_000
"""Bytes of an answer that are read."""

_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_PASSING: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.PRECONDITION_FAILED})
_GOOD: Final = range(200, 300)
_SERVER_ERRORS: Final = 500
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")


class NotThereError(ChatRefusedError):
    """What was asked for is not there, or not any more."""


@contextmanager
def calling() -> Iterator[None]:
    """Turn what fails on the way into ChatUnavailableError."""
    try:
        yield
    except TimeoutError as error:
        raise ChatUnavailableError("timeout") from error
    except (aiohttp.ClientError, OSError) as error:
        raise ChatUnavailableError("no_connection") from error
    except (ValueError, RecursionError) as error:
        raise ChatUnavailableError("unreadable_answer") from error


@asynccontextmanager
async def called(
    session: aiohttp.ClientSession, method: str, url: Any, **what: Any
) -> AsyncIterator[aiohttp.ClientResponse]:
    """An answer whose status is good. Redirects are not followed: with our token we go nowhere else.

    Raises ChatError as the table above says.
    """
    with calling():
        async with session.request(method, url, allow_redirects=False, **what) as answer:
            if answer.status not in _GOOD:
                raise meaning(answer.status, answer.headers, await told(answer))
            yield answer


async def told(answer: aiohttp.ClientResponse) -> Any:
    """What an answer says in JSON, as far as we read; None where it is none."""
    body = bytearray()
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > LONGEST:
            return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def named(said: Any, *names: str) -> str:
    """A text out of an answer, by the names that lead to it. Raises ValueError where it is missing."""
    for name in names:
        said = said.get(name) if isinstance(said, Mapping) else None
    if not isinstance(said, str) or not said:
        raise ValueError(f"no {names[-1]} in the answer")
    return said


def meaning(status: int, headers: Mapping[str, str], said: Any = None) -> ChatError:
    """The error that an answer of Teams means which is not good."""
    code = _code(said) or f"http_{status}"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return ChatUnavailableError(_code(said) or "ratelimited", retry_after(headers))
    if status in _PASSING or status >= _SERVER_ERRORS:
        return ChatUnavailableError(code, retry_after(headers))
    if status in _GONE:
        return NotThereError(code)
    return ChatBarredError(code) if status == HTTPStatus.UNAUTHORIZED else ChatRefusedError(code)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that Retry-After names, if it names any."""
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), "").strip()
    return float(given) if re.fullmatch(r"\d{1,6}", given, re.ASCII) else None


def _code(said: Any) -> str | None:
    """Teams' own word for what was wrong: `{"error": {"code": …}}`; the sign-in service says `{"error": …}`."""
    error = said.get("error") if isinstance(said, Mapping) else None
    code = error.get("code") if isinstance(error, Mapping) else error
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None
