"""Sent forms as work of the desk. Their key hangs on the view: a form is sent once."""

from bot.desk.work import NotFound, ToHelpdesk
from bot.slack.carried import Carried
from bot.slack.keys import work_key
from bot.slack.names import ALSO_HELPDESK, MISSING, REMARK, URGENCY, URGENT
from bot.slack.payloads import FormSent
from bot.slack.workplace import Workplace


def not_found(sent: FormSent, workplace: Workplace) -> NotFound:
    """The form of "Niet gevonden": what is missing, and whether the helpdesk gets it."""
    case = Carried.from_form(sent.view.private_metadata)
    return NotFound(
        key=_key(sent, case, workplace),
        person=sent.user.id,
        case=case.case,
        packed=case.packed,
        missing=sent.text(MISSING),
        to_helpdesk=case.helpdesk and sent.ticked(ALSO_HELPDESK),
        whisper=case.whisper,
    )


def to_helpdesk(sent: FormSent, workplace: Workplace) -> ToHelpdesk:
    """The form of "Naar de helpdesk": a remark, and how urgent it is."""
    case = Carried.from_form(sent.view.private_metadata)
    return ToHelpdesk(
        key=_key(sent, case, workplace),
        person=sent.user.id,
        case=case.case,
        packed=case.packed,
        remark=sent.text(REMARK),
        urgent=sent.chosen(URGENCY) == URGENT,
        whisper=case.whisper,
    )


def _key(sent: FormSent, case: Carried, workplace: Workplace) -> str:
    return work_key(case.opened, workplace.identity.team, "", "form", sent.view.id)
