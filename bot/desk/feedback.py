"""What a colleague says of an answer: found, not found, to the helpdesk."""

from sqlalchemy.orm import Session

from bot.answers import pack
from bot.answers.words import notices
from bot.desk import ledger
from bot.desk.case import Move, MoveNotAllowedError
from bot.desk.chat import State
from bot.desk.drawing import findings_of, redraw, replace_whisper
from bot.desk.escalating import hand_over, move_to_direct
from bot.desk.means import Means
from bot.desk.noting import noted
from bot.desk.tables import Case, Outcome, Role
from bot.desk.telling import tell
from bot.desk.work import Found, NotFound, ToHelpdesk

_Feedback = Found | NotFound | ToHelpdesk


async def found(work: Found, means: Means) -> Outcome:
    """The answer helped: the case is closed and its card says so."""
    return await _feedback(work, (Move.FIND,), means)


async def not_found(work: NotFound, means: Means) -> Outcome:
    """The answer did not help: on to the helpdesk where that was ticked, else the card keeps its button."""
    on = work.to_helpdesk and means.helpdesk is not None
    return await _feedback(work, (Move.MISS, Move.ESCALATE) if on else (Move.MISS,), means, remark=work.missing)


async def to_helpdesk(work: ToHelpdesk, means: Means) -> Outcome:
    """The helpdesk is asked."""
    if means.helpdesk is None:
        return Outcome.REFUSED
    return await _feedback(work, (Move.ESCALATE,), means, remark=work.remark, urgent=work.urgent)


async def _feedback(
    work: _Feedback, steps: tuple[Move, ...], means: Means, *, remark: str = "", urgent: bool = False
) -> Outcome:
    await noted(means, work.case, Role.CARD)
    taken = await _move(work, steps, means, remark=remark, urgent=urgent)
    case = await ledger.load(means, work.case)
    if case is None:
        await tell(work, notices.CARD_TOO_OLD, means)
        return Outcome.REFUSED
    if taken and case.state is State.ESCALATED:
        await move_to_direct(case, means, work=work.key, route=work.whisper)
        await hand_over(case.id, means, work=work.key)
    elif case.whispered and work.whisper is not None:
        await replace_whisper(means, case, work.whisper, packed=work.packed)
    await redraw(means, case.id, packed=work.packed, roles=(Role.CARD,))
    return Outcome.ANSWERED if taken else Outcome.REFUSED


async def _move(work: _Feedback, steps: tuple[Move, ...], means: Means, *, remark: str, urgent: bool) -> bool:
    """Move the case. False where it does not take the move any more: its card is drawn as it stands."""

    def moved(session: Session) -> bool:
        case = session.get(Case, work.case, with_for_update=True)
        if case is None:
            return False
        for step in steps:
            ledger.move(session, means, case, step, ledger.By(work.key, work.person))
        case.decided_by = work.person
        case.remark = remark.strip() or case.remark
        case.urgent = urgent
        if Move.ESCALATE in steps:
            case.findings = pack(findings_of(case, work.packed))
        return True

    try:
        return await means.database.run(moved)
    except MoveNotAllowedError:
        return False
