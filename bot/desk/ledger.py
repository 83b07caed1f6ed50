"""Cases on paper: made, moved and read in one transaction each, every change with its audit row.

A change is made once per piece of work: run again, the same work finds its audit row and changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from bot.answers import Answer, Finding, pack
from bot.desk.case import WITH_THE_HELPDESK, Move, after, case_id
from bot.desk.chat import State
from bot.desk.means import Means
from bot.desk.tables import Audit, Case, CaseFailure, Role, Spot, rows_of
from bot.desk.thinking import mac
from bot.desk.work import Edited, Place, Shown

_UNKNOWN: Final = "unknown-bounce"

_CASES: Final = rows_of(Case).c
_SPOTS: Final = rows_of(Spot).c
_THE_CASE: Final = _CASES.id == sa.bindparam("case")
_STANDING: Final = sa.select(_CASES.id).where(_THE_CASE)
_HELD: Final = sa.select(_CASES.whispered).where(_THE_CASE).with_for_update()
_WHISPERED: Final = sa.update(rows_of(Case)).where(_THE_CASE).values(whispered=sa.bindparam("so"))
_OPENED: Final = sa.insert(rows_of(Case))
_PUT: Final = sa.insert(rows_of(Spot))
_LEARNT: Final = sa.insert(rows_of(CaseFailure))
_AUDITED: Final = sa.insert(rows_of(Audit)).inline()  # nobody asks for the number it gets
_TAKEN_AWAY: Final = sa.delete(rows_of(Spot)).where(
    _SPOTS.case_id == sa.bindparam("case"), _SPOTS.role == sa.bindparam("as")
)


@dataclass(frozen=True, slots=True)
class By:
    """Under which piece of work a case changes, and who did it. `person` is None for the desk itself."""

    work: str
    person: str | None = None


async def load(means: Means, case: str) -> Case | None:
    """The case as it stands now."""
    return await means.database.run(lambda session: session.get(Case, case))


async def explained(means: Means, place: Place, *, but: str) -> bool:
    """Whether a card stands that explains the message at `place`, made by other work than `but`."""
    asked, card = orm.aliased(Spot), orm.aliased(Spot)
    standing = (
        sa.select(Case.id)
        .join(asked, sa.and_(asked.case_id == Case.id, asked.role == Role.ASKED.value))
        .join(card, sa.and_(card.case_id == Case.id, card.role == Role.CARD.value))
        .where(
            asked.platform == place.platform,
            asked.team == place.team,
            asked.conversation == place.conversation,
            asked.message == place.message,
            card.conversation == place.conversation,
            Case.made_by != but,
        )
    )
    return await means.database.run(lambda session: session.scalar(standing.limit(1))) is not None


async def make(  # noqa: PLR0913 — what it is made of
    work: Shown | Edited,
    answer: Answer,
    means: Means,
    *,
    key: str,
    automatic: bool,
    beside: Callable[[Session], None],
) -> Case:
    """The case of `key`, made by this work unless it is there; escalated at once where that is `automatic`.

    `beside` is done in the transaction that makes it.
    """
    now = means.clock.now()

    def made(session: Session) -> Case:
        is_there = session.scalar(_STANDING, {"case": case_id(key)}) is not None
        standing = session.get(Case, case_id(key)) if is_there else None
        if standing is not None:
            return standing
        case = Case(
            id=case_id(key),
            key=key,
            made_by=work.key,
            state=State.ANSWERED,
            person=work.person,
            manner=work.manner,
            whispered=False,
            text_mac=mac(means.secret, work.text, work.files),
            urgent=False,
            automatic=automatic,
            message_deleted=False,
            revision=0,
            created_at=now,
            changed_at=now,
            failures=[],
        )
        case.put(Role.ASKED, work.place)
        _audit(session, means, case, "make", By(work.key, work.person))
        if automatic:
            move(session, means, case, Move.ESCALATE, By(work.key))
        learn(case, answer.findings)
        _open(session, case)
        beside(session)
        return case

    return await means.database.run(made)


def move(session: Session, means: Means, case: Case, step: Move, by: By) -> None:
    """Move a case, once per piece of work.

    Raises:
        MoveNotAllowedError: the case does not take this move where it stands.
    """
    if _done(session, case.id, by.work, step):
        return
    was = case.state
    case.state = after(was, step)
    change(case, means)
    _audit(session, means, case, step, by, was)


def change(case: Case, means: Means) -> None:
    """Note that the cards of a case are to be drawn anew."""
    case.revision += 1
    case.changed_at = means.clock.now()


def note(session: Session, means: Means, case: Case, what: str, by: By) -> None:
    """Audit a change that moves nothing ("edit", "delete"), once per piece of work."""
    if not _done(session, case.id, by.work, what):
        _audit(session, means, case, what, by, case.state)


async def did(means: Means, case: str, work: str, what: str) -> bool:
    """Whether a piece of work made that change before, and died after it."""
    return await means.database.run(lambda session: _done(session, case, work, what))


def learn(case: Case, findings: Sequence[Finding]) -> None:
    """Keep of findings what may be kept of every answer: cause, rule, and the domains of recipients.

    Of a case that is with the helpdesk the findings themselves too, and of an unknown bounce: the rules have
    yet to learn it.
    """
    domains = [(finding, domain) for finding in findings for domain in _domains(finding)]
    case.failures = [
        CaseFailure(
            case_id=case.id,
            position=position,
            cause=finding.cause,
            rule=finding.rule,
            domain=domain,
            permanent=finding.permanent,
        )
        for position, (finding, domain) in enumerate(domains)
    ]
    unknown = any(finding.cause == _UNKNOWN for finding in findings)
    case.findings = pack(findings) if unknown or case.state in WITH_THE_HELPDESK else None


async def at(means: Means, place: Place) -> list[Case]:
    """The cases that were asked with the message at a place, oldest first."""
    asked = sa.select(Spot.case_id).where(
        Spot.role == Role.ASKED,
        Spot.platform == place.platform,
        Spot.conversation == place.conversation,
        Spot.message == place.message,
    )
    cases = sa.select(Case).where(Case.id.in_(asked)).order_by(Case.created_at, Case.id)
    return list(await means.database.run(lambda session: session.scalars(cases).all()))


async def withdraw(means: Means, case: str, by: By) -> None:
    """Take a case that nobody touched out of the books; its audit rows stay."""

    def withdrawn(session: Session) -> None:
        standing = session.get(Case, case, with_for_update=True)
        if standing is not None and standing.state is State.ANSWERED:
            note(session, means, standing, "withdraw", by)
            session.delete(standing)

    await means.database.run(withdrawn)


def noting(case: str, role: Role) -> Callable[[Session, Place | None], None]:
    """What notes where a card of a case stands now; an answer that stands nowhere was whispered."""

    def note(session: Session, place: Place | None) -> None:
        spot = {"case": case, "as": role.value}
        was_whispered = session.execute(_HELD, spot).scalar_one()
        session.execute(_TAKEN_AWAY, spot)
        if place is not None:
            session.execute(_PUT, {"case_id": case, "role": role.value, **place.model_dump()})
        if role is Role.CARD and was_whispered != (place is None):
            session.execute(_WHISPERED, {**spot, "so": place is None})

    return note


def _open(session: Session, case: Case) -> None:
    """Write a new case down, past the objects: one is made for each answer."""
    for statement, rows in ((_OPENED, [case]), (_PUT, case.spots.values()), (_LEARNT, case.failures)):
        columns = statement.table.columns.keys()
        session.execute(statement, [{column: getattr(row, column) for column in columns} for row in rows])


def _done(session: Session, case: str, work: str, what: str) -> bool:
    mine = sa.select(Audit.id).where(Audit.case_id == case, Audit.key == work, Audit.move == what)
    return session.scalar(mine) is not None


def _audit(  # noqa: PLR0913, PLR0917 — the columns of a row
    session: Session, means: Means, case: Case, what: str, by: By, was: State | None = None
) -> None:
    audit = {"case_id": case.id, "key": by.work, "move": what, "was": was, "became": case.state}
    session.execute(_AUDITED, {**audit, "person": by.person, "at": means.clock.now()})


def _domains(finding: Finding) -> list[str | None]:
    domains = dict.fromkeys(
        recipient.rpartition("@")[2].lower()[:255] for recipient in finding.recipients if "@" in recipient
    )
    return list(domains) or [None]
