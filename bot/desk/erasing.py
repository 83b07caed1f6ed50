"""Forgetting a person or a mail address: everything of one user id or one address, in every table. Blocks.

What is counted stays without the person: a case with its causes and domains. What waits or failed goes altogether.
A bot may be running: what it had in hand just then is found by looking afterwards, and goes by doing this again.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Session

from bot.desk import workflows
from bot.desk.books import NoBooksError, opened, reached
from bot.desk.needles import Needles, is_address
from bot.desk.searching import Left, compact, search
from bot.desk.tables import Audit, Case, ConversationReference, Intake, Posting, Role, Spot, Turn

FORGOTTEN: Final = "vergeten"
"""What stands where a person stood."""

_PEOPLE: Final = ("person", "decided_by", "claimed_by", "resolved_by")
_TEXTS: Final = ("findings", "remark", "resolution_sentence")
_THEIRS: Final = {
    "person": _TEXTS,
    "decided_by": ("remark",),
    "claimed_by": (),
    "resolved_by": ("resolution_sentence",),
}
"""Which texts of a case are whose: what the asker showed, what was remarked, what was resolved."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of each went or lost the person, and where something still stands.

    `anew`: the files were written without what went; False where PostgreSQL had to keep it for someone else.
    """

    work: int
    cases: int
    places: int
    postings: int
    audit: int
    references: int
    engine: int
    anew: bool
    left: Left

    def counts(self) -> dict[str, int]:
        """The numbers, by their names."""
        return {name: count for name, count in asdict(self).items() if name not in {"left", "anew"}}


def forget(database_url: str, engine_url: str, wanted: str) -> Erased:
    """Forget a user id, or a mail address where there is an @ in it, and then look whether anything is left.

    Raises:
        BooksError: a database cannot be used.
    """
    with both(database_url, engine_url) as (cases, queue):
        needles = _needles(cases, wanted)
        with Session(cases) as session, session.begin():
            keys, work = _forget_work(session, needles)
            changed = _forget_in_cases(session, needles)
            places = _forget_places(session, needles)
            postings = _forget_postings(session, needles)
            audit = _forget_in_audit(session, needles)
            references = _forget_references(session, needles)
            _forget_turns(session, needles)
        queued = 0
        if queue is not None:
            queued = workflows.erase(queue, lambda row: row[0] in keys or needles.among(row))
        engines = list(dict.fromkeys(filter(None, (cases, queue))))
        anew = compact(engines)
        left = search(engines, needles)
        return Erased(work, changed, places, postings, audit, references, queued, anew, left)


@contextmanager
def both(database_url: str, engine_url: str) -> Iterator[tuple[sa.Engine, sa.Engine | None]]:
    """Both databases, which are one on PostgreSQL; the engine's is None where it was never launched."""
    with ExitStack() as stack:
        cases = stack.enter_context(opened(database_url))
        if engine_url == database_url:
            yield cases, cases
            return
        try:
            queue = stack.enter_context(reached(engine_url))
        except NoBooksError:
            queue = None
        yield cases, queue


def _needles(cases: sa.Engine, wanted: str) -> Needles:
    """What is looked for: of a person also the direct conversations, which are nobody else's."""
    if is_address(wanted):
        return Needles((wanted,))
    with Session(cases) as session:
        mine = session.scalars(sa.select(Case).where(Case.person == wanted))
        cards = (case.place(Role.CARD) or case.place(Role.ASKED) for case in mine if case.is_private)
        theirs = {card.conversation for card in cards if card is not None}
        kept = ConversationReference
        theirs.update(session.scalars(sa.select(kept.conversation).where(kept.person == wanted)))
        return Needles((wanted, *sorted(theirs)))


def _forget_work(session: Session, needles: Needles) -> tuple[set[str], int]:
    """Gives the keys of the work that went, and how much it was."""
    columns = (Intake.key, Intake.event_id, Intake.partition, Intake.payload)
    rows = session.execute(sa.select(*columns).where(_likely(needles, *columns)))
    keys = {row.key for row in rows if needles.among(tuple(row))}
    for key in keys:
        session.execute(sa.delete(Intake).where(Intake.key == key))
    return keys, len(keys)


def _forget_in_cases(session: Session, needles: Needles) -> int:
    columns = [getattr(Case, name) for name in (*_PEOPLE, *_TEXTS, "key", "made_by")]
    changed = 0
    for case in session.scalars(sa.select(Case).where(_likely(needles, *columns)).with_for_update()):
        before = session.is_modified(case)
        _without(session, case, needles)
        changed += session.is_modified(case) and not before
    return changed


def _without(session: Session, case: Case, needles: Needles) -> None:
    """A case without the person, and without the texts that are theirs or that hold what is looked for."""
    gone = {name for name in _TEXTS if needles.among(getattr(case, name))}
    for role in _PEOPLE:
        if getattr(case, role) in needles.texts:
            setattr(case, role, FORGOTTEN)
            gone.update(_THEIRS[role])
            if role == "person":
                _unlink(session, case)
    for name in gone:
        if getattr(case, name) is not None:
            setattr(case, name, None)
    for name in ("key", "made_by"):
        if needles.among(getattr(case, name)):
            setattr(case, name, f"{FORGOTTEN}:{case.id}")


def _unlink(session: Session, case: Case) -> None:
    """Even a keyed hash of what someone showed is theirs."""
    case.text_mac = ""
    mine = Intake.key.in_((case.key, case.made_by))
    session.execute(sa.update(Intake).where(mine).values(text_mac=None))


def _forget_places(session: Session, needles: Needles) -> int:
    columns = (Spot.team, Spot.conversation, Spot.thread, Spot.message)
    gone = 0
    for spot in session.scalars(sa.select(Spot).where(_likely(needles, *columns))):
        if needles.among((spot.team, spot.conversation, spot.thread, spot.message)):
            if spot.role == Role.ASKED:  # without it nothing can be whispered to the asker any more
                session.execute(sa.update(Case).where(Case.id == spot.case_id).values(whispered=False))
            session.delete(spot)
            gone += 1
    return gone


def _forget_references(session: Session, needles: Needles) -> int:
    kept = ConversationReference
    columns = (kept.team, kept.conversation, kept.service, kept.bot, kept.person)
    gone = 0
    for row in session.scalars(sa.select(kept).where(_likely(needles, *columns))):
        if needles.among((row.team, row.conversation, row.service, row.bot, row.person)):
            session.delete(row)
            gone += 1
    return gone


def _forget_turns(session: Session, needles: Needles) -> None:
    for turn in session.scalars(sa.select(Turn).where(_likely(needles, Turn.conversation))):
        if needles.among(turn.conversation):
            session.delete(turn)


def _forget_in_audit(session: Session, needles: Needles) -> int:
    changed = 0
    for row in session.scalars(sa.select(Audit).where(_likely(needles, Audit.key, Audit.person))):
        if row.person in needles.texts:
            row.person = FORGOTTEN
        if needles.among(row.key):
            row.key = f"{FORGOTTEN}:{row.id}"
        changed += session.is_modified(row)
    return changed


def _forget_postings(session: Session, needles: Needles) -> int:
    gone = 0
    for row in session.scalars(sa.select(Posting).where(_likely(needles, Posting.key, Posting.place))):
        if needles.among((row.key, row.place)):
            session.delete(row)
            gone += 1
    return gone


def _likely(needles: Needles, *columns: orm.QueryableAttribute[Any]) -> sa.ColumnElement[bool]:
    """Rows that may hold what is looked for; which do, `needles` says."""
    texts = [sa.cast(column, sa.Text) for column in columns]
    return sa.or_(*(text.icontains(needle, autoescape=True) for text in texts for needle in needles.texts))
