"""Envelopes: what is sent to the app over Socket Mode, and again where it is not acknowledged.

An event is kept until it is acknowledged, whoever is connected. What a person waits for (a command, a press, a
form) is sent once, as Slack does: without an answer in three seconds the person is told, and nothing is kept.
"""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import uuid4

from bot.playground.facts import Json
from bot.playground.workspace import Workspace

PATIENCE: Final = 3.0
"""Seconds that Slack gives an app to acknowledge what a person did."""

PAUSES: Final = (3.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds until an unacknowledged event is sent again: after the first time, the second, and so on."""


class Line(Protocol):
    """One connection to the app."""

    async def send(self, envelope: Json) -> bool:
        """Send an envelope; False when the connection is gone."""
        ...


class NotAnsweredError(Exception):
    """The app did not acknowledge in time, or is not connected at all."""


@dataclass(slots=True, eq=False)
class _Sending:
    """An event on its way: when it is sent again, over which line it went, how often, why the last time failed."""

    event: Json
    due: float = 0.0
    line: Line | None = None
    times: int = 0
    reason: str = ""
    extra: int = 0


@dataclass(slots=True)
class BadPost:
    """What the post does wrong on request.

    The next `repeat_events` events come `repeat_times` times more although they were acknowledged; the next
    `lose_acks` acknowledgements are lost; of the next `stub_files` posts with files the event says nothing but
    the files' ids, as in channels shared with another company.
    """

    repeat_events: int = 0
    repeat_times: int = 0
    lose_acks: int = 0
    stub_files: int = 0


class Postbox:
    """Hands each envelope to one of the connected lines."""

    def __init__(self, workspace: Workspace, pauses: Sequence[float] = PAUSES, patience: float = PATIENCE) -> None:
        self._workspace = workspace
        self._pauses = pauses
        self._patience = patience
        self._lines: list[Line] = []
        self._sendings: list[_Sending] = []
        self._envelopes: dict[str, _Sending] = {}
        self._questions: dict[str, asyncio.Future[Any]] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.bad = BadPost()

    def start(self) -> None:
        """Begin to send, first what an earlier run left."""
        self._sendings = [_Sending(event) for event in self._workspace.unacknowledged]
        self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @property
    def connections(self) -> int:
        """How many lines there are to the app."""
        return len(self._lines)

    def connect(self, line: Line) -> None:
        """Use a line from now on."""
        self._lines.append(line)
        self._workspace.touch()
        self._wake.set()

    def disconnect(self, line: Line) -> None:
        """Use a line no longer. What went over it unacknowledged is sent over another one at once."""
        if line not in self._lines:
            return
        self._lines.remove(line)
        for sending in self._sendings:
            if sending.line is line:
                sending.due, sending.line, sending.reason = 0.0, None, "connection_failed"
        self._workspace.touch()
        self._wake.set()

    def post(self, event: Json) -> None:
        """Send an event_callback, until it is acknowledged."""
        sending = _Sending(event)
        if self.bad.repeat_events > 0:
            self.bad.repeat_events -= 1
            sending.extra = self.bad.repeat_times
        self._sendings.append(sending)
        self._workspace.unacknowledged.append(event)
        self._workspace.touch()
        self._wake.set()

    async def ask(self, kind: str, payload: Json) -> Any:
        """Send what a person did and give what the app acknowledged it with (None: with nothing).

        Raises:
            NotAnsweredError: nothing came back in time.
        """
        envelope_id = str(uuid4())
        question = self._questions[envelope_id] = asyncio.get_running_loop().create_future()
        envelope = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": True,
        }
        try:
            async with asyncio.timeout(self._patience):
                for line in self._in_turn():
                    if await line.send(envelope):
                        return await question
        except TimeoutError as error:
            raise NotAnsweredError from error
        finally:
            del self._questions[envelope_id]
        raise NotAnsweredError

    def acknowledge(self, envelope_id: str, payload: Any) -> None:
        """Take an acknowledgement. One that comes late still counts; one for nothing is ignored."""
        question = self._questions.get(envelope_id)
        if question is not None and not question.done():
            question.set_result(payload)
            return
        sending = self._envelopes.pop(envelope_id, None)
        if sending is None:
            return
        if self.bad.lose_acks > 0:
            self.bad.lose_acks -= 1
            return
        if sending.extra > 0:
            sending.extra -= 1
            sending.due, sending.line = 0.0, None
            self._wake.set()
        elif sending in self._sendings:
            self._sendings.remove(sending)
            self._workspace.unacknowledged.remove(sending.event)
            self._envelopes = {key: each for key, each in self._envelopes.items() if each is not sending}
            self._workspace.touch()

    def _in_turn(self) -> list[Line]:
        """The lines, the one that was used longest ago first."""
        self._lines = [*self._lines[1:], *self._lines[:1]]
        return list(self._lines)

    async def _deliver(self) -> None:
        while True:
            self._wake.clear()
            now = time.monotonic()
            if self._lines:
                for sending in [each for each in self._sendings if each.due <= now]:
                    await self._send(sending)
            pending = [each.due for each in self._sendings if each.line is not None]
            pause = max(0.0, min(pending) - time.monotonic()) if pending else None
            # Not wait_for: before Python 3.12 it can swallow a cancellation that comes with the wake-up.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _send(self, sending: _Sending) -> None:
        if sending.line is not None:
            sending.reason = "timeout"
        envelope_id = str(uuid4())
        envelope = {
            "envelope_id": envelope_id,
            "payload": sending.event,
            "type": "events_api",
            "accepts_response_payload": False,
            "retry_attempt": sending.times,
            "retry_reason": sending.reason,
        }
        for line in self._in_turn():
            self._envelopes[envelope_id] = sending
            sending.line = line
            sending.due = time.monotonic() + self._pauses[min(sending.times, len(self._pauses) - 1)]
            if await line.send(envelope):
                sending.times += 1
                return
            del self._envelopes[envelope_id]
            sending.line, sending.due = None, 0.0
