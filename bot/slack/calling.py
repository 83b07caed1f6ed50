"""Calling Slack: each call ends within its time, and fails in the desk's words.

| what Slack did | what is raised |
|---|---|
| 429, or the code ratelimited | ChatUnavailableError with Retry-After |
| 5xx, its own codes for a bad day, no answer (in time), an answer that is none | ChatUnavailableError |
| does not let us in any more: the token was revoked, our account closed | ChatBarredError |
| said no | ChatRefusedError with Slack's code |
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.desk.chat import ChatBarredError, ChatError, ChatRefusedError, ChatUnavailableError

SECONDS: Final = 10.0
"""That a call may take; what takes longer is tried again by the desk."""

_OK: Final = 200
_TOO_MANY: Final = 429
_SERVER_ERRORS: Final = 500
_BAD_DAY: Final = frozenset(
    {
        "fatal_error",
        "internal_error",
        "ratelimited",
        "rate_limited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
_BARRED: Final = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""A matter of the token, not of what was said: whoever runs the bot mends it, and what waits is answered then."""

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,79}")


@contextmanager
def calling() -> Iterator[None]:
    """Turn what fails in a call of Slack's Web API into ChatRefusedError or ChatUnavailableError."""
    try:
        yield
    except SlackApiError as error:
        raise _meaning(error) from error
    except TimeoutError as error:
        raise ChatUnavailableError("timeout") from error
    except aiohttp.ClientError as error:
        raise ChatUnavailableError("no_connection") from error
    except (OSError, ValueError, AttributeError, SlackClientError) as error:
        raise ChatUnavailableError("unreadable_answer") from error


def told(answer: Any, *names: str) -> str:
    """A text out of an answer, by the names that lead to it. Raises ValueError where it is missing."""
    value = answer.get(names[0])
    for name in names[1:]:
        value = value.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"no {names[-1]} in Slack's answer")
    return value


def unavailable(status: int, headers: Mapping[str, str]) -> ChatUnavailableError | None:
    """The error that an HTTP status means when it says "not now"; None for any other status."""
    if status == _TOO_MANY:
        return ChatUnavailableError("ratelimited", retry_after(headers))
    if status >= _SERVER_ERRORS:
        return ChatUnavailableError(f"http_{status}", retry_after(headers))
    return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that Retry-After names, if it names any."""
    named = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(named) if re.fullmatch(r"\d{1,6}", str(named).strip()) else None


def _meaning(error: SlackApiError) -> ChatError:
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    headers = getattr(response, "headers", None) or {}
    not_now = unavailable(status, headers)
    if not_now is not None:
        return not_now
    data = getattr(response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        return ChatUnavailableError("unreadable_answer" if status == _OK else f"http_{status}")
    if code in _BAD_DAY:
        return ChatUnavailableError(code, retry_after(headers))
    return ChatBarredError(code) if code in _BARRED else ChatRefusedError(code)
