"""How the app hears: each activity is posted to it, with a token, in order per conversation.

| what the app answers | what becomes of an activity |
|---|---|
| 2xx | it was heard |
| 429, 5xx, nothing (in time) | it comes again after 1, 2, 5, 10 and then every 30 seconds |
| any other no | it is dropped |

On a bad day what was heard comes again all the same. An invoke comes once, and somebody waits for its answer.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from bot.playground.teams.facts import Json
from bot.playground.teams.issuer import Issuer
from bot.playground.teams.store import Store, bare

PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 30.0)
PATIENCE: Final = 15.0
"""Seconds in which the app has to answer."""
_GOOD: Final = range(200, 300)
_LONGEST: Final = 1_000_000


class InvokeFailedError(Exception):
    """An invoke was not answered as it should."""


class Delivery:
    """Posts to the app. `address` gives where it takes activities; `connected` is whether it last answered."""

    def __init__(
        self,
        store: Store,
        issuer: Issuer,
        address: Callable[[], str],
        pauses: Sequence[float] = PAUSES,
        patience: float = PATIENCE,
    ) -> None:
        self._store = store
        self._issuer = issuer
        self._address = address
        self._pauses = pauses
        self._timeout = aiohttp.ClientTimeout(total=patience)
        self._session: aiohttp.ClientSession | None = None
        self._lines: dict[str, asyncio.Task[None]] = {}
        self._repeated: list[int] = []
        self.connected = False

    def start(self) -> None:
        """Go on with what an earlier run did not get rid of."""
        # Its own address is what it calls: a proxy of the environment is not asked.
        self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar())
        for activity in self._store.undelivered:
            self._attend(bare(activity["conversation"]["id"]))

    async def stop(self) -> None:
        """Deliver no more; what is left is kept."""
        for line in [*self._lines.values()]:
            line.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await line
        if self._session is not None:
            await self._session.close()
            self._session = None

    def deliver(self, activity: Json) -> None:
        """Tell the app, after what it was not told yet of this conversation."""
        again = self._repeated.pop() if self._repeated else 0
        self._store.undelivered.extend([activity] * (1 + again))
        self._store.touch()
        self._attend(bare(activity["conversation"]["id"]))

    def repeat(self, events: int, times: int) -> None:
        """Let the next activities come so many times more although they were heard."""
        self._repeated = [times] * events

    async def invoke(self, activity: Json) -> Json:
        """Tell the app, and give what it answers.

        Raises:
            InvokeFailedError: it did not answer, or not with 200 and a JSON object.
        """
        status, body = await self._post(activity)
        if status != HTTPStatus.OK or not isinstance(body, dict):
            raise InvokeFailedError(f"the app answered {status}")
        return body

    def _attend(self, conversation: str) -> None:
        line = self._lines.get(conversation)
        if self._session is not None and (line is None or line.done()):
            self._lines[conversation] = asyncio.create_task(self._work_off(conversation))

    async def _work_off(self, conversation: str) -> None:
        tries = 0
        while (activity := self._first(conversation)) is not None:
            status, _ = await self._post(activity)
            if (
                status is None
                or status == HTTPStatus.TOO_MANY_REQUESTS
                or status >= HTTPStatus.INTERNAL_SERVER_ERROR
            ):
                await asyncio.sleep(self._pauses[min(tries, len(self._pauses) - 1)])
                tries += 1
                continue
            tries = 0
            self._store.undelivered.remove(activity)
            self._store.touch()

    def _first(self, conversation: str) -> Json | None:
        waiting = self._store.undelivered
        return next((each for each in waiting if bare(each["conversation"]["id"]) == conversation), None)

    async def _post(self, activity: Json) -> tuple[int | None, Any]:
        """The status and what was said with it; None where nobody answered."""
        if self._session is None:
            return None, None  # it ends
        headers = {"Authorization": f"Bearer {self._issuer.signed(activity['serviceUrl'])}"}
        status, body = None, None
        try:
            async with self._session.post(
                self._address(), json=activity, headers=headers, allow_redirects=False
            ) as answer:
                status = answer.status
                if status in _GOOD and answer.content_type == "application/json":
                    body = await _read(answer)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, RecursionError):
            status, body = None, None
        # 401, 403: somebody is there, who does not know us.
        self._now(connected=status in _GOOD)
        return status, body

    def _now(self, *, connected: bool) -> None:
        if connected != self.connected:
            self.connected = connected
            self._store.touch()


async def _read(answer: aiohttp.ClientResponse) -> Any:
    body = bytearray()
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > _LONGEST:
            raise ValueError("the answer is too long")
    return json.loads(body)
