"""A message that was shown was deleted: its answer goes too, unless the case is with the helpdesk."""

from typing import Final

from sqlalchemy.orm import Session

from bot.answers import pack
from bot.desk import ledger
from bot.desk.answering import APOLOGY
from bot.desk.case import WITH_THE_HELPDESK
from bot.desk.drawing import bare, findings_of, redraw, remove
from bot.desk.means import Means
from bot.desk.tables import Case, Outcome, Role
from bot.desk.work import Deleted

_DELETE: Final = "delete"


async def deleted(work: Deleted, means: Means) -> Outcome:
    """Take the answers to a message away; where the helpdesk has the case, only what they quote of it."""
    apology = await means.postings.place(work.shown, APOLOGY)
    if apology is not None:
        await remove(means, apology)
    cases = await ledger.at(means, work.place)
    for case in cases:
        await _let_go(work, case, means)
    return Outcome.ANSWERED if cases or apology else Outcome.SILENT


async def _let_go(work: Deleted, case: Case, means: Means) -> None:
    kept = case.state in WITH_THE_HELPDESK
    card = case.place(Role.CARD)
    if not kept and card is not None:
        await remove(means, card)

    def noted(session: Session) -> None:
        standing = session.get_one(Case, case.id, with_for_update=True)
        if not standing.message_deleted:
            standing.message_deleted = True
            standing.findings = pack(bare(findings_of(standing))) if kept else None
            ledger.change(standing, means)
            ledger.note(session, means, standing, _DELETE, ledger.By(work.key, work.person))
        if not kept:
            standing.put(Role.CARD, None)

    await means.database.run(noted)
    await redraw(means, case.id)
