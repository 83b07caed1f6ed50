"""People of one platform on a card of another: nobody can be led to them from there, so they are named."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import structlog

from bot.answers.words import labels
from bot.desk.chat import ChatError
from bot.desk.means import Means
from bot.desk.patience import LIMIT, within
from bot.desk.tables import Case, Role
from bot.desk.work import Place

_log = structlog.get_logger(__name__)

Names = Mapping[str, str]
"""What people are called, by their ids."""

NO_NAMES: Final[Names] = MappingProxyType({})


async def names_of(means: Means, case: Case) -> Names:
    """What the people of a case are called that is on two platforms; nothing where it is on one."""
    asked, helpdesk = case.place(Role.ASKED), _helpdesk(case, means)
    if asked is None or helpdesk is None or asked.platform == helpdesk.platform:
        return NO_NAMES
    people = {case.person: asked, case.claimed_by: helpdesk, case.resolved_by: helpdesk}
    return {who: name for who, place in people.items() if who and (name := await _name(means, place, who))}


def as_shown(person: str | None, on: Role, case: Case, means: Means, names: Names) -> str | None:
    """A person of a case on one of its cards: by id on their own platform, else by name and platform."""
    asked, helpdesk = case.place(Role.ASKED), _helpdesk(case, means)
    theirs = helpdesk if person in {case.claimed_by, case.resolved_by} else asked
    here = helpdesk if on is Role.HELPDESK else asked
    if person is None or theirs is None or here is None or theirs.platform == here.platform:
        return person
    return labels.elsewhere(names.get(person), theirs.platform)


def met_in(case: Case, means: Means) -> tuple[Place, ...]:
    """Where the people of a case are: where it was asked, and at the helpdesk."""
    return tuple(place for place in (case.place(Role.ASKED), _helpdesk(case, means)) if place is not None)


async def _name(means: Means, place: Place, person: str) -> str | None:
    """A name is worth one try: without it the card says that it is a colleague."""
    try:
        return await within(LIMIT, means.port(place).name(place, person))
    except ChatError as error:
        _log.info("a person is not named", platform=place.platform, code=error.code)
        return None


def _helpdesk(case: Case, means: Means) -> Place | None:
    return case.place(Role.HELPDESK) or means.helpdesk
