"""A refusal: Slack's error code, and what it says beside it."""

from collections.abc import Sequence
from typing import Any


class RefusedError(Exception):
    """Slack says no. `code` is its word for it, `messages` its findings, `extra` the answer's other fields."""

    def __init__(self, code: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.extra = extra

    def answer(self) -> dict[str, Any]:
        """The body of Slack's answer."""
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body
