"""The Bolt app: every listener in its place, acknowledged only after it is done."""

import secrets
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import structlog
from pydantic import ValidationError
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.chat import ChatError
from bot.slack import listeners
from bot.slack.connection import LOGGER
from bot.slack.port import SlackPort
from bot.slack.reception import Reception
from bot.slack.workplace import Identity, Workplace

_OK: Final = 200
_FAILED: Final = 500

log = structlog.get_logger()


def build_app(
    *, desk: Reception, port: SlackPort, workplace: Workplace, signing_secret: str | None = None
) -> AsyncApp:
    """The app with all its listeners.

    A listener returns after the desk has stored what came; only then is it acknowledged. One that fails is not:
    over HTTP the answer is 500, in Socket Mode there is none, and Slack sends the event again.

    Args:
        desk: Where work is accepted.
        port: The port to Slack that the desk has too.
        workplace: Who we are and where we listen.
        signing_secret: Slack's secret for requests over HTTP. Without one every such request is refused.
    """
    app = AsyncApp(
        name="bot.slack.app",
        client=AsyncWebClient(base_url=port.client.base_url, session=port.client.session, logger=LOGGER),
        signing_secret=signing_secret or secrets.token_hex(32),
        process_before_response=True,
        authorize=_authorize(workplace.identity),
        logger=LOGGER,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.client.proxy = None
    app.error(_failed)
    listeners.register(app, desk, port, workplace)
    return app


def _authorize(identity: Identity) -> Callable[[], Awaitable[AuthorizeResult]]:
    """As whom we act, known from the start.

    Bolt's own way asks auth.test at the first request, and acknowledges that request where Slack refuses.
    """
    known = AuthorizeResult(
        enterprise_id=None, team_id=identity.team, bot_user_id=identity.user, bot_id=identity.bot or None
    )

    async def authorize() -> AuthorizeResult:
        return known

    return authorize


async def _failed(error: Exception) -> BoltResponse:
    """Log one event without any text, and acknowledge nothing.

    Only what has a shape that we cannot read is acknowledged: it would not read better the next time.
    """
    if isinstance(error, ValidationError):
        where = [".".join(map(str, each["loc"])) for each in error.errors(include_input=False, include_url=False)]
        log.warning("slack_payload_unreadable", model=error.title, where=where[:5])
        return BoltResponse(status=_OK)
    steps = traceback.extract_tb(error.__traceback__)
    trace = [f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps]
    code = error.code if isinstance(error, ChatError) else None
    log.error("slack_listener_failed", error=type(error).__name__, code=code, trace=trace)
    return BoltResponse(status=_FAILED)
