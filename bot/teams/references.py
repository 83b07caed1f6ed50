"""What the port and the door need of whoever keeps conversation references, and what an activity tells of one."""

from collections.abc import Mapping
from typing import Any, Final, Protocol, TypeGuard

from bot.desk.references import Reference
from bot.teams.ids import conversation_of
from bot.teams.names import PLATFORM

_TENANT: Final = 100
_BOT: Final = 200
_CONVERSATION: Final = 300
_SERVICE: Final = 500
"""Characters that the desk keeps of each, at most."""


class References(Protocol):
    """How each conversation is reached: without one nothing can be said there."""

    async def note(self, reference: Reference) -> None:
        """Keep a reference, in place of what was known of its conversation."""
        ...

    async def reference(self, conversation: str) -> Reference | None:
        """The way to a conversation, if it was ever noted."""
        ...

    async def nearest(self, team: str, person: str) -> Reference | None:
        """The direct conversation with a person; else the last noted in their team: it leads there too."""
        ...


def referred(activity: Mapping[str, Any], tenant: str) -> Reference | None:
    """The way to the conversation that an activity came from; None where it names none.

    `tenant` is whose it is where it does not say so.
    Each activity may tell of another service: Microsoft moves conversations between its own.
    """
    conversation, sender, bot = (_part(activity, name) for name in ("conversation", "from", "recipient"))
    written, us, service = conversation.get("id"), bot.get("id"), activity.get("serviceUrl")
    if not (_named(written, _CONVERSATION) and _named(us, _BOT) and _named(service, _SERVICE)):
        return None
    person = sender.get("id")
    is_direct = conversation.get("conversationType") == "personal" and _named(person, _BOT) and person != us
    return Reference(
        platform=PLATFORM,
        team=tenant_of(activity) or tenant,
        conversation=conversation_of(written),
        service=service,
        bot=us,
        person=person if is_direct else None,
    )


def tenant_of(activity: Mapping[str, Any]) -> str:
    """The tenant, Microsoft's word for whose Teams it is; "" where an activity does not say so."""
    tenant = _part(activity, "conversation").get("tenantId") or _part(
        _part(activity, "channelData"), "tenant"
    ).get("id")
    return tenant if _named(tenant, _TENANT) else ""


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, Mapping) else {}


def _named(value: object, longest: int) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()
