"""Which handler does which kind of work. A new kind is one handler and one line here."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from bot.desk.answering import shown
from bot.desk.deleting import deleted
from bot.desk.editing import edited
from bot.desk.escalating import claim, resolve
from bot.desk.feedback import found, not_found, to_helpdesk
from bot.desk.means import Means
from bot.desk.tables import Outcome

Handler = Callable[[Any, Means], Awaitable[Outcome]]
"""Does one piece of work. It may be run again from the start at any time, and then ends the same."""

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "shown": shown,
        "edited": edited,
        "deleted": deleted,
        "found": found,
        "not-found": not_found,
        "to-helpdesk": to_helpdesk,
        "claim": claim,
        "resolve": resolve,
    }
)
