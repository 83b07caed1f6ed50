"""A message that was shown changed: its answer follows."""

from typing import Final

from sqlalchemy.orm import Session

from bot.answers import Answer, pack
from bot.desk import following, ledger
from bot.desk.answering import ANSWER, answer, apologise, goes_by_itself
from bot.desk.case import Move, case_id
from bot.desk.chat import State
from bot.desk.drawing import AFTER, redraw, remove
from bot.desk.escalating import hand_over
from bot.desk.means import Means
from bot.desk.tables import Case, Outcome, Role
from bot.desk.thinking import Thought, mac, think
from bot.desk.work import Edited

_EDIT: Final = "edit"


async def edited(work: Edited, means: Means) -> Outcome:
    """Let the answer follow the text.

    An untouched answer is drawn anew, or taken away where the text became talk. Where someone has pressed a
    button it stays, and one reply is added, which follows in the same way. Talk that became a bounce is answered.
    """
    reply = await ledger.load(means, case_id(work.shown + AFTER))
    latest = reply or await ledger.load(means, case_id(work.shown))
    mine = latest is not None and (
        latest.made_by == work.key or await ledger.did(means, latest.id, work.key, _EDIT)
    )
    if latest is not None and not mine and latest.text_mac == mac(means.secret, work.text, work.files):
        return Outcome.SILENT  # the platform calls it an edit when it unfolds a link
    thought = await think(means, means.port(work.place), text=work.text, files=work.files, manner=work.manner)
    if latest is None or latest.made_by == work.key:
        return await _say(work, thought, means, key=latest.key if latest else work.shown)
    if mine or (latest.state is State.ANSWERED and not latest.message_deleted):
        return await _follow(work, thought, latest, means)
    if reply is None and thought.answer is not None:
        return await _say(work, thought, means, key=work.shown + AFTER)
    return Outcome.SILENT


async def _say(work: Edited, thought: Thought, means: Means, *, key: str) -> Outcome:
    if thought.answer is None:
        return await apologise(work, thought, means, key=key)
    await answer(work, thought.answer, means, key=key)
    return Outcome.ANSWERED


async def _follow(work: Edited, thought: Thought, case: Case, means: Means) -> Outcome:
    if thought.answer is None:
        await _take_away(work, case, means)
        return await apologise(work, thought, means, key=work.shown)
    causes = [section.cause for section in thought.answer.sections]
    following.decided(causes)
    automatic = await _learn(work, thought.answer, case, means)
    await redraw(means, case.id, packed=pack(thought.answer.findings))
    following.told(causes)
    if automatic:
        await hand_over(case.id, means, work=work.key)
    return Outcome.ANSWERED


async def _learn(work: Edited, answer: Answer, case: Case, means: Means) -> bool:
    """Put the new answer in the books. Gives whether the case goes to the helpdesk by itself."""

    def learned(session: Session) -> bool:
        standing = session.get_one(Case, case.id, with_for_update=True)
        if standing.state is State.ANSWERED:
            standing.text_mac = mac(means.secret, work.text, work.files)
            ledger.change(standing, means)
            ledger.note(session, means, standing, _EDIT, ledger.By(work.key, work.person))
            if goes_by_itself(work, answer, means):
                standing.automatic = True
                ledger.move(session, means, standing, Move.ESCALATE, ledger.By(work.key))
            ledger.learn(standing, answer.findings)
        return standing.automatic

    return await means.database.run(learned)


async def _take_away(work: Edited, case: Case, means: Means) -> None:
    place = case.place(Role.CARD)
    if place is not None:
        await remove(means, place)
    await ledger.withdraw(means, case.id, ledger.By(work.key, work.person))
    await means.postings.forget(case.key, ANSWER)
