"""What interactivity needs beside the payloads: trigger ids, response URLs, the views that stand open."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.playground.facts import Json
from bot.playground.validation import RefusedError
from bot.playground.workspace import Conversation

TRIGGER_LIFE: Final = 3.0
"""Seconds in which a trigger_id opens a view, once."""
ROUTE_LIFE: Final = 30 * 60.0
"""Seconds in which a response_url works …"""
ROUTE_USES: Final = 5
"""… and how often."""
STACK: Final = 3
"""Views that may stand on each other."""


@dataclass(slots=True)
class _Trigger:
    person: str
    until: float
    used: bool = False


class Triggers:
    """Trigger ids: proof that a person did something just now."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._triggers: dict[str, _Trigger] = {}

    def new(self, person: str) -> str:
        """A trigger id for what a person did."""
        now = self._clock()
        self._triggers = {key: each for key, each in self._triggers.items() if each.until > now - 60}
        key = f"{time.time_ns() // 1000}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        self._triggers[key] = _Trigger(person, now + TRIGGER_LIFE)
        return key

    def check(self, key: str) -> str:
        """The person a trigger id is of, as long as it may still be used.

        Raises:
            RefusedError: invalid_trigger_id, exchanged_trigger_id, expired_trigger_id.
        """
        trigger = self._triggers.get(key)
        if trigger is None:
            raise RefusedError("invalid_trigger_id")
        if trigger.used:
            raise RefusedError("exchanged_trigger_id")
        if trigger.until < self._clock():
            raise RefusedError("expired_trigger_id")
        return trigger.person

    def use(self, key: str) -> None:
        """Use a trigger id up."""
        self._triggers[key].used = True


@dataclass(slots=True)
class Route:
    """Where a response_url leads: a conversation, who asked, and the message that was acted on (its `ts`)."""

    conversation: Conversation
    person: str
    original: str | None
    until: float
    uses: int = 0


class Routes:
    """Response URLs by their last part."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._routes: dict[str, Route] = {}

    def new(self, conversation: Conversation, person: str, original: str | None = None) -> str:
        """A token for a new route."""
        token = secrets.token_urlsafe(24)
        self._routes[token] = Route(conversation, person, original, self._clock() + ROUTE_LIFE)
        return token

    def take(self, token: str) -> Route:
        """Use a route once.

        Raises:
            RefusedError: no_service, expired_url, used_url.
        """
        route = self._routes.get(token)
        if route is None:
            raise RefusedError("no_service")
        if route.until < self._clock():
            raise RefusedError("expired_url")
        if route.uses >= ROUTE_USES:
            raise RefusedError("used_url")
        route.uses += 1
        return route


@dataclass(slots=True)
class OpenView:
    """A modal on a person's screen: what is filled in, and what the app found wrong with it."""

    view: Json
    person: str
    filled: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Screens:
    """What each person has open: a stack of modals, the last on top; and the word on what went wrong."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[OpenView]] = {}
        self.notices: dict[str, str] = {}

    def top(self, person: str) -> OpenView | None:
        """The modal that a person sees."""
        stack = self._stacks.get(person)
        return stack[-1] if stack else None

    def stack(self, person: str) -> list[OpenView]:
        """All modals of a person."""
        return self._stacks.setdefault(person, [])

    def find(self, view_id: str | None = None, external_id: str | None = None) -> OpenView | None:
        """An open modal by its id, or by the id that the app gave it."""
        for stack in self._stacks.values():
            for each in stack:
                if view_id is not None and each.view["id"] == view_id:
                    return each
                if external_id and each.view["external_id"] == external_id:
                    return each
        return None
