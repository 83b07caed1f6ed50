"""A case goes to the helpdesk, and the helpdesk takes it up and resolves it."""

from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot.answers.words import notices
from bot.desk import ledger
from bot.desk.case import Move, MoveNotAllowedError
from bot.desk.chat import ChatRefusedError, State
from bot.desk.drawing import answer_card, findings_of, helpdesk_card, link_of, redraw, replace_whisper
from bot.desk.means import Means
from bot.desk.noting import noted
from bot.desk.patience import LIMIT, patiently, within
from bot.desk.people import names_of
from bot.desk.tables import Case, Outcome, Role
from bot.desk.telling import tell
from bot.desk.work import Claim, Resolve

_log = structlog.get_logger(__name__)

_HELPDESK: Final = "helpdesk"
_MOVED: Final = "answer-direct"


async def hand_over(case_id: str, means: Means, *, work: str) -> bool:
    """Give an escalated case its card in the helpdesk's channel: one, however often this runs.

    Where that channel cannot be reached the case comes back to the asker. Gives whether it is there.
    """
    case = await ledger.load(means, case_id)
    if case is None or means.helpdesk is None:
        return False
    if case.place(Role.HELPDESK) is not None:
        return True
    helpdesk = means.helpdesk
    link, names = await link_of(means, case), await names_of(means, case)
    card = helpdesk_card(case, findings_of(case), link, means, names)
    port = means.port(helpdesk)
    try:
        marking = means.postings.marking(case.key, _HELPDESK, work)
        await means.postings.post(port, helpdesk, card, marking, noting=ledger.noting(case_id, Role.HELPDESK))
    except ChatRefusedError as error:
        _log.error("the helpdesk's channel cannot be reached", platform=port.platform, code=error.code)
        await _come_back(case_id, means, work=work)
        return False
    return True


async def _come_back(case_id: str, means: Means, *, work: str) -> None:
    def returned(session: Session) -> None:
        case = session.get(Case, case_id, with_for_update=True)
        if case is not None and case.state is State.ESCALATED:
            ledger.move(session, means, case, Move.RETURN, ledger.By(work))
            case.decided_by = None
            case.automatic = False

    await means.database.run(returned)
    await redraw(means, case_id)


async def move_to_direct(case: Case, means: Means, *, work: str, route: str | None) -> None:
    """A case that only its asker sees goes on in a direct message: the helpdesk's answers need a place."""
    asked = case.place(Role.ASKED)
    if not case.whispered or asked is None:
        return
    port = means.port(asked)
    card = answer_card(case, findings_of(case), means)
    try:
        direct = await patiently(means.clock, lambda: within(LIMIT, port.direct(asked.team, case.person)))
        place = await means.postings.post(port, direct, card, means.postings.marking(case.key, _MOVED, work))
    except ChatRefusedError as error:
        _log.warning("an asker gets no direct message", platform=port.platform, code=error.code)
        return
    if route is not None:
        await replace_whisper(means, case, route, packed="", moved=True)
    stands = ledger.noting(case.id, Role.CARD)
    await means.database.run(lambda session: stands(session, place))  # last: what stands there is not moved again


async def claim(work: Claim, means: Means) -> Outcome:
    """Someone of the helpdesk takes a case up. Who comes second is told so."""
    return await _by_helpdesk(work, Move.CLAIM, means)


async def resolve(work: Resolve, means: Means) -> Outcome:
    """Someone of the helpdesk resolved a case."""
    return await _by_helpdesk(work, Move.RESOLVE, means)


async def _by_helpdesk(work: Claim | Resolve, step: Move, means: Means) -> Outcome:
    if means.helpdesk is None:
        return Outcome.REFUSED
    helpdesk = means.helpdesk
    port = means.port(helpdesk)
    member = await patiently(means.clock, lambda: within(LIMIT, port.is_member(helpdesk, work.person)))
    if not member:
        await tell(work, notices.ONLY_HELPDESK, means)
        return Outcome.REFUSED
    await noted(means, work.case, Role.HELPDESK)

    def moved(session: Session) -> bool:
        case = session.get(Case, work.case, with_for_update=True)
        if case is None:
            return False
        ledger.move(session, means, case, step, ledger.By(work.key, work.person))
        if step is Move.CLAIM:
            case.claimed_by = work.person
        else:
            case.resolved_by = work.person
        return True

    try:
        if not await means.database.run(moved):
            return Outcome.REFUSED
    except MoveNotAllowedError as error:
        late = notices.CLAIMED_ALREADY if error.state is State.CLAIMED else notices.DONE_ALREADY
        await tell(work, late, means)
        await redraw(means, work.case)
        return Outcome.REFUSED
    await redraw(means, work.case)
    return Outcome.ANSWERED
