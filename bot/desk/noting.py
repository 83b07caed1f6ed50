"""A press can come before the desk knows that the card stands: it waits for that.

The work that posted the card may have died between posting and noting, and is run again beside the press; or the
platform took its time to say that the card stands. Whoever moved the case meanwhile would find no card to draw,
and the card would keep saying what it said first.
"""

from datetime import timedelta
from typing import Final

from bot.desk import ledger
from bot.desk.means import Means
from bot.desk.tables import Case, Role

_WORTH: Final = timedelta(minutes=1)
"""How long a press waits; a card that was never noted by then is not going to be."""

_GLANCE: Final = 0.2


async def noted(means: Means, case: str, role: Role) -> None:
    """Come back when it is noted where that card of a case stands, or that it stands nowhere."""
    until = means.clock.now() + _WORTH
    while means.clock.now() < until:
        standing = await ledger.load(means, case)
        if standing is None or _is_noted(standing, role):
            return
        await means.clock.pause(_GLANCE)


def _is_noted(case: Case, role: Role) -> bool:
    if case.place(role) is not None or case.message_deleted:
        return True
    return role is Role.CARD and case.whispered
