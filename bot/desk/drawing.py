"""A case as its two cards, and the cards drawn anew wherever they stand."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

import structlog

from bot.answers import Escalate, Finding, Known, UnreadableFindingsError, compose, pack, unpack
from bot.answers.words import notices, statuses
from bot.desk import ledger
from bot.desk.chat import AnswerCard, ChatRefusedError, Drawing, HelpdeskCard, State
from bot.desk.means import Means
from bot.desk.patience import LIMIT, patiently, within
from bot.desk.people import NO_NAMES, Names, as_shown, met_in, names_of
from bot.desk.tables import Case, Role
from bot.desk.work import Place

_log = structlog.get_logger(__name__)

AFTER: Final = ":after"
"""What the key of a case ends with that answers the new text of a message whose first case was closed."""

_UNKNOWN: Final = "unknown-bounce"


def findings_of(case: Case, packed: str = "") -> tuple[Finding, ...]:
    """What a case was about: as its button carried it, else as it was kept, else its causes alone.

    Of a deleted message only what says nothing of anyone is left.
    """
    findings = _unpacked(packed) or _unpacked(case.findings or "") or _causes(case)
    return bare(findings) if case.message_deleted else findings


def bare(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings without their evidence."""
    return tuple(
        finding.model_copy(
            update={"recipients": (), "more": 0, "host": None, "quote": None, "meant": None, "listing": None}
        )
        for finding in findings
    )


def answer_card(case: Case, findings: Sequence[Finding], means: Means, names: Names = NO_NAMES) -> AnswerCard:
    """The card of the asker. `names` as `names_of` gives them."""
    known = means.knowledge.current()
    answer = compose(findings, known.intents, known.helpdesk)
    sentence, person = status(case, known)
    return AnswerCard(
        case=case.id,
        answer=answer,
        state=case.state,
        helpdesk=means.helpdesk is not None and answer.escalate is not Escalate.NEVER,
        packed=pack(findings),
        status=sentence,
        person=as_shown(person, Role.CARD, case, means, names),
        met=met_in(case, means),
    )


def helpdesk_card(
    case: Case, findings: Sequence[Finding], link: str | None, means: Means, names: Names = NO_NAMES
) -> HelpdeskCard:
    """The card of the helpdesk. `names` as `names_of` gives them."""
    known = means.knowledge.current()
    return HelpdeskCard(
        case=case.id,
        answer=compose(findings, known.intents, known.helpdesk),
        state=case.state,
        asker=as_shown(case.person, Role.HELPDESK, case, means, names) or case.person,
        link=link,
        remark=case.remark or "",
        urgent=case.urgent,
        automatic=case.automatic,
        deleted=case.message_deleted,
        claimed_by=case.claimed_by,
        resolved_by=case.resolved_by,
        met=met_in(case, means),
    )


def status(case: Case, known: Known) -> tuple[str | None, str | None]:
    """The sentence on where a case stands, and the person in it."""
    sentence: str | None = None
    person: str | None = case.decided_by
    match case.state:
        case State.FOUND:
            sentence = statuses.FOUND
        case State.NOT_FOUND:
            sentence = statuses.NOT_FOUND
        case State.ESCALATED if person is None:
            sentence = statuses.escalated_by_itself(known.helpdesk)
        case State.ESCALATED:
            sentence = statuses.escalated(known.helpdesk, urgent=case.urgent)
        case State.CLAIMED:
            sentence, person = statuses.claimed(known.helpdesk), case.claimed_by
        case State.RESOLVED:
            sentence, person = statuses.resolved(known.helpdesk), case.resolved_by
        case State.ANSWERED:
            sentence = notices.TEXT_CHANGED if case.key.endswith(AFTER) else None
            person = None
    if case.message_deleted:
        sentence = f"{statuses.DELETED} {sentence}" if sentence else statuses.DELETED
    return sentence, person


async def redraw(
    means: Means, case: str, *, packed: str = "", roles: Collection[Role] = (Role.CARD, Role.HELPDESK)
) -> None:
    """Draw the cards of a case as it stands.

    Whoever changes a case draws it after; two who do so at once both end with what stands last. A card that is
    gone, or a platform that will not have it, is logged and costs the other card nothing.

    Raises:
        ChatUnavailableError: a platform could not, for as long as it was worth trying.
    """
    drawn: int | None = None
    while (standing := await ledger.load(means, case)) is not None and standing.revision != drawn:
        drawn = standing.revision
        findings = findings_of(standing, packed)
        names = await names_of(means, standing)
        if Role.CARD in roles and (place := standing.place(Role.CARD)) is not None:
            await _update(means, place, answer_card(standing, findings, means, names))
        if Role.HELPDESK in roles and (place := standing.place(Role.HELPDESK)) is not None:
            link = await link_of(means, standing)
            await _update(means, place, helpdesk_card(standing, findings, link, means, names))


async def replace_whisper(means: Means, case: Case, route: str, *, packed: str, moved: bool = False) -> None:
    """Draw the card anew that only the asker sees, along the route that came with what they did.

    `moved`: the case lives in a direct message from here on, and this card says so.
    """
    card = answer_card(case, findings_of(case, packed), means, await names_of(means, case))
    if moved:
        card = replace(card, status=f"{card.status} {statuses.MOVED}" if card.status else statuses.MOVED)
    port = means.port(_asked(case))
    try:
        await patiently(means.clock, lambda: within(LIMIT, port.whisper(route, card, replace=True)))
    except ChatRefusedError as error:
        _log.info("a whispered card stays as it was", code=error.code)


async def link_of(means: Means, case: Case) -> str | None:
    """A link to the asker's thread, where the helpdesk can follow it: not into a direct conversation."""
    place = case.place(Role.CARD)
    if place is None or case.is_private:
        return None
    port = means.port(place)
    try:
        return await patiently(means.clock, lambda: within(LIMIT, port.link(place)))
    except ChatRefusedError as error:
        _log.info("no link to a card", code=error.code)
        return None


async def remove(means: Means, place: Place) -> None:
    """Take what stands at a place away."""
    port = means.port(place)
    try:
        await patiently(means.clock, lambda: within(LIMIT, port.delete(place)))
    except ChatRefusedError as error:
        _log.warning("a card could not be taken away", platform=port.platform, code=error.code)


async def _update(means: Means, place: Place, drawing: Drawing) -> None:
    port = means.port(place)
    try:
        await patiently(means.clock, lambda: within(LIMIT, port.update(place, drawing)))
    except ChatRefusedError as error:
        _log.warning("a card stays as it was", platform=port.platform, code=error.code)


def _asked(case: Case) -> Place:
    place = case.place(Role.ASKED)
    if place is None:
        raise LookupError(case.id)
    return place


def _unpacked(packed: str) -> tuple[Finding, ...]:
    try:
        return unpack(packed) if packed else ()
    except UnreadableFindingsError:
        return ()


def _causes(case: Case) -> tuple[Finding, ...]:
    causes = {
        failure.cause: Finding(cause=failure.cause, permanent=failure.permanent, rule=failure.rule)
        for failure in case.failures
    }
    return tuple(causes.values()) or (Finding(cause=_UNKNOWN),)
