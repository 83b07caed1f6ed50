"""Sent forms as work of the desk. Their key hangs on when the form was opened: a form is sent once."""

from collections.abc import Mapping
from typing import Any

from bot.answers.words import forms
from bot.desk.work import NotFound, ToHelpdesk
from bot.teams.carried import Carried
from bot.teams.keys import NO_TIME, work_key
from bot.teams.names import URGENT, YES
from bot.teams.payloads import Activity, Filled
from bot.teams.pressed import press_key
from bot.teams.workplace import Workplace


def not_found(
    press: Activity, carried: Carried, workplace: Workplace, data: Mapping[str, Any] | None = None
) -> NotFound:
    """The form of "Niet gevonden": what is missing, and whether the helpdesk gets it.

    Without `data` no form could be shown: then the case stays here, and its card keeps the helpdesk's button.
    """
    filled = Filled.model_validate(dict(data or {}))
    return NotFound(
        key=_key(press, carried, "not-found", workplace),
        event_id=press.id,
        person=press.person,
        case=carried.case,
        packed=carried.packed,
        missing=_within(filled.missing),
        to_helpdesk=carried.helpdesk and filled.also_helpdesk in {YES, True},
    )


def to_helpdesk(
    press: Activity, carried: Carried, workplace: Workplace, data: Mapping[str, Any] | None = None
) -> ToHelpdesk:
    """The form of "Naar de helpdesk": a remark, and how urgent it is."""
    filled = Filled.model_validate(dict(data or {}))
    return ToHelpdesk(
        key=_key(press, carried, "to-helpdesk", workplace),
        event_id=press.id,
        person=press.person,
        case=carried.case,
        packed=carried.packed,
        remark=_within(filled.remark),
        urgent=filled.urgency == URGENT,
    )


def _key(press: Activity, carried: Carried, kind: str, workplace: Workplace) -> str:
    if carried.opened == NO_TIME:
        return press_key(press, kind, workplace)
    tenant, conversation = workplace.tenant(press), press.conversation.bare
    return work_key(carried.opened, tenant, conversation, kind, carried.case, press.person)


def _within(text: str | None) -> str:
    """What was typed. Teams holds people to the length of a field; what else comes is cut."""
    return (text or "").strip()[: forms.MOST_REMARK]
