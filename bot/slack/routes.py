"""Answering along a response_url: 30 minutes, five times, and without a token."""

import json
from typing import Any, Final

import aiohttp

from bot.desk.chat import ChatRefusedError, ChatUnavailableError, RouteExpiredError
from bot.slack.calling import unavailable
from bot.slack.cards.card import Card
from bot.slack.origins import Origins

_OK: Final = 200
_NOT_FOUND: Final = 404
_OVER: Final = frozenset({"expired_url", "used_url", "no_service", "no_active_hooks", "invalid_token"})
_LONGEST_ANSWER: Final = 10_000


async def answer_along(
    session: aiohttp.ClientSession, origins: Origins, route: str, card: Card, *, replace: bool
) -> None:
    """Show a card to the one person that the route leads to; `replace` changes the message that was acted on.

    Raises:
        RouteExpiredError: too late, or too often.
        ChatRefusedError: foreign_route, or Slack's code.
        ChatUnavailableError: not now.
    """
    if not origins.may_answer_along(route):
        raise ChatRefusedError("foreign_route")
    body: dict[str, Any] = {"text": card.text, "blocks": card.blocks, "replace_original": replace}
    if not replace:
        body["response_type"] = "ephemeral"
    try:
        async with session.post(route, json=body, allow_redirects=False) as answer:
            not_now = unavailable(answer.status, answer.headers)
            if not_now is not None:
                raise not_now
            if answer.status != _OK:
                raise _refusal(answer.status, await answer.content.read(_LONGEST_ANSWER))
    except TimeoutError as error:
        raise ChatUnavailableError("timeout") from error
    except (aiohttp.ClientError, OSError) as error:
        raise ChatUnavailableError("no_connection") from error


def _refusal(status: int, answer: bytes) -> ChatRefusedError:
    try:
        said = json.loads(answer)
    except ValueError:
        said = answer.decode("ascii", "replace").strip()
    code = said.get("error") if isinstance(said, dict) else said
    if code in _OVER or status == _NOT_FOUND:
        return RouteExpiredError(code if code in _OVER else "expired_url")
    if isinstance(code, str) and code.isascii() and code.replace("_", "").isalnum():
        return ChatRefusedError(code[:80])
    return ChatRefusedError(f"http_{status}")
